// Entry of a worker for sweeps: a classic script once it is built, since sandboxed frames refuse module workers.
import createLibrary from '../../build/wasm/library.js';
import { CellHost } from './cell-host.js';

const scope = /** @type {any} */ (globalThis);
const host = new CellHost(createLibrary, (event) => scope.postMessage(event));
scope.onmessage = (/** @type {MessageEvent} */ message) => host.receive(message.data);

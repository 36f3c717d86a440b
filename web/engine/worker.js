// Entry of the worker: a classic script once it is built, since sandboxed frames refuse module workers.
import createEngine from '../../build/wasm/engine.js';
import { EngineHost } from './host.js';

const scope = /** @type {any} */ (globalThis);
const host = new EngineHost(createEngine, (event, transfer) => scope.postMessage(event, transfer ?? []));
scope.onmessage = (/** @type {MessageEvent} */ message) => host.receive(message.data);

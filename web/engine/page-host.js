import createEngine from '../../build/wasm/engine.js';
import { EngineHost } from './host.js';
import { limited } from './page-limit.js';

/**
 * A host on the page's own thread, in slices.
 * @param {(event: import('./protocol.js').HostEvent) => void} post
 */
export const createPageHost = (post) => limited(new EngineHost(createEngine, post), post);

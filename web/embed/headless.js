/** The engine without a figure, with its glue and wasm, for browsers and their workers; for Node see headless-node.js. */
import { loadersFrom } from './headless-loaders.js';

export * from '../engine/api.js';

export const { loadEngine, loadLecture } = loadersFrom(async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the engine could not be loaded: ${response.status} ${url}`);
  return response.arrayBuffer();
});

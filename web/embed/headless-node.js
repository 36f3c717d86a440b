/** The engine without a figure, with its glue and wasm, for Node. */
import { readFile } from 'node:fs/promises';
import { loadersFrom } from './headless-loaders.js';

export * from '../engine/api.js';

export const { loadEngine, loadLecture } = loadersFrom((url) => readFile(new URL(url)));

// Writes web/lab/poster.svg from the built engine.
import { writeFileSync } from 'node:fs';
import { loadEngine } from './load-engine.mjs';
import { poster } from './poster.mjs';

const svg = await poster(await loadEngine());
writeFileSync(new URL('../web/lab/poster.svg', import.meta.url), svg);
console.log(`web/lab/poster.svg: ${svg.length} characters`);

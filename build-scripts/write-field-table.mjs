// Writes web/engine/field-table.js from the built engine, so that controls and links work before the wasm arrives.
// With --check: fails if the file in the repository is not what the engine says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { loadEngine } from './load-engine.mjs';

const root = new URL('../', import.meta.url);
const target = new URL('web/engine/field-table.js', root);

const engine = await loadEngine();

const source = `// Written by build-scripts/write-field-table.mjs from the engine: engine/spec/fields.hpp is the source.

/** @type {import('./types.js').FieldTable} */
export const fieldTable = ${JSON.stringify(engine.fieldTable())};

/** @type {import('./types.js').StatusRow[]} */
export const statusTable = ${JSON.stringify(engine.statusTable())};

export const engineVersion = ${JSON.stringify(engine.version())};
`;
const path = fileURLToPath(target);
const text = await format(source, { ...(await resolveConfig(path)), parser: 'babel' });

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error(
      'web/engine/field-table.js is not what the engine says: run node build-scripts/write-field-table.mjs',
    );
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
  console.log(`web/engine/field-table.js: ${engine.fieldTable().fields.length} fields`);
}

// Writes web/engine/field-table.js from the built engine, so that controls and links work before the wasm arrives, and
// web/engine/field-help.js, the explanations, which the page loads after its first picture.
// With --check: fails if a file in the repository is not what the engine says.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { loadEngine, loadLecture } from './load-engine.mjs';

const engine = await loadEngine();
const { fields, ...rest } = (await loadLecture()).fieldTable();

/** @param {{ help?: string }} row */
const withoutHelp = (row) => ({ ...row, help: undefined });
const table = {
  ...rest,
  fields: fields.map((field) => ({ ...withoutHelp(field), choices: field.choices.map(withoutHelp) })),
};
const help = Object.fromEntries(
  fields.flatMap(({ path, help: text, choices }) => [
    [path, text],
    ...choices.map((choice) => [`${path}=${choice.value}`, choice.help]),
  ]),
);

const head = `// Written by build-scripts/write-field-table.mjs from the engine: engine/spec is the source.
`;
const sources = {
  'field-table.js': `${head}
/** @type {import('./types.js').FieldTable} */
export const fieldTable = ${JSON.stringify(table)};

/** @type {import('./types.js').StatusRow[]} */
export const statusTable = ${JSON.stringify(engine.statusTable())};

export const engineVersion = ${JSON.stringify(engine.version())};
`,
  'field-help.js': `${head}
/** @type {Record<string, string>} by path, and by path=choice */
export const fieldHelp = ${JSON.stringify(help)};
`,
};

let isOld = false;
for (const [name, source] of Object.entries(sources)) {
  const path = fileURLToPath(new URL(`../web/engine/${name}`, import.meta.url));
  const text = await format(source, { ...(await resolveConfig(path)), parser: 'babel' });
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(
      `web/engine/${name} is not what the engine says: run node build-scripts/write-field-table.mjs`,
    );
    isOld = true;
  }
}
if (isOld) process.exit(1);

// Writes what web/figure/element-api.js says of <ntk-figure> into docs/embedding.md, as tables between their marks.
// With --check: fails if the tables are not what the source says, and writes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import * as api from '../web/figure/element-api.js';
import { markdownTable, withMarkedText } from './markdown.mjs';

const path = fileURLToPath(new URL('../docs/embedding.md', import.meta.url));

const code = (/** @type {string} */ text) => `\`${text}\``;

/** @param {(typeof api.attributes)[number]} attribute */
function valuesOf({ type, choices = [], minimum, maximum, default: usual }) {
  if (type === 'choice') return `${choices.map(code).join(', ')}; default ${code(choices[0])}`;
  if (type === 'number') return `${minimum} to ${maximum}; default ${usual}`;
  return type === 'flag' ? 'there or not' : 'text';
}

/** @returns {string} Markdown */
const elementTables = () => `
### Attributes

Each is a property of the same name, and may change at any time. What is out of range is clamped, what is unknown is as if it were not there, with one warning in the console.

${markdownTable(
  ['attribute', 'values', ''],
  api.attributes.map((row) => [code(row.name), valuesOf(row), row.help]),
)}

### Properties

${markdownTable(
  ['property', 'type', ''],
  api.properties.map(({ name, type, isReadOnly, help }) => [
    code(name),
    code(type) + (isReadOnly ? ', read only' : ''),
    help,
  ]),
)}

### Methods

A method begins a figure that still waits to be seen.

${markdownTable(
  ['method', 'returns', ''],
  api.methods.map(({ name, parameters, returns, help }) => [
    code(`${name}(${parameters})`),
    code(returns),
    help,
  ]),
)}

### Events

All bubble and cross shadow roots.

${markdownTable(
  ['event', '`detail`', ''],
  api.events.map(({ name, detail, help }) => [code(name), code(detail), help]),
)}

### Slots, parts and CSS properties

${markdownTable(
  ['slot', ''],
  api.slots.map(({ name, help }) => [code(name), help]),
)}

${markdownTable(
  ['part', ''],
  api.parts.map(({ name, help }) => [code(`::part(${name})`), help]),
)}

${markdownTable(
  ['property', 'default', ''],
  api.cssProperties.map(({ name, default: usual, help }) => [code(name), usual, help]),
)}
`;

/** @type {[string, string]} */
const marks = [
  '<!-- The tables are written by build-scripts/write-element-docs.mjs from web/figure/element-api.js. -->',
  '<!-- End of the tables. -->',
];

const options = { ...(await resolveConfig(path)), parser: 'markdown' };
const page = readFileSync(path, 'utf8');
const written = withMarkedText(page, marks, await format(elementTables(), options));
if (!process.argv.includes('--check')) {
  writeFileSync(path, written);
} else if (written !== page) {
  console.error('docs/embedding.md is old: run node build-scripts/write-element-docs.mjs');
  process.exit(1);
}

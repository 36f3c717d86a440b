// Writes what web/figure/element-api.js says of <ntk-figure>: the tables of docs/embedding.md, between their marks, and the
// custom-elements manifest for editors, dist/embed/custom-elements.json.
// With --check: fails if the tables are not what the source says, and writes nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import * as api from '../web/figure/element-api.js';

const pathOf = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** @param {string[]} heads @param {string[][]} rows */
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

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

${table(
  ['attribute', 'values', ''],
  api.attributes.map((row) => [code(row.name), valuesOf(row), row.help]),
)}

### Properties

${table(
  ['property', 'type', ''],
  api.properties.map(({ name, type, isReadOnly, help }) => [
    code(name),
    code(type) + (isReadOnly ? ', read only' : ''),
    help,
  ]),
)}

### Methods

A method begins a figure that still waits to be seen.

${table(
  ['method', 'returns', ''],
  api.methods.map(({ name, parameters, returns, help }) => [
    code(`${name}(${parameters})`),
    code(returns),
    help,
  ]),
)}

### Events

All bubble and cross shadow roots.

${table(
  ['event', '`detail`', ''],
  api.events.map(({ name, detail, help }) => [code(name), code(detail), help]),
)}

### Slots, parts and CSS properties

${table(
  ['slot', ''],
  api.slots.map(({ name, help }) => [code(name), help]),
)}

${table(
  ['part', ''],
  api.parts.map(({ name, help }) => [code(`::part(${name})`), help]),
)}

${table(
  ['property', 'default', ''],
  api.cssProperties.map(({ name, default: usual, help }) => [code(name), usual, help]),
)}
`;

/** The format of https://github.com/webcomponents/custom-elements-manifest. */
export const manifest = () => ({
  schemaVersion: '1.0.0',
  modules: [
    {
      kind: 'javascript-module',
      path: 'ntk-figure.js',
      declarations: [
        {
          kind: 'class',
          name: 'NtkFigure',
          tagName: 'ntk-figure',
          customElement: true,
          superclass: { name: 'HTMLElement' },
          attributes: api.attributes.map(({ name, type, choices, default: usual, help }) => ({
            name,
            fieldName: name,
            description: help,
            type: { text: choices?.map((choice) => `'${choice}'`).join(' | ') ?? typeNames[type] },
            default: choices ? `'${choices[0]}'` : usual === undefined ? undefined : String(usual),
          })),
          members: [
            ...api.properties.map(({ name, type, isReadOnly, help }) => ({
              kind: 'field',
              name,
              type: { text: type },
              readonly: isReadOnly,
              description: help,
            })),
            ...api.methods.map(({ name, returns, help }) => ({
              kind: 'method',
              name,
              return: { type: { text: returns } },
              description: help,
            })),
          ],
          events: api.events.map(({ name, detail, help }) => ({
            name,
            type: { text: `CustomEvent<${detail}>` },
            description: help,
          })),
          slots: api.slots.map(({ name, help }) => ({ name, description: help })),
          cssParts: api.parts.map(({ name, help }) => ({ name, description: help })),
          cssProperties: api.cssProperties.map(({ name, default: usual, help }) => ({
            name,
            default: usual,
            description: help,
          })),
        },
      ],
      exports: [
        { kind: 'custom-element-definition', name: 'ntk-figure', declaration: { name: 'NtkFigure' } },
      ],
    },
  ],
});
const typeNames = { flag: 'boolean', number: 'number', text: 'string', choice: 'string' };

const begin =
  '<!-- The tables are written by build-scripts/write-element-docs.mjs from web/figure/element-api.js. -->';
const end = '<!-- End of the tables. -->';

/** A page with the tables between its marks. @param {string} page */
export async function withTables(page) {
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start < 0 || stop < start) throw new Error('docs/embedding.md has no marks for the tables');
  const options = { ...(await resolveConfig(pathOf('docs/embedding.md'))), parser: 'markdown' };
  const tables = await format(elementTables(), options);
  return `${page.slice(0, start + begin.length)}\n\n${tables}\n${page.slice(stop)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = pathOf('docs/embedding.md');
  const page = readFileSync(path, 'utf8');
  const written = await withTables(page);
  if (!process.argv.includes('--check')) {
    writeFileSync(path, written);
    mkdirSync(pathOf('dist/embed'), { recursive: true });
    writeFileSync(pathOf('dist/embed/custom-elements.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  } else if (written !== page) {
    console.error('docs/embedding.md is old: run node build-scripts/write-element-docs.mjs');
    process.exit(1);
  }
}

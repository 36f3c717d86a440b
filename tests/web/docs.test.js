// Runs every example of docs/api.md, one after the other in one scope, and compares what stands behind `// →`.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/api.md', root), 'utf8');
const blocks = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);

/** @param {string} code imports taken out, each stated value pushed with what the code gives */
const instrumented = (code) =>
  code
    .replace(/^import .*$/gm, '')
    .replace(
      /^(.*?);? \/\/ → (.*)$/gm,
      (_, expression, stated) => `results.push([${expression}, ${stated}]);`,
    );

const imports = [...new Set(blocks.flatMap((code) => code.match(/^import .*$/gm) ?? []))].join('\n');
const program = new URL('build/api-examples.mjs', root);

afterAll(() => rmSync(program, { force: true }));

it('the examples of docs/api.md give what they state', async () => {
  const merged = imports
    .replace(/^import \{ createLecture \}.*$/m, '')
    .replace('{ createEngine,', '{ createEngine, createLecture,');
  const body = blocks.map((code) => `{\n${instrumented(code).replace(/^const engine = /m, 'engine = ')}\n}`);
  const paths = merged.replaceAll("'./build/", "'../build/").replaceAll("'./web/", "'../web/");
  writeFileSync(program, `${paths}\nlet engine;\nexport const results = [];\n${body.join('\n')}\n`);
  const { results } = await import(/* @vite-ignore */ program.href);
  expect(results.length).toBe((text.match(/\/\/ → /g) ?? []).length);
  for (const [given, stated] of results) expect(given).toEqual(stated);
});

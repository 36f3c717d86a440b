import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { snippetsPage } from '../../build-scripts/write-snippet-docs.mjs';
import { readPageOptions } from '../../web/embed/page-options.js';
import { keys } from '../../web/figure/keys.js';
import { attributeTypes } from '../../web/figure/attributes.js';
import { filledPage } from '../../web/lab/embed/files.js';
import { kinds } from '../../web/lab/embed/snippets.js';
import { tagOf, usual } from './embed-examples.js';
import { startTags } from './markup-parser.js';

it('the single file has a place for its experiment', () => {
  const page = readFileSync(new URL('../../web/embed/offline.html', import.meta.url), 'utf8');
  const tag = tagOf(filledPage(page, { ...usual, autoplay: false }));
  expect(tag).toMatchObject({ controls: '', views: 'all' });
  expect(readPageOptions(tag['data-hash'])).toMatchObject({ isAutoplay: false });
});

it('docs/embedding-snippets.md is what the dialogue gives', async () => {
  const page = readFileSync(new URL('../../docs/embedding-snippets.md', import.meta.url), 'utf8');
  expect(page, 'run node build-scripts/write-snippet-docs.mjs').toBe(await snippetsPage());
});

it('every figure and script in docs/embedding.md has only attributes that there are and files that are shipped', () => {
  const page = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```html\n(.*?)^```$/gms)].map(([, block]) => block);
  const tags = blocks.flatMap((block) => startTags(block.replace(/<!--.*?-->/gs, '')));
  const files = kinds.flatMap((kind) => kind.files(usual));
  expect(tags.filter(({ name }) => name === 'ntk-figure').length).toBeGreaterThan(1);
  for (const { name, attributes } of tags) {
    if (name === 'ntk-figure')
      for (const attribute of Object.keys(attributes))
        expect([...Object.keys(attributeTypes), 'style', 'id', 'class']).toContain(attribute);
    const address = /^https:\/\/your\.site\/ntk-lab\/([^#]*)/.exec(attributes.src ?? '');
    if (address) expect(files).toContain(address[1]);
  }
});

it('docs/embedding.md lists every key of a figure', () => {
  const page = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
  const [, list] = page.match(/\*\*Keys\*\* [^:]*: ([^.]*)\./) ?? [];
  const listed = list.split(/, | and /).map((entry) => entry.replace(/ \(.*\)$/, ''));
  expect(listed).toEqual([...keys.map(({ name }) => name), 'Ctrl+Z', 'Ctrl+Shift+Z']);
});

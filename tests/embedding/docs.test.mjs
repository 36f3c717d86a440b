// What docs/embedding.md says is run as it stands there.
/** @import { EmbeddingTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { assertAlive, figureTag, moduleTag, pageOf, waitFor } from './figures.mjs';

const text = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');

/** Blocks of a language. @param {string} language */
export const blocks = (language) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, block]) => block);

/** @param {string} block @param {string} folder where the files are */
const placed = (block, folder) => block.replaceAll('https://your.site/ntk-lab/', folder);

/** @type {EmbeddingTest[]} */
export const tests = [
  ...blocks('html').map((block, i) => ({
    name: `docs: snippet ${i + 1} of embedding.md shows a figure`,
    allowErrors: /three-curves\.png/,
    run: async (/** @type {import('./run.mjs').World} */ { page, host, cdn }) => {
      const folder = cdn('');
      const hasScript = block.includes('<script type="module"') || block.includes('<iframe');
      const script = hasScript ? '' : moduleTag(cdn('ntk-figure.js'));
      await page.goto(host(pageOf(placed(block, folder) + script)));
      if (!block.includes('<iframe')) return void (await assertAlive(page));
      const frame = await waitFor(
        async () => page.frames().find((candidate) => candidate.url().startsWith(folder)),
        (found) => found !== undefined,
        'the frame',
      );
      await assertAlive(/** @type {import('playwright-core').Frame} */ (frame));
    },
  })),
  {
    name: 'docs: the policy of embedding.md is enough under default-src none',
    run: async ({ page, host, cdn }) => {
      const [line] = blocks('text');
      const policy = `default-src 'none'; ${line.trim().replaceAll('https://your.site', new URL(cdn('')).origin)}`;
      const content = figureTag('controls views="all" theme="dark"') + moduleTag(cdn('ntk-figure.js'));
      await page.goto(host(pageOf(content), { 'content-security-policy': policy }));
      await assertAlive(page);
      assert.ok(page.workers().length > 0, 'it works in workers');
    },
  },
];

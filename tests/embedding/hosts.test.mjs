// One figure, or several, by the element on all kinds of pages of another origin.
/** @import { EmbeddingTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { assertAlive, figureTag, hasColour, moduleTag, pageOf, waitFor } from './figures.mjs';

/** @type {EmbeddingTest[]} */
export const tests = [
  {
    name: 'a plain page of another origin',
    run: async ({ page, host, cdn, shot }) => {
      await page.goto(
        host(pageOf(`<p>Before</p>${figureTag()}<p>After</p>${moduleTag(cdn('ntk-figure.js'))}`)),
      );
      await assertAlive(page);
      await shot('plain');
    },
  },
  ...Object.entries({ light: [0, 114, 178], dark: [86, 180, 233] }).map(([scheme, colour]) => ({
    name: `a page that is always ${scheme}: so are the curves`,
    run: async (/** @type {import('./run.mjs').World} */ { page, host, cdn }) => {
      const head = `<style>:root { color-scheme: ${scheme} }</style>`;
      await page.goto(host(pageOf(figureTag() + moduleTag(cdn('ntk-figure.js')), head)));
      await assertAlive(page);
      assert.ok(await hasColour(page, /** @type {[number, number, number]} */ (colour)));
    },
  })),
  {
    name: 'the single file of the element',
    run: async ({ page, host, cdn }) => {
      await page.goto(host(pageOf(`${figureTag('controls')}${moduleTag(cdn('ntk-figure.single.js'))}`)));
      await assertAlive(page);
    },
  },
  ...['allow-scripts', 'allow-scripts allow-same-origin'].map((sandbox) => ({
    name: `a host's page in a frame with sandbox="${sandbox}"`,
    run: async (/** @type {import('./run.mjs').World} */ { page, host, cdn }) => {
      const inner = host(pageOf(`${figureTag()}${moduleTag(cdn('ntk-figure.js'))}`));
      await page.goto(
        host(pageOf(`<iframe sandbox="${sandbox}" src="${inner}" width="900" height="600"></iframe>`)),
      );
      const frame = await waitFor(
        async () => page.frames().find((candidate) => candidate.url() === inner),
        (found) => found !== undefined,
        'the frame',
      );
      await assertAlive(/** @type {any} */ (frame));
    },
  })),
  ...[2, 10].map((count) => ({
    name: `${count} figures on one page`,
    run: async (/** @type {import('./run.mjs').World} */ { page, host, cdn }) => {
      const figures = Array.from({ length: count }, (_, i) => figureTag(`id="figure-${i}"`)).join('');
      await page.goto(host(pageOf(`${figures}${moduleTag(cdn('ntk-figure.js'))}`)));
      for (let i = 0; i < count; ++i) {
        await page.locator(`#figure-${i}`).scrollIntoViewIfNeeded();
        await assertAlive(page, `#figure-${i}`);
      }
      assert.ok(page.workers().length <= 4, `${page.workers().length} workers`);
      // Two figures never disturb each other.
      await page.evaluate(() => /** @type {any} */ (document.querySelector('#figure-0')).seek(5));
      const indices = await page.evaluate(() =>
        [...document.querySelectorAll('ntk-figure')].map(
          (figure) => /** @type {any} */ (figure).getState().index,
        ),
      );
      assert.deepEqual(indices, [5, ...Array(count - 1).fill(0)]);
    },
  })),
  {
    name: 'inside the shadow root of a host’s element',
    run: async ({ page, host, cdn }) => {
      const script = `<script>
        const root = document.querySelector('#own').attachShadow({ mode: 'open' });
        root.innerHTML = '<style>:host { all: initial }</style>${figureTag()}';
      </script>`;
      await page.goto(host(pageOf(`<div id="own"></div>${script}${moduleTag(cdn('ntk-figure.js'))}`)));
      await assertAlive(page);
    },
  },
  {
    name: 'the script is loaded twice, and once more as the single file',
    run: async ({ page, host, cdn }) => {
      const scripts = ['ntk-figure.js', 'ntk-figure.js?again', 'ntk-figure.single.js'].map((file) =>
        moduleTag(cdn(file)),
      );
      await page.goto(host(pageOf(`${figureTag()}${scripts.join('')}`)));
      await assertAlive(page);
    },
  },
];

// Sweeps on other people's pages: what runs them lies beside the script, or in it.
/** @import { EmbeddingTest, World } from './run.mjs' */
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';
import { assertAlive, moduleTag, pageOf, smallHash } from './figures.mjs';

const sweep = 'sweep=network.width,16,64,2,2,initialKernelError';

/** @param {Page} page */
async function assertSweeps(page) {
  await assertAlive(page);
  await page.locator('#sweep-run').click();
  await page.getByText('4 of 4 cells').waitFor();
  await page
    .locator('.panel[part="sweep"]')
    .getByText(/^Initial kernel error over width, 4 cells:/)
    .waitFor();
}

/** @type {EmbeddingTest[]} */
export const sweepTests = [
  ...['ntk-figure.js', 'ntk-figure.single.js'].map((script) => ({
    name: `a sweep with ${script}, under the strictest policy; put back, the figure still asks for it`,
    run: async (/** @type {World} */ { page, host, cdn }) => {
      const figure = `<ntk-figure views="sweep" experiment="${smallHash}&${sweep}"></ntk-figure>`;
      const { origin } = new URL(cdn(''));
      const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; worker-src blob:; connect-src ${origin}`;
      const content = pageOf(`${figure}${moduleTag(cdn(script))}`);
      await page.goto(host(content, { 'content-security-policy': policy }));
      await assertSweeps(page);
      const hash = await page.evaluate(() => {
        const element = /** @type {any} */ (document.querySelector('ntk-figure'));
        element.remove();
        document.body.append(element);
        return element.hash;
      });
      assert.ok(hash.endsWith(sweep), hash);
    },
  })),
  {
    name: 'a sweep in the file without a server',
    run: async ({ page, cdn }) => {
      await page.goto(cdn(`ntk-figure-offline.html#${smallHash}&view=sweep,training&${sweep}`));
      await assertSweeps(page);
    },
  },
];

// Runs the laboratory's tests in real browsers: run.mjs ARTIFACTS [NAME-PART [BROWSER]] [--update].
import { runSuite } from '../harness/suite.mjs';
import { assertLooks } from './baselines.mjs';
import { serveSite } from './site.mjs';

/**
 * @typedef {import('../harness/suite.mjs').Bench & Laboratory} World
 * @typedef {import('../harness/suite.mjs').Test<World>} BrowserTest
 *
 * @typedef {object} Laboratory
 * @property {(hash?: string) => Promise<number>} open navigates to the page and waits until the figure has its first
 *   frames; returns milliseconds
 * @property {(name: string, picture: Buffer) => Promise<void>} looksLike compares a PNG with the one of baselines/;
 *   --update makes it the kept one
 */

const site = await serveSite();

await runSuite({
  folder: new URL('.', import.meta.url).href,
  context: { viewport: { width: 1280, height: 900 } },
  origins: [site.origin],
  /** @returns {World} */
  worldOf: (bench) => ({
    ...bench,
    async open(hash = '') {
      const started = performance.now();
      await bench.page.goto(site.url + hash);
      await bench.page.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).ready);
      return performance.now() - started;
    },
    async looksLike(name, picture) {
      const share = await assertLooks(bench.page.context(), bench.artifacts, name, picture);
      bench.note(`share of pixels that differ, ${name}`, share);
    },
  }),
});

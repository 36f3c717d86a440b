// Hosts that are hostile, strangers' links, and the browser's cache for Back. More of what a host can do is in
// element.test.mjs.
/** @import { EmbeddingTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { assertAlive, figureTag, moduleTag, pageOf, smallHash, waitFor } from './figures.mjs';

const hostileGlobals = `<script>
  Array.prototype.evil = () => 'evil';
  Array.prototype.toJSON = () => 'evil';
  window.name = 'ntk-figure:{"type":"play"}';
  window.status = 'evil';
  for (const name of ['log', 'warn', 'error', 'info', 'debug']) console[name] = () => { throw new Error('no console'); };
  window.exports = {};
  window.Module = { instantiateWasm() { throw new Error('evil'); } };
  window.createEngine = () => { throw new Error('evil'); };
  window.define = () => { throw new Error('an anonymous define'); };
  window.define.amd = {};
  window.html = window.signal = window.d3 = window.uPlot = null;
</script>`;

/** Numbers in (0, 1) that are the same in every run. @param {number} seed */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const evil = [
  '<img src=x onerror=pwned=1>',
  '"><script>pwned=1</script>',
  'javascript:pwned=1',
  '${pwned=1}',
  '\u202e\u0000\ud800',
  '__proto__',
  'constructor',
  'toString',
  '1e999',
  '-0',
  'NaN',
  '9'.repeat(400),
  '',
  '%',
  '%ff%fe',
  '[object Object]',
  '∞',
  ';;,,',
  '=&=&',
];
const keys = [
  'v',
  'view',
  'hide',
  'network.width',
  'network.depth',
  'network.activation',
  'data.count',
  'data.source',
  'data.points',
  'data.inputs',
  'dynamics.lastTime',
  'dynamics.method',
  'dynamics.times',
  'limit.ridge',
  '__proto__.x',
  'constructor.prototype.x',
  'theme',
  'x',
];

/** @param {() => number} random */
function randomHash(random) {
  const pick = (/** @type {string[]} */ list) => list[Math.floor(random() * list.length)];
  const text = () => (random() < 0.6 ? pick(evil) : String(Math.round((random() - 0.3) * 300)));
  const entry = () =>
    `${random() < 0.8 ? pick(keys) : pick(evil)}=${random() < 0.5 ? encodeURIComponent(text().replace(/[\ud800-\udfff]/g, '')) : text()}`;
  return Array.from({ length: 1 + Math.floor(random() * 6) }, entry).join('&');
}

/** Elements that only a stranger's text could have made, in the figure. @param {import('playwright-core').Page} page */
const foreignElements = (page) =>
  page.locator('ntk-figure').evaluate((figure) => ({
    elements: figure.shadowRoot?.querySelectorAll(
      'img, script, iframe, object, [onerror], a[href^="javascript"]',
    ).length,
    isPwned: 'pwned' in window || 'x' in {},
  }));

const nothing = { elements: 0, isPwned: false };

/** @type {EmbeddingTest[]} */
export const tests = [
  {
    name: 'hostile globals of the host',
    run: async ({ page, host, cdn }) => {
      const content = `${hostileGlobals}${figureTag('controls views="all"')}${moduleTag(cdn('ntk-figure.js'))}`;
      await page.goto(host(pageOf(content)));
      await assertAlive(page);
      const hash = await page.locator('ntk-figure').evaluate((/** @type {any} */ figure) => figure.hash);
      assert.equal(hash, `#${smallHash}`);
    },
  },
  {
    name: 'hostile globals of a host that refuses workers',
    allowErrors: /Content.Security.Policy|worker/i,
    run: async ({ page, host, cdn }) => {
      const { origin } = new URL(cdn(''));
      const policy = `default-src 'none'; script-src ${origin} 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'none'; connect-src ${origin}`;
      const url = host(pageOf(hostileGlobals + figureTag() + moduleTag(cdn('ntk-figure.js'))), {
        'content-security-policy': policy,
      });
      await page.goto(url);
      await assertAlive(page);
    },
  },
  {
    name: 'back and forward through the browser’s cache',
    only: ['chromium'],
    run: async ({ host, cdn }) => {
      const browser = await chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
      });
      try {
        const page = await browser.newPage();
        await page.goto(host(pageOf(figureTag() + moduleTag(cdn('ntk-figure.js')))));
        await assertAlive(page);
        await page.evaluate(() => {
          /** @type {any} */ (document.querySelector('ntk-figure')).seek(4);
          addEventListener(
            'pageshow',
            ({ persisted }) => (document.title = persisted ? 'from the cache' : 'anew'),
          );
        });
        await page.goto(host(pageOf('<p>Elsewhere</p>')));
        await page.goBack({ waitUntil: 'commit' });
        await waitFor(
          () => page.title(),
          (title) => title !== 'Course',
          'pageshow',
        );
        assert.equal(await page.title(), 'from the cache');
        const { index } = await assertAlive(page);
        assert.equal(index, 4);
        await page
          .locator('ntk-figure')
          .evaluate((/** @type {any} */ figure) => (figure.hash = '#v=1&data.count=5'));
        await page.waitForTimeout(100);
        assert.equal((await assertAlive(page)).document.data.count, 5);
      } finally {
        await browser.close();
      }
    },
  },
  {
    name: 'two hundred links of strangers: no exception, no HTML',
    run: async ({ page, host, cdn }) => {
      await page.goto(host(pageOf(figureTag('controls views="all"') + moduleTag(cdn('ntk-figure.js')))));
      await assertAlive(page);
      const random = generator(7);
      const hashes = Array.from({ length: 200 }, () => randomHash(random));
      await page.locator('ntk-figure').evaluate(async (/** @type {any} */ figure, list) => {
        for (const [i, hash] of list.entries()) {
          if (i % 2 === 0) figure.hash = hash;
          else figure.setAttribute('experiment', hash);
          if (i % 10 === 0) await new Promise(requestAnimationFrame);
        }
      }, hashes);
      assert.deepEqual(await foreignElements(page), nothing);
      await page
        .locator('ntk-figure')
        .evaluate((/** @type {any} */ figure, hash) => (figure.hash = hash), smallHash);
      await page.waitForTimeout(100);
      await assertAlive(page);
    },
  },
];

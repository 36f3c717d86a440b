// What is there before the engine: the poster, then the first live frame in its place.
/** @import { BrowserTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { finished, waitForState } from './figure-page.mjs';

/** Loads over which the time to the first live frame is measured; the site forbids caching, so each one is cold. */
const loads = 7;

/** Patterns of the page's scripts in the list of sizes. @type {string[]} */
const counted = JSON.parse(readFileSync(new URL('../../.size-limit.json', import.meta.url), 'utf8'))[0].path;
const isOf = (/** @type {string} */ script) => (/** @type {string} */ pattern) =>
  new RegExp(`^${pattern.replaceAll('*', '[\\w-]{8}')}$`).test(script);

/** What moved without a person, as the browser scores it. @param {import('playwright-core').Page} page */
const watchShifts = (page) =>
  page.addInitScript(() => {
    const shifts = /** @type {{ value: number, what: string }[]} */ ([]);
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        const what = entry.sources.map(
          (/** @type {any} */ { node, previousRect, currentRect }) =>
            `${node?.nodeName}.${node?.className} ${previousRect.y}+${previousRect.height} to ${currentRect.y}+${currentRect.height}`,
        );
        shifts.push({ value: entry.value, what: what.join(', ') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** @type {BrowserTest[]} */
export const firstPictureTests = [
  {
    name: 'first picture: without the script the poster says what is to be seen',
    run: async ({ page, open, shot }) => {
      await page.route('**/*.js', (route) => route.abort());
      void open().catch(() => {});
      const poster = page.locator('.poster svg').first();
      await poster.waitFor();
      assert.ok(((await poster.boundingBox())?.height ?? 0) > 200);
      assert.match(
        (await poster.locator('title').textContent()) ?? '',
        /linearisation and its infinite-width limit/,
      );
      await shot('poster');
    },
    allowErrors: /Failed to load resource|error loading dynamically|NetworkError|Loading failed/,
  },
  {
    name: 'first picture: the poster stands until the engine is there, and goes where a link asks for another experiment',
    only: ['chromium'],
    run: async ({ page, open }) => {
      /** @type {() => void} */ let release = () => {};
      const held = new Promise((resolve) => (release = () => resolve(undefined)));
      await page.route('**/*.wasm', async (route) => {
        await held;
        await route.continue();
      });
      const opened = open();
      opened.catch(() => {});
      await page.waitForFunction(() => document.querySelector('ntk-figure')?.shadowRoot);
      await page.waitForTimeout(300);
      assert.ok(await page.locator('.poster').isVisible());
      release();
      await opened;
      await page.waitForTimeout(300);
      assert.equal(await page.locator('.poster').isVisible(), false);
      for (const other of ['data.source=xor', 'pin=same', 'members=2']) {
        await page.goto('about:blank');
        await open(`#v=1&${other}`);
        assert.equal(await page.locator('.poster').count(), 0, other);
      }
    },
  },
  {
    name: 'first live frame: the scripts of the default document are those that .size-limit.json counts',
    run: async ({ page, open }) => {
      const loaded = /** @type {Set<string>} */ (new Set());
      page.on('request', (request) => {
        const [, script] = request.url().match(/\/(assets\/[^/]*\.js)$/) ?? [];
        if (script) loaded.add(`dist/${script}`);
      });
      await open();
      await waitForState(page, finished);
      await page.waitForTimeout(500);
      assert.deepEqual([...loaded].filter((script) => !counted.some(isOf(script))).sort(), []);
      assert.deepEqual(
        counted.filter((pattern) => ![...loaded].some((script) => isOf(script)(pattern))),
        [],
      );
    },
  },
  {
    name: 'first live frame: how long it takes',
    isAlone: true,
    run: async ({ page, open, note }) => {
      const times = [];
      for (let i = 0; i < loads; i += 1) {
        times.push(await open());
        await page.goto('about:blank');
      }
      const sorted = times.toSorted((a, b) => a - b);
      const names = { least: 0, median: loads >> 1, most: loads - 1 };
      for (const [name, at] of Object.entries(names))
        note(`milliseconds from navigation to the first live frame, ${name} of ${loads} loads`, sorted[at]);
    },
  },
  ...[
    { size: 'phone', viewport: { width: 360, height: 780 } },
    { size: 'desktop', viewport: { width: 1280, height: 900 } },
    { size: 'projector', viewport: { width: 1920, height: 1080 } },
  ].map(({ size, viewport }) => ({
    name: `first live frame: nothing shifts, ${size}`,
    only: ['chromium'],
    context: { viewport },
    run: async (/** @type {import('./run.mjs').World} */ { page, open, note }) => {
      await watchShifts(page);
      await open();
      await page.waitForTimeout(1500);
      const shifts = await page.evaluate(
        () => /** @type {{ value: number, what: string }[]} */ (/** @type {any} */ (window).shifts),
      );
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      note(`cumulative layout shift, ${size}`, sum);
      assert.ok(sum < 0.01, JSON.stringify(shifts));
    },
  })),
];

// Stable states beside kept pictures: pages with a tolerance, canvases that only table and numbers decide exactly.
/** @import { Page } from 'playwright-core' */
/** @import { BrowserTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { folder, isUpdating } from './baselines.mjs';
import { drawn, finished, seek, waitForState } from './figure-page.mjs';

/** A run that rests: short, so that it is soon there. */
const hash = '#v=1&network.width=64&data.count=8&dynamics.frames=41';
const end = 42;
const desktop = { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 0.5 };
const phone = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 0.75 };

/** Opens the page, waits for every number and rests at one time. @param {World} world @param {string} link @param {number} index */
async function rest({ page, open }, link, index) {
  await open(link);
  await page.locator('#equivalent-rate').waitFor({ state: 'attached' });
  await waitForState(page, finished);
  await seek(page, Math.min(index, end));
}

/** @param {Page} page */
const pictureOf = (page) => page.screenshot({ animations: 'disabled', caret: 'hide' });

/**
 * @param {string} name
 * @param {object} context
 * @param {{ link?: string, index?: number, act?: (page: Page) => Promise<unknown>, part?: string }} [state] what is done
 *   then, and the part of the figure that is looked at, the window if none
 * @returns {BrowserTest}
 */
const state = (name, context, { link = hash, index = end, act, part } = {}) => ({
  name: `looks as before: ${name}`,
  only: ['chromium'],
  context: { reducedMotion: 'reduce', ...context },
  run: async (world) => {
    await rest(world, link, index);
    await act?.(world.page);
    await drawn(world.page);
    const picture = part
      ? await world.page.locator(`.panel[part~="${part}"]`).screenshot({ animations: 'disabled' })
      : await pictureOf(world.page);
    await world.looksLike(name, picture);
  },
});

/**
 * Paints fixed numbers with the page's own modules, which are served as they stand in web/charts.
 * @param {World} world
 * @returns {Promise<Record<string, number[]>>} bytes of the canvases
 */
async function paint({ page, open }) {
  await page.route('**/source/*.js', (route) => {
    const file = new URL(`../../web/charts/${route.request().url().split('/').at(-1)}`, import.meta.url);
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file) });
  });
  await open(hash);
  return page.evaluate(async () => {
    const source = (/** @type {string} */ name) => import(new URL(`source/${name}.js`, location.href).href);
    const { paintColourBar, paintMatrix } = await source('colour-map');
    const { diverging, paintDivergingBar, paintGrid } = await source('diverging-map');
    const n = 12;
    const order = Array.from({ length: n }, (_, i) => (5 * i) % n);
    const matrix = Float32Array.from({ length: n * n }, (_, i) => ((7 * i) % 31) / 8 - 2);
    matrix.set([NaN, Infinity, -Infinity], 40);
    const range = { minimum: -1.5, maximum: 1.5 };
    const painters = {
      'cividis bar': paintColourBar,
      'diverging bar': paintDivergingBar,
      'matrix, cividis': (/** @type {HTMLCanvasElement} */ c) => paintMatrix(c, matrix, order, range),
      'matrix, diverging': (/** @type {HTMLCanvasElement} */ c) =>
        paintMatrix(c, matrix, order, range, diverging),
      grid: (/** @type {HTMLCanvasElement} */ c) =>
        paintGrid(Object.assign(c, { width: 11, height: 11 }), matrix, n, 1.5),
    };
    return Object.fromEntries(
      Object.entries(painters).map(([name, painter]) => {
        const canvas = document.createElement('canvas');
        painter(canvas);
        const { width, height } = canvas;
        return [
          name,
          [width, height, ...(canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [])],
        ];
      }),
    );
  });
}

/** The canvases' bytes are those of canvases.json, by their names. @param {Record<string, number[]>} painted */
function assertExact(painted) {
  const file = `${folder}canvases.json`;
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const hashes = Object.fromEntries(
    Object.entries(painted).map(([name, bytes]) => [
      name,
      createHash('sha256').update(Uint8Array.from(bytes)).digest('hex'),
    ]),
  );
  if (isUpdating) writeFileSync(file, `${JSON.stringify({ ...kept, ...hashes }, null, 2)}\n`);
  else for (const [name, digest] of Object.entries(hashes)) assert.equal(digest, kept[name], name);
}

/** Bytes of the page's own maps, which the engine's numbers and a colour table decide. @param {Page} page @param {string} name */
async function ownCanvases(page, name) {
  const all = await page.locator(name === 'plane' ? '.plane-canvas' : '.heat-map').evaluateAll((list) =>
    list.map((node) => {
      const canvas = /** @type {HTMLCanvasElement} */ (node);
      const { width, height } = canvas;
      const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
      return [width, height, ...data];
    }),
  );
  assert.ok(all.length >= 2 && all.every(({ length }) => length > 100), `${name}: ${all.length} canvases`);
  return Object.fromEntries(all.map((bytes, i) => [`${name}, map ${i + 1}`, bytes]));
}

/** @type {BrowserTest[]} */
const exactCanvases = [
  {
    name: 'looks as before: colour tables and heat maps, exactly',
    only: ['chromium'],
    run: async (world) => assertExact(await paint(world)),
  },
  ...Object.entries({ kernel: hash, plane: `${hash}&data.source=xor&data.probes=441` }).map(
    ([part, link]) => ({
      name: `looks as before: maps of the ${part} on the page, exactly`,
      only: ['chromium'],
      context: { reducedMotion: 'reduce' },
      run: async (/** @type {World} */ world) => {
        await rest(world, link, end);
        assertExact(await ownCanvases(world.page, part));
      },
    }),
  ),
];

const dark = { ...desktop, colorScheme: 'dark' };
const panels = ['kernel', 'modes', 'training', 'neurons'];

/** @type {BrowserTest[]} */
export const visualTests = [
  ...exactCanvases,
  state('desktop-start', desktop, { index: 0 }),
  state('desktop-end', desktop),
  state('desktop-end-dark', dark),
  state('phone-end', phone),
  ...panels.map((panel) => state(`panel-${panel}`, desktop, { link: `${hash}&view=${panel}`, part: panel })),
  state('compare', desktop, { link: `${hash}&pin.network.width=8`, part: 'function' }),
  state('plane', desktop, { link: `${hash}&data.source=xor&data.probes=441`, part: 'function' }),
  state('presentation', desktop, {
    act: async (page) => {
      await page.keyboard.press('p');
      await page.locator('.controls').waitFor({ state: 'hidden' });
    },
  }),
  state('print', desktop, { act: (page) => page.emulateMedia({ media: 'print' }) }),
  state('forced-colours', { ...desktop, forcedColors: 'active' }),
];

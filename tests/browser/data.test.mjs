/** @import { BrowserTest, World } from './run.mjs' */
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { withPictureProbes } from '../../web/store/picture-probes.js';
import { assertAccessible } from './accessibility.mjs';
import {
  assertNothingCutOff,
  drawn,
  finished,
  parseShown,
  seek,
  shown,
  stateOf,
  waitForState,
} from './figure-page.mjs';
import { referenceNumbers } from './reference.mjs';

const sources = /** @type {Record<string, string>} */ ({
  step: 'line',
  sawtooth: 'line',
  fourier: 'line',
  globalTemperature: 'line',
  xor: 'plane',
  spirals: 'plane',
  circles: 'plane',
  halfPlane: 'plane',
  singleNeuron: 'rows',
  singleIndex: 'rows',
  parity: 'rows',
});
const pictures = { line: '.line-picture', plane: '.plane-picture', rows: '.rows-picture' };

/** Colour of a map of the plane at a place of it, 0 … 1. @param {Page} page @param {number} map @param {number} x @param {number} y */
const colourAt = (page, map, x, y) =>
  page
    .locator('canvas.plane-canvas')
    .nth(map)
    .evaluate(
      (node, [u, v]) => {
        const canvas = /** @type {HTMLCanvasElement} */ (node);
        const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        const { data } = context.getImageData(
          Math.floor(u * canvas.width),
          Math.floor(v * canvas.height),
          1,
          1,
        );
        return [...data];
      },
      [x, y],
    );

/** @param {World} world @param {'phone' | 'desktop'} size */
async function everySource({ page, open, shot }, size) {
  await open('#v=1&network.width=64');
  await waitForState(page, finished);
  for (const [source, picture] of Object.entries(sources)) {
    await page.locator('#field-data-source').selectOption(source);
    await waitForState(page, (s) => s.document.data.source === source && finished(s));
    await page.locator(pictures[/** @type {keyof typeof pictures} */ (picture)]).waitFor();
    await seek(page, 80);
    await shot(`source-${size}-${source}`);
    await assertNothingCutOff(page, source);
    assert.doesNotMatch(await page.locator('ntk-figure').innerText(), /NaN/);
  }
}

/** @type {BrowserTest[]} */
export const dataTests = [
  {
    name: 'every source of the menu has its picture',
    only: ['chromium'],
    run: (world) => everySource(world, 'desktop'),
  },
  {
    name: 'every source of the menu has its picture on a phone, in the dark',
    only: ['chromium'],
    context: { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true },
    run: (world) => everySource(world, 'phone'),
  },
  {
    name: 'maps of the plane are coloured by sign, and their numbers are the engine’s',
    run: async ({ page, open }) => {
      await open(
        '#v=1&data.source=halfPlane&data.probes=441&data.count=24&network.width=64&dynamics.lastTime=1000',
      );
      await waitForState(page, finished);
      await page.locator('.plane-picture').waitFor();
      await seek(page, 100);
      for (const map of [0, 1, 2]) {
        const [redBelow, , blueBelow] = await colourAt(page, map, 0.08, 0.93);
        const [redAbove, , blueAbove] = await colourAt(page, map, 0.92, 0.07);
        assert.ok(blueBelow > redBelow && redAbove > blueAbove, `map ${map}`);
      }
      const { document } = await stateOf(page);
      const reference = referenceNumbers(await loadEngine(), document, 100);
      const text = await page.locator('.plane-note').first().innerText();
      const onScreen = parseShown(text.replace('gap to limit ≤ ', ''));
      assert.ok(Math.abs(onScreen - reference.gapToLimit) <= 0.006 * reference.gapToLimit, text);
      assert.ok(Math.abs(parseShown(await shown(page, 'gapToLimit')) - onScreen) < 1e-9);
      await assertAccessible(page);
    },
  },
  {
    name: 'points of the plane: dragged, moved by keys, changed in class, added and removed',
    run: async ({ page, open }) => {
      await open('#v=1&data.source=xor&data.count=6&data.probes=121&network.width=32');
      await waitForState(page, finished);
      const mark = page.locator('path[role=slider]').first();
      const box = /** @type {any} */ (await mark.boundingBox());
      const frame = /** @type {any} */ (await page.locator('.plane-frame').first().boundingBox());
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(frame.x + frame.width * 0.75, frame.y + frame.height * 0.25, { steps: 4 });
      await page.mouse.up();
      await waitForState(page, (s) => s.document.data.source === 'given' && finished(s));
      const { inputs, targets } = (await stateOf(page)).document.data;
      assert.equal(inputs.length, 6);
      for (const coordinate of inputs[0]) assert.ok(Math.abs(coordinate - Math.PI / 2) < 0.1, `${inputs[0]}`);
      await mark.focus();
      await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('Enter');
      const changed = (await stateOf(page)).document.data;
      assert.ok(Math.abs(changed.inputs[0][0] - (inputs[0][0] - 0.2 * Math.PI)) < 1e-3);
      assert.deepEqual(changed.targets[0], [-targets[0][0]]);
      await page.getByLabel('y = −1').check();
      await page.getByRole('button', { name: 'Add a point' }).click();
      assert.deepEqual((await stateOf(page)).document.data.targets[6], [-1]);
      await mark.focus();
      await page.keyboard.press('Delete');
      assert.equal((await stateOf(page)).document.data.inputs.length, 6);
      await waitForState(page, finished);
      await seek(page, 60);
      const { document } = await stateOf(page);
      const reference = referenceNumbers(await loadEngine(), withPictureProbes(document), 60);
      const gap = parseShown(await shown(page, 'gapToLimit'));
      assert.ok(Math.abs(gap - reference.gapToLimit) <= 0.006 * reference.gapToLimit + 1e-12, String(gap));
      for (let i = 0; i < 4; i += 1) await page.getByRole('button', { name: 'Undo' }).click();
      assert.equal((await stateOf(page)).document.data.source, 'given');
      await page.getByRole('button', { name: 'Undo' }).click();
      assert.equal((await stateOf(page)).document.data.source, 'xor');
    },
  },
  {
    name: 'several outputs: the one shown is chosen',
    run: async ({ page, open }) => {
      await open('#v=1&network.outputs=3&network.width=32&data.count=6');
      await waitForState(page, finished);
      const heights = () =>
        page
          .locator('circle')
          .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('aria-valuenow')));
      const first = await heights();
      await page.getByLabel('Output shown').selectOption('1');
      await drawn(page);
      assert.notDeepEqual(await heights(), first);
    },
  },
  {
    name: 'an ensemble is a band with its own legend',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      await open('#v=1&observe.ensemble=true&network.width=64&data.count=5');
      await waitForState(page, finished);
      await seek(page, 70);
      await page.getByText('infinitely wide ensemble at t: mean ± 2σ').waitFor();
      await page.getByText('NNGP posterior: mean ± 2σ').waitFor();
      await shot('ensemble-band');
    },
  },
  {
    name: 'slices along a coordinate of given rows',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      const rows = 'data.inputs=1,0,0;0,1,0;0,0,1;1,1,0;0,1,1&data.targets=1;0;1;-1;2';
      await open(`#v=1&data.source=given&${rows}&network.width=64`);
      await waitForState(page, finished);
      await page.getByLabel('Look at').selectOption('2');
      await page.getByRole('img', { name: /three functions along x₂/ }).waitFor();
      await seek(page, 80);
      await shot('slice');
    },
  },
  {
    name: 'the circle of the lecture in the plane',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      await open('#v=1&data.inputMap=circle&data.count=6&network.width=256');
      await waitForState(page, finished);
      await page.getByRole('button', { name: 'Show the circle in the plane' }).click();
      await page.locator('.plane-picture').waitFor();
      await waitForState(page, (s) => s.document.data.inputMap === 'identity' && finished(s));
      for (const [x1, x2] of (await stateOf(page)).document.data.inputs)
        assert.ok(Math.abs(Math.hypot(x1, x2) - 1) < 1e-4);
      await seek(page, 80);
      await shot('circle');
    },
  },
  {
    name: 'a table pasted as CSV: faults by line, choice of columns, physical units',
    run: async ({ page, open, shot }) => {
      await open('#v=1&network.width=32');
      await page.getByRole('button', { name: 'Own data' }).click();
      const text = page.getByLabel('Paste the table');
      await text.fill('hello');
      await page.getByText('One column only').waitFor();
      await text.fill('year,t,other\n1900,1,5\n1950,abc,6\n1975\n2000,3,\n2010,4,8');
      for (const fault of ['Line 3, t: “abc” is not a number.', 'Line 4 has 1 of 3 cells.', 'Line 5, other'])
        await page.getByText(fault).waitFor();
      await shot('csv-faults');
      await assertAccessible(page);
      await page.locator('#csv-y').selectOption('1');
      await page.getByRole('checkbox', { name: 'other' }).uncheck();
      await page.getByRole('button', { name: 'Use 3 points' }).click();
      await waitForState(page, (s) => s.document.data.source === 'points' && finished(s));
      const { points } = (await stateOf(page)).document.data;
      [1900, 2000, 2010].forEach((year, i) => {
        const x = ((year - 1955) / 55) * Math.PI;
        assert.ok(Math.abs(points[i][0] - x) < 1e-6, String(points[i]));
      });
      const value = await page.locator('circle').nth(1).getAttribute('aria-valuetext');
      assert.match(String(value), /x 2000, y 3/);
      await shot('csv-points');
    },
  },
  {
    name: 'a target drawn by hand becomes points',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=32&data.count=8');
      await waitForState(page, finished);
      await page.getByRole('button', { name: 'Draw a target' }).click();
      await page.locator('.stroke-sheet').scrollIntoViewIfNeeded();
      const sheet = /** @type {any} */ (await page.locator('.stroke-sheet').boundingBox());
      await page.mouse.move(sheet.x + 2, sheet.y + sheet.height - 5);
      await page.mouse.down();
      await page.mouse.move(sheet.x + sheet.width - 2, sheet.y + 5, { steps: 12 });
      await page.mouse.up();
      await waitForState(page, (s) => s.document.data.source === 'points' && finished(s));
      const { points } = (await stateOf(page)).document.data;
      assert.equal(points.length, 8);
      for (let i = 1; i < 8; i += 1)
        assert.ok(points[i][0] > points[i - 1][0] && points[i][1] > points[i - 1][1]);
      assert.equal(await page.locator('.stroke-sheet').count(), 0);
    },
  },
  {
    name: 'the table of points edits numbers and shows the functions',
    run: async ({ page, open, shot }) => {
      await open('#v=1&network.width=32&data.count=5');
      await waitForState(page, finished);
      await page.getByText('Table of the points').click();
      const cell = page.getByLabel('Point 2, y');
      await cell.focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('0.75');
      await page.keyboard.press('Tab');
      await waitForState(page, (s) => s.document.data.source === 'points' && finished(s));
      assert.equal((await stateOf(page)).document.data.points[1][1], 0.75);
      await page.getByRole('button', { name: 'Remove point 1' }).click();
      await waitForState(page, (s) => s.document.data.points.length === 4 && finished(s));
      await seek(page, 122);
      const limit = await page.locator('.point-table tbody tr').first().locator('td').nth(4).innerText();
      assert.ok(Math.abs(parseShown(limit) - 0.75) < 0.02, `the limit goes through the point: ${limit}`);
      await shot('table');
      await assertAccessible(page);
    },
  },
];

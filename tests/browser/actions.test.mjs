// What a person does around the figure: presets, sharing, exporting, presenting.
/** @import { Page } from 'playwright-core' */
/** @import { BrowserTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hashOf, presets } from '../../web/lab/presets.js';
import { decodeHash } from '../../web/store/hash.js';
import { assertAccessible } from './accessibility.mjs';
import {
  assertNothingCutOff,
  drawn,
  finished,
  seek,
  shown,
  startedJobs,
  stateOf,
  type,
  waitForState,
  watchJobs,
} from './figure-page.mjs';

/** Clicks and gives the file that the page hands out. @param {Page} page @param {string} name of the button */
async function downloaded(page, name) {
  const saving = page.waitForEvent('download');
  await page.locator('dialog').getByRole('button', { name, exact: true }).click();
  const download = await saving;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** @param {Page} page @param {string} id of the button @param {string} title */
async function openDialog(page, id, title) {
  await page.locator(`#${id}`).click();
  await page.getByRole('dialog', { name: title }).waitFor();
}

/** Types the rate of the equivalent steps as a person does. @param {Page} page @param {string} value */
async function typeRate(page, value) {
  await page.locator('#equivalent-rate').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
}

/**
 * Places of a path of straight lines.
 * @param {string} svg
 * @param {string} stroke
 */
function placesOf(svg, stroke) {
  const path = svg.match(new RegExp(`<path d="([^"]*)" fill="none" stroke="${stroke}"`));
  assert.ok(path, `no line of colour ${stroke}`);
  return path[1]
    .split(/[ML]/)
    .slice(1)
    .map((pair) => pair.split(' ').map(Number));
}

/** The largest distance of b from the straight line through (a, b) by least squares. @param {number[]} a @param {number[]} b */
function offLine(a, b) {
  const mean = (/** @type {number[]} */ x) => x.reduce((sum, value) => sum + value, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  const slope = mean(a.map((x, i) => (x - ma) * (b[i] - mb))) / mean(a.map((x) => (x - ma) ** 2));
  return Math.max(...b.map((y, i) => Math.abs(y - mb - slope * (a[i] - ma))));
}

/** @type {BrowserTest[]} */
export const actionTests = [
  {
    name: 'presets: each in turn by key, with its sentence, and the engine takes it',
    run: async ({ page, open }) => {
      await open(hashOf(presets[0]));
      for (const preset of [...presets.slice(1), presets[0]]) {
        await page.keyboard.press(']');
        await page.locator('#preset-text strong').getByText(preset.name, { exact: true }).waitFor();
        const expected = decodeHash(hashOf(preset)).document;
        await waitForState(page, (s) => !['running', 'refused'].includes(s.statuses.limit));
        assert.deepEqual((await stateOf(page)).document, expected);
        assert.equal((await page.locator('.messages').innerText()).includes('refused'), false);
      }
    },
  },
  {
    name: 'presets: found by claim, shown with what to look for, left by Back',
    only: ['chromium'], // the driver of Firefox hangs on goBack
    run: async ({ page, open, shot }) => {
      await open('#v=1&network.width=33&data.count=5');
      await page.getByText('Your own experiment').waitFor();
      await openDialog(page, 'presets', 'Presets');
      await shot('presets');
      await page.locator('#claim-filter').selectOption('C10');
      assert.deepEqual(
        await page.locator('dialog .card:visible strong').allInnerTexts(),
        presets.filter(({ claims }) => claims.includes('C10')).map(({ name }) => name),
      );
      await page.locator('dialog .card').getByText('Hexagon').click();
      await waitForState(page, (s) => s.document.data.count === 6 && finished(s));
      for (const quantity of ['networkLoss', 'linearisationLoss', 'limitLoss'])
        assert.equal(await shown(page, quantity), '0.5');
      await type(page, 'data-count', '8');
      await page.getByText('Changed from “Hexagon').waitFor();
      await page.waitForFunction(() => location.hash.includes('data.count=8'));
      await page.getByRole('button', { name: 'Back to the preset' }).click();
      await waitForState(page, (s) => s.document.data.count === 6);
      await page.goBack();
      await waitForState(page, (s) => s.document.data.count === 8);
      await page.goBack();
      await waitForState(page, (s) => s.document.network.width === 33);
    },
  },
  {
    name: 'a teacher’s link hides what was ticked, and nothing else',
    run: async ({ page, open, shot }) => {
      await open('#v=1&network.width=32');
      await openDialog(page, 'share', 'Share');
      await page.getByText('For a class: hide parts').click();
      for (const name of ['kernel', 'actions', 'network.alpha'])
        await page.locator(`dialog input[name="${name}"]`).check();
      const link = await page.locator('#link').inputValue();
      assert.match(link, /#v=1&network\.width=32&hide=kernel,actions,network\.alpha$/);
      await shot('teacher-dialogue');
      await page.keyboard.press('Escape');
      await page.evaluate((hash) => (location.hash = hash), `${new URL(link).hash},nonsense`);
      await page.locator('.messages').getByText('"nonsense" is nothing that can be hidden').waitFor();
      for (const selector of ['[part="kernel"]', '.actions', '[data-field="network.alpha"]'])
        assert.equal(await page.locator(selector).isVisible(), false, selector);
      for (const selector of ['[part="numbers"]', '#presets', '[data-field="network.width"]'])
        assert.equal(await page.locator(selector).isVisible(), true, selector);
      await type(page, 'network-width', '48');
      await page.waitForFunction(
        () => location.hash === '#v=1&network.width=48&hide=kernel,actions,network.alpha',
      );
      await shot('teacher-link');
    },
  },
  {
    name: 'without controls the figure takes their place',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await open('#v=1&network.width=32&hide=controls');
      assert.equal(await page.locator('.controls').isVisible(), false);
      const box = await page.locator('[part="function"]').boundingBox();
      assert.ok(box && box.x < 60, `it begins at ${box?.x}`);
    },
  },
  {
    name: 'export: curves of the SVG are the engine’s numbers, the PNG is twice as fine, and dark if asked',
    only: ['chromium'], // the driver of Firefox has no downloads
    run: async ({ page, open, shot }) => {
      await open('#v=1&network.width=16');
      await waitForState(page, finished);
      await seek(page, 70);
      await openDialog(page, 'export', 'Export');
      await shot('export');
      const svg = await downloaded(page, 'SVG');
      assert.equal(svg.name, 'ntk-lab-function.svg');
      const text = svg.bytes.toString();
      const { bytes: csv } = await downloaded(page, 'Curves (CSV)');
      const rows = csv
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split(',').map(Number));
      const now = rows.filter(([frame]) => frame === 70);
      assert.equal(now.length, 241);
      for (const [stroke, column] of /** @type {const} */ ([
        ['#0072b2', 4],
        ['#009e73', 5],
        ['#d55e00', 6],
      ])) {
        const places = placesOf(text, stroke);
        assert.equal(places.length, 241);
        assert.ok(
          offLine(
            now.map((row) => row[2]),
            places.map(([x]) => x),
          ) < 0.02,
          'x',
        );
        assert.ok(
          offLine(
            now.map((row) => row[column]),
            places.map(([, y]) => y),
          ) < 0.02,
          stroke,
        );
      }
      assert.match(text, /<title>Functions, t = /);
      assert.equal(text.match(/<circle/g)?.length, 16);
      assert.doesNotMatch(text, /light-dark|var\(|<script|NaN/);

      const { bytes: png } = await downloaded(page, 'PNG');
      const width = Number(text.match(/<svg[^>]* width="(\d+)"/)?.[1]);
      assert.equal(png.readUInt32BE(16), 2 * width);
      await page.locator('#export-scheme').selectOption('dark');
      const dark = (await downloaded(page, 'SVG')).bytes.toString();
      assert.match(dark, /stroke="#56b4e9"/);
      assert.equal(
        await page.evaluate(() => document.querySelector('ntk-figure')?.getAttribute('style') ?? ''),
        '',
      );
      for (const panel of ['function', 'kernel', 'numbers']) {
        await page.locator('#export-panel').selectOption(panel);
        assert.ok((await downloaded(page, 'SVG')).bytes.length > 3000, panel);
      }
    },
  },
  {
    name: 'export: numbers of the run as CSV and JSON are those on the screen; a document opens again',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await open('#v=1&network.width=16&data.count=5');
      await waitForState(page, finished);
      await openDialog(page, 'export', 'Export');
      const json = JSON.parse((await downloaded(page, 'Everything (JSON)')).bytes.toString());
      assert.equal(json.jobs.network.status, 'finished');
      assert.equal(json.jobs.network.frames.length, 122);
      const [head, ...rows] = (await downloaded(page, 'Numbers (CSV)')).bytes.toString().trim().split('\n');
      const { index, numbers } = await stateOf(page);
      const column = head.split(',').indexOf('network.trainLoss');
      const cell = Number(rows[Math.round(index)].split(',')[column] || rows[121].split(',')[column]);
      assert.equal(Math.fround(cell), numbers.networkLoss);
      const { bytes } = await downloaded(page, 'Experiment (JSON)');
      await page.keyboard.press('Escape');
      await page.evaluate(() => (location.hash = '#v=1'));
      await openDialog(page, 'share', 'Share');
      const file = { name: 'experiment.json', mimeType: 'application/json' };
      await page.locator('#experiment-file').setInputFiles({ ...file, buffer: bytes });
      await waitForState(page, (s) => s.document.network.width === 16 && s.document.data.count === 5);
      await page.locator('#experiment-file').setInputFiles({ ...file, buffer: Buffer.from('[1') });
      await page.getByText('This file is no experiment').waitFor();
    },
  },
  {
    name: 'export: an animation has a picture a frame, says how far it is, and can be cancelled',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=16&data.count=5');
      await waitForState(page, finished);
      const result = await page.evaluate(async () => {
        const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
        figure.seek(33);
        /** @type {number[]} */
        const shares = [];
        const onProgress = (/** @type {number} */ share) => shares.push(share);
        const blob = await figure.toAnimation({ frames: 4, onProgress });
        const controller = new AbortController();
        const cancelled = await figure
          .toAnimation({ signal: controller.signal, onProgress: () => controller.abort() })
          .then(
            () => '',
            (/** @type {Error} */ error) => error.name,
          );
        const bytes = [...new Uint8Array(await blob.arrayBuffer())];
        return { bytes, shares, cancelled, index: figure.getState().index };
      });
      assert.deepEqual(result.shares, [0.25, 0.5, 0.75, 1]);
      assert.equal(Buffer.from(result.bytes).toString('latin1', 0, 6), 'GIF89a');
      const controls = result.bytes.filter(
        (byte, i, all) => byte === 0x21 && all[i + 1] === 0xf9 && all[i + 2] === 4 && all[i + 7] === 0,
      );
      assert.equal(controls.length, 4);
      assert.deepEqual([result.cancelled, result.index], ['AbortError', 33]);
    },
  },
  {
    name: 'code of the experiment in three languages',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=16');
      await waitForState(page, finished);
      await openDialog(page, 'code', 'Code that does the same');
      const code = page.locator('dialog code');
      await page.waitForFunction(() =>
        document.querySelector('dialog code')?.textContent?.includes('"width": 16'),
      );
      await page.getByLabel('C++').check();
      await code.getByText('experiment.network.width = 16;').waitFor();
      await page.getByLabel('Python').check();
      await code.getByText('k.ntk - k.nngp').waitFor();
    },
  },
  {
    name: 'keys: ? lists them, p presents with larger type and no controls, Escape ends both',
    run: async ({ page, open, shot }) => {
      await open('#v=1&network.width=32');
      await waitForState(page, finished);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('dialog').count(), 0);
      const hash = await page.evaluate(() => location.hash);
      const size = (/** @type {string} */ selector) =>
        page.locator(selector).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
      const before = await size('[part="numbers"]');
      await page.keyboard.press('p');
      await page.locator('.controls').waitFor({ state: 'hidden' });
      assert.equal(await page.locator('.actions').isVisible(), false);
      assert.ok((await size('[part="numbers"]')) > 1.15 * before);
      await seek(page, 10);
      await page.keyboard.press('ArrowRight');
      assert.equal((await stateOf(page)).index, 11);
      await shot('presentation');
      await page.keyboard.press('p');
      await page.locator('.controls').waitFor();
      assert.equal(await page.evaluate(() => location.hash), hash);
    },
  },
  {
    name: 'speed, the rate of the equivalent steps and what is hidden start no job',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=64');
      await waitForState(page, finished);
      await page.getByRole('button', { name: 'To t = ∞' }).click();
      await page.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).step(-1));
      await watchJobs(page);
      await page.getByLabel('Speed').selectOption('4');
      await typeRate(page, '0.5');
      await page.getByText('≈ 2·10⁴ steps of gradient descent').waitFor();
      await typeRate(page, '500');
      await page.getByText('unstable above').waitFor();
      await page.evaluate(() => {
        const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
        figure.hiddenParts = ['loss'];
      });
      await drawn(page);
      assert.deepEqual(await startedJobs(page), []);
      await type(page, 'limit-ridge', '2');
      await waitForState(page, (s) => s.document.limit.ridge === 2 && finished(s));
      assert.deepEqual(await startedJobs(page), ['limit']);
    },
  },
  ...[
    { size: 'phone', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
    { size: 'desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { size: 'desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  ].map(({ size, viewport, colorScheme }) => ({
    name: `${size}, ${colorScheme}: dialogues and presentation fit and have no accessibility violation`,
    only: ['chromium'],
    context: { viewport, colorScheme },
    run: (/** @type {World} */ world) => checkDialogues(world, `${size}-${colorScheme}`),
  })),
];

/** @param {World} world @param {string} name */
async function checkDialogues({ page, open, shot }, name) {
  await open('#v=1&network.width=8');
  await waitForState(page, finished);
  for (const [id, title] of [
    ['presets', 'Presets'],
    ['share', 'Share'],
    ['export', 'Export'],
    ['code', 'Code that does the same'],
    ['help', 'Keys'],
  ]) {
    await openDialog(page, id, title);
    if (id === 'share') await page.getByText('For a class: hide parts').click();
    await shot(`${name}-${id}`);
    const { scrollWidth, clientWidth } = await page
      .locator('dialog')
      .evaluate((dialog) => ({ scrollWidth: dialog.scrollWidth, clientWidth: dialog.clientWidth }));
    assert.ok(scrollWidth <= clientWidth, `${id}: ${scrollWidth} in ${clientWidth}`);
    await assertAccessible(page);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('p');
  await page.locator('.controls').waitFor({ state: 'hidden' });
  await drawn(page);
  await shot(`${name}-presentation`);
  await assertNothingCutOff(page, 'the presentation');
  await assertAccessible(page);
}

/** @import { BrowserTest } from './run.mjs' */
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { finished, parseShown, stateOf, waitForState } from './figure-page.mjs';
import { constantsOf, frameOf } from './reference.mjs';

const hash = '#v=1&network.width=64&data.count=6&dynamics.lastTime=100&dynamics.frames=31';
const place = 20;

/** @param {Page} page @param {string} name */
const tab = (page, name) => page.getByRole('tab', { name }).first();

/** Opens a panel and rests at one time. @param {Page} page @param {string} name */
async function show(page, name) {
  await tab(page, name).click();
  await page.locator(`.panel[part="${name.toLowerCase()}"]`).waitFor();
  await waitForState(page, finished);
  await page.evaluate((to) => /** @type {any} */ (document.querySelector('ntk-figure')).seek(to), place);
  await page.waitForTimeout(250);
}

/** The network's frame at that time, fully observed. @param {Page} page */
async function networkFrame(page) {
  const { document } = await stateOf(page);
  const observe = { ...document.observe, theory: true, neurons: true };
  return frameOf(await loadEngine(), 'network', { ...document, observe }, place);
}

/** What a run of the network knows from the start. @param {Page} page */
async function networkConstants(page) {
  const { document } = await stateOf(page);
  return constantsOf(await loadEngine(), 'network', {
    ...document,
    observe: { ...document.observe, theory: true },
  });
}

/** @param {string} text @param {number} value @param {string} name */
const isClose = (text, value, name) =>
  assert.ok(
    Math.abs(parseShown(text) - value) <= 0.006 * Math.abs(value) + 1e-12,
    `${name}: ${text} on the screen, ${value} from the engine`,
  );

/** @type {BrowserTest[]} */
export const panelTests = [
  {
    name: 'the row of the kernel is told in the years that its axis has',
    run: async ({ page, open }) => {
      await open('#v=1&data.source=globalTemperature&network.width=16&dynamics.frames=5');
      await waitForState(page, finished);
      await page.getByText(/^Row k\(x, ·\) at year = (18|19|20)\d\d:/).waitFor();
      await page.locator('.heat-map').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText(/^year = \d{4}, year′ = \d{4}: /).waitFor();
    },
  },
  {
    name: 'the training panel’s numbers are the engine’s',
    run: async ({ page, open, shot }) => {
      await open(hash);
      await show(page, 'Training');
      const frame = await networkFrame(page);
      for (const part of [
        'trainLoss',
        'kernelDrift',
        'alignment',
        'movement',
        'linearisationGap',
        'c6Bound',
      ]) {
        const text = await page.locator(`[data-line="network.${part}"]`).first().innerText();
        isClose(text, frame[part][0], part);
      }
      await shot('panel-training');
    },
  },
  {
    name: 'the modes panel’s numbers are the engine’s, and the mode is chosen by keyboard',
    run: async ({ page, open, shot }) => {
      await open(hash);
      await show(page, 'Modes');
      await page.locator('#mode').focus();
      await page.keyboard.press('ArrowRight');
      const text = await page.locator('.panel[part="modes"] .readout').innerText();
      const frame = await networkFrame(page);
      const [, measured, predicted] = text.match(/Residual now (\S+), predicted (\S+)\.$/) ?? [];
      assert.match(text, /^Mode 2 of 6/);
      isClose(measured, frame.modeResiduals[1], 'residual');
      isClose(predicted, frame.predictedModeResiduals[1], 'prediction');
      await shot('panel-modes');
    },
  },
  {
    name: 'a cell of the kernel chosen by keyboard tells its numbers and lights its points',
    run: async ({ page, open, shot }) => {
      await open(hash);
      await show(page, 'Kernel');
      await page.locator('.heat-map').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(150);
      const text = await page.locator('.panel[part="kernel"] .readout').innerText();
      const frame = await networkFrame(page);
      const [, current] = text.replace(/\n/g, '').match(/Kt = (\S+),/) ?? [];
      isClose(current, frame.kernel[6], 'K_t of points 2 and 1');
      assert.equal(await page.locator('.point.lit').count(), 2);
      await shot('panel-kernel');
    },
  },
  {
    name: 'the neurons panel tells the flipped share',
    run: async ({ page, open, shot }) => {
      await open(hash.replace('lastTime=100', 'lastTime=10000'));
      await show(page, 'Neurons');
      const frame = await networkFrame(page);
      const text = await page.locator('[data-quantity="flippedShare"]').innerText();
      assert.ok(frame.flippedShare[0] > 0);
      isClose(text.replace(' %', ''), 100 * frame.flippedShare[0], 'flipped share');
      await shot('panel-neurons');
    },
  },
  {
    name: 'tabs take arrow keys, and opening a panel leaves time and picture alone',
    run: async ({ page, open }) => {
      await open(hash);
      await show(page, 'Kernel');
      await tab(page, 'Kernel').focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(100);
      assert.equal(await tab(page, 'Modes').getAttribute('aria-selected'), 'true');
      const { index, numbers } = await stateOf(page);
      assert.equal(index, place);
      assert.ok(numbers.networkLoss > 0);
      await waitForState(page, finished);
      assert.deepEqual((await stateOf(page)).numbers, numbers);
      await page.keyboard.press('End');
      await page.waitForFunction(() => location.hash.includes('view=sweep,training'));
      assert.equal(await tab(page, 'Sweep').getAttribute('aria-selected'), 'true');
    },
  },
  {
    name: 'a mode that is pointed at stands as stems on the training points',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      await open(hash);
      await show(page, 'Modes');
      const stems = () => page.locator('path.highlight').getAttribute('d');
      assert.equal(await stems(), '');
      await page.locator('#mode').focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(150);
      const vectors = (await networkConstants(page)).eigenvectors.subarray(6, 12);
      const lengths = [...((await stems()) ?? '').matchAll(/v(-?[\d.]+)/g)].map(
        ([, length]) => -Number(length),
      );
      assert.equal(lengths.length, 6);
      const at = lengths.findIndex((length) => Math.abs(length) === Math.max(...lengths.map(Math.abs)));
      assert.equal(Math.sign(lengths[at]), Math.sign(vectors[at]));
      lengths.forEach((length, j) => {
        const [share, own] = [length / lengths[at], vectors[j] / vectors[at]];
        assert.ok(Math.abs(share - own) < 0.01, `${share} on the screen, ${own} from the engine`);
      });
      assert.ok((await page.locator('.point.lit').count()) > 0);
      await shot('mode-pointed-at');
      await page.locator('#field-network-width').focus();
      await page.waitForTimeout(150);
      assert.equal(await stems(), '');
    },
  },
  {
    name: 'a neuron that is chosen tells its numbers and stands as its kink',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      await open(hash);
      await show(page, 'Neurons');
      await page.locator('.weight-plane').focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(200);
      const { firstWeights: w } = await networkFrame(page);
      const text = await page.locator('.panel[part="neurons"] .readout').first().innerText();
      const [, kink] = text.match(/^Neuron 1: .*; bends f at x = (\S+)\.$/) ?? [];
      isClose(kink, -w[1] / w[0], 'kink');
      const line = page.locator('path.highlight');
      assert.equal(await line.getAttribute('data-shows'), 'kinks');
      const { trainX } = await networkConstants(page);
      const places = await page
        .locator('circle.point')
        .evaluateAll((all) => all.map((c) => Number(c.getAttribute('cx'))));
      const pixels = (places[5] - places[0]) / (trainX[5] - trainX[0]);
      const x = Number((await line.getAttribute('d'))?.match(/^M(\S+) 0v\d+$/)?.[1]);
      assert.ok(Math.abs(x - (places[0] - pixels * (trainX[0] + w[1] / w[0]))) < 0.5);
      await shot('neuron-pointed-at');
    },
  },
  {
    name: 'a neuron is chosen at its kink too',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await open(hash);
      await show(page, 'Neurons');
      const { firstWeights: w } = await networkFrame(page);
      const kinks = Array.from({ length: w.length / 2 }, (_, j) => -w[2 * j + 1] / w[2 * j]);
      const [nearest] = kinks.filter((x) => Math.abs(x) < 3).sort((a, b) => a - b);
      const strip = page.locator('.kink-strip');
      await strip.scrollIntoViewIfNeeded();
      const { width, height } = /** @type {{ width: number, height: number }} */ (await strip.boundingBox());
      const x = 8 + ((nearest + Math.PI) / (2 * Math.PI)) * (width - 16);
      await strip.hover({ position: { x, y: height - 36 } });
      await page.waitForTimeout(200);
      const text = await page.locator('.panel[part="neurons"] .readout').first().innerText();
      assert.equal(text.match(/^Neuron (\d+):/)?.[1], String(kinks.indexOf(nearest) + 1));
      isClose(text.match(/bends f at x = (\S+)\.$/)?.[1] ?? '', nearest, 'kink');
    },
  },
  {
    name: 'of several outputs any block of the kernel is shown, and the whole',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      await open(`${hash}&network.outputs=2&network.parametrisation=ntk`);
      await show(page, 'Kernel');
      const frame = await networkFrame(page);
      const read = async () => {
        await page.locator('.heat-map').nth(1).focus();
        await page.keyboard.press('ArrowDown');
        await page.waitForTimeout(150);
        const text = (await page.locator('.panel[part="kernel"] .readout').innerText()).replace(/\n/g, '');
        return /** @type {string[]} */ (text.match(/outputs (\d) and (\d): .*Kt = (\S+),/) ?? []).slice(1);
      };
      // Points 2 and 1: the row below the first one.
      const choose = (/** @type {string} */ value) => page.locator('#kernel-part').selectOption(value);
      await choose('1');
      const [row, column, value] = await read();
      assert.deepEqual([row, column], ['1', '2']);
      isClose(value, frame.kernel[12 + 6], 'K_t of two outputs');
      await choose('all');
      assert.equal(
        await page
          .locator('.heat-map')
          .first()
          .evaluate((c) => /** @type {any} */ (c).width),
        12,
      );
      await shot('kernel-whole');
      await page.locator('#shown-output').selectOption('1');
      await choose('1');
      assert.deepEqual((await read()).slice(0, 2), ['2', '2']);
      await page.waitForFunction(() => location.hash.includes('&output=2'));
    },
  },
  {
    name: 'a slice that was chosen is in the link',
    only: ['chromium'],
    run: async ({ page, open }) => {
      const given = 'data.source=given&data.inputs=0,1,2;1,0,1;2,1,0;1,1,1&data.targets=0;1;0;1';
      await open(`#v=1&network.width=32&${given}&slice=2`);
      const slice = page.getByLabel('Look at');
      await slice.waitFor();
      await page.waitForTimeout(300);
      assert.equal(await slice.inputValue(), '2');
      await slice.selectOption('3');
      await page.waitForFunction(() => location.hash.endsWith('&slice=3'));
    },
  },
];

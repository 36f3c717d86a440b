/** @import { BrowserTest } from './run.mjs' */
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { finished, parseShown, stateOf, waitForState } from './figure-page.mjs';
import { checkLook } from './look.test.mjs';
import { frameOf } from './reference.mjs';

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

/** @param {string} text @param {number} value @param {string} name */
const isClose = (text, value, name) =>
  assert.ok(
    Math.abs(parseShown(text) - value) <= 0.006 * Math.abs(value) + 1e-12,
    `${name}: ${text} on the screen, ${value} from the engine`,
  );

/** @type {BrowserTest[]} */
export const panelTests = [
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
      await page.waitForFunction(() => location.hash.includes('view=neurons,training'));
      assert.equal(await tab(page, 'Neurons').getAttribute('aria-selected'), 'true');
    },
  },
  ...['Modes', 'Training', 'Neurons'].flatMap((panel) =>
    ['light', 'dark'].map((colorScheme) => ({
      name: `panel ${panel} on a phone, ${colorScheme}: nothing cut off, no accessibility violation`,
      only: ['chromium'],
      context: { viewport: { width: 360, height: 780 }, colorScheme },
      run: (/** @type {import('./run.mjs').World} */ world) =>
        checkLook(world, `phone-${colorScheme}-${panel.toLowerCase()}`, panel),
    })),
  ),
];

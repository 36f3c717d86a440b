/** @import { BrowserTest } from './run.mjs' */
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { memberDocument } from '../../web/store/network-ensemble.js';
import { assertAccessible } from './accessibility.mjs';
import { finished, parseShown, stateOf, waitForState } from './figure-page.mjs';
import { frameOf } from './reference.mjs';

const fields =
  'limit.priorMean=zero&data.count=4&network.width=64&dynamics.lastTime=100&dynamics.frames=31&observe.ensemble=true';
const place = 20;

/** @param {Page} page @param {string} text of the end */
async function rest(page, text) {
  await waitForState(page, finished);
  await page.locator('.ensemble-progress').getByText(text).first().waitFor();
  await page.evaluate((to) => /** @type {any} */ (document.querySelector('ntk-figure')).seek(to), place);
  await page.waitForTimeout(300);
}

/** @param {ArrayLike<number>} values */
const average = (values) => Array.from(values).reduce((sum, value) => sum + value / values.length, 0);

/**
 * The numbers of an ensemble from the module itself, in two passes.
 * @param {object} document @param {number} count @param {'network' | 'linearisation'} job
 */
async function reference(document, count, job) {
  const engine = await loadEngine();
  const outputs = Array.from(
    { length: count },
    (_, i) => frameOf(engine, job, memberDocument(document, i), place).probeOutput,
  );
  const { ensembleMean, ensembleDeviation } = frameOf(engine, 'limit', document, place);
  const mean = Array.from(outputs[0], (_, p) => average(outputs.map((values) => values[p])));
  const deviation = mean.map((m, p) =>
    Math.sqrt(outputs.reduce((sum, values) => sum + (values[p] - m) ** 2, 0) / (count - 1)),
  );
  return {
    deviation: average(deviation),
    limitDeviation: average(ensembleDeviation),
    meanGap: Math.max(...mean.map((m, p) => Math.abs(m - ensembleMean[p]))),
  };
}

/** @param {Page} page @param {number} count @param {'network' | 'linearisation'} job */
async function assertNumbers(page, count, job) {
  const { document } = await stateOf(page);
  for (const [name, value] of Object.entries(await reference(document, count, job))) {
    const text = await page.locator(`[data-ensemble="${name}"]`).innerText();
    assert.ok(
      Math.abs(parseShown(text) - value) <= 0.006 * value,
      `${name}: ${text} on the screen, ${value} from the engine`,
    );
  }
}

/** Types a number as a person does. @param {Page} page @param {string} count */
async function chooseMembers(page, count) {
  await page.locator('#members').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(count);
  await page.keyboard.press('Tab');
}

const bands = '.band-legend';

/** @type {BrowserTest[]} */
export const ensembleTests = [
  {
    name: 'an ensemble: chosen by keyboard, its spread and mean are the engine’s, in the link and after a reload',
    run: async ({ page, open, shot }) => {
      await open(`#v=1&${fields}`);
      await page.getByText('Ensemble of networks').click();
      await chooseMembers(page, '5');
      await rest(page, 'All 5 networks have finished.');
      await assertNumbers(page, 5, 'network');
      assert.match(await page.locator(bands).innerText(), /infinitely wide ensemble[^]*finite ensemble/);
      assert.match(
        await page.locator('#function-description').innerText(),
        /Ensemble of finite networks: All 5/,
      );
      await page.waitForFunction(() => location.hash.endsWith('&members=5'));
      await assertAccessible(page);
      await shot('ensemble');
      await page.reload();
      await rest(page, 'All 5 networks have finished.');
      await page.getByLabel('their linearisations at t = 0').check();
      await page.waitForFunction(() => location.hash.endsWith('&members=5,linearisation'));
      await rest(page, 'All 5 networks have finished.');
      await page.waitForTimeout(500);
      await assertNumbers(page, 5, 'linearisation');
      await chooseMembers(page, '0');
      await page.waitForFunction(() => !location.hash.includes('members'));
      assert.doesNotMatch(await page.locator(bands).innerText(), /finite ensemble/);
    },
  },
  {
    name: 'an ensemble can be cancelled and goes on',
    run: async ({ page, open }) => {
      await open(`#v=1&${fields.replace('width=64', 'width=4096')}&members=24`);
      await page
        .locator('.ensemble-progress')
        .getByText(/^[1-9]\d* of 24/)
        .waitFor();
      await page.locator('.ensemble-progress').getByRole('button', { name: 'Cancel' }).click();
      await page
        .locator('.ensemble-progress')
        .getByText(/^Cancelled: \d+ of 24 networks have finished/)
        .first()
        .waitFor();
      await page.locator('.ensemble-progress').getByRole('button', { name: 'Go on' }).click();
      await page.getByText('All 24 networks have finished.').first().waitFor();
    },
  },
  {
    name: 'an ensemble in the plane says that bands are not drawn, and tells its numbers',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await open(`#v=1&${fields}&data.source=xor&data.probes=121&members=3`);
      await rest(page, 'Bands are drawn over a line only');
      await assertNumbers(page, 3, 'network');
    },
  },
];

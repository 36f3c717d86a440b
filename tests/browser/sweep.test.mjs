/** @import { BrowserTest, World } from './run.mjs' */
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { measures } from '../../web/views/sweep/measures.js';
import { readPlan, valuesOf } from '../../web/store/sweep-plan.js';
import { presets } from '../../web/lab/presets.js';
import { loadLibrary } from '../web/library.js';
import { assertAccessible } from './accessibility.mjs';
import { finished, parseShown, stateOf, waitForState } from './figure-page.mjs';

const experiment = 'network.width=32&data.count=4&data.probes=9&dynamics.lastTime=5&dynamics.frames=3';
const small = `#v=1&${experiment}&view=sweep,training&sweep=network.width,16,256,5,3,initialKernelError`;
/** Cells that take a while each. */
const slow =
  '#v=1&data.count=32&network.activation=tanh&view=sweep,training&sweep=network.width,256,2048,4,4,kernelDrift';

const panel = (/** @type {Page} */ page) => page.locator('.panel[part="sweep"]');
const run = (/** @type {Page} */ page) => page.locator('#sweep-run');
const counted = async (/** @type {Page} */ page) =>
  (await page.locator('.sweep-count').innerText()).match(/\d+/g)?.map(Number) ?? [];

/** Waits until the button says so. @param {Page} page @param {RegExp} label */
const buttonSays = (page, label) => run(page).filter({ hasText: label }).waitFor();

/** @param {Page} page */
async function runToTheEnd(page) {
  await run(page).click();
  await page.getByText('The sweep is finished.').waitFor({ state: 'attached' });
  await page.waitForTimeout(150);
}

/** Types as a person does. @param {Page} page @param {string} name @param {string} value */
async function typeIn(page, name, value) {
  await page.locator(`#sweep-${name}`).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
  await page.keyboard.press('Tab');
}

/** The same sweep by the library under Node. @param {Page} page @param {string} hash */
async function reference(page, hash) {
  const engine = await loadLibrary();
  const { document: base } = await stateOf(page);
  const plan = readPlan(hash.split('sweep=')[1]);
  const { path, members, measure } = plan;
  const cells = [];
  for await (const cell of engine.sweep({ version: 1, base, path, values: valuesOf(plan), members }))
    cells.push(cell);
  return { cells, summary: engine.summarise(cells).measures[measure] };
}

/** @param {string} text @param {number} value */
const isShown = (text, value) =>
  assert.ok(Math.abs(parseShown(text) - value) <= 0.006 * Math.abs(value), `${text}, not ${value}`);

/** @param {Page} page */
async function assertNothingCutOff(page) {
  const { scrollWidth, width } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    width: innerWidth,
  }));
  assert.ok(scrollWidth <= width, `the page is ${scrollWidth} wide in a window of ${width}`);
}

/** @param {World} world @param {string} name */
async function checkLook({ page, open, shot }, name) {
  await open(small);
  await panel(page).waitFor();
  await shot(`${name}-before`);
  await assertAccessible(page);
  await runToTheEnd(page);
  await page.locator('.panel[part="sweep"] summary').click();
  await shot(name);
  await assertNothingCutOff(page);
  await assertAccessible(page);
}

/** @type {BrowserTest[]} */
export const sweepTests = [
  {
    name: 'sweep: slope, interval and quartiles on the screen are the engine’s',
    run: async ({ page, open, shot }) => {
      await open(small);
      await runToTheEnd(page);
      assert.deepEqual(await counted(page), [15, 15]);
      const { summary } = await reference(page, small);
      const text = await panel(page).locator('.readout').innerText();
      const [, slope, low, high] = text.match(/Fitted slope (\S+), 95 % interval (\S+) to (\S+)\. /) ?? [];
      isShown(slope, summary.powerLaw.slope);
      isShown(low, summary.powerLaw.low);
      isShown(high, summary.powerLaw.high);
      assert.match(text, /Theory: −½ as m → ∞ \(C9\), (inside|outside) the interval\.$/);
      await panel(page).locator('summary').click();
      const rows = await panel(page).locator('tbody tr').allInnerTexts();
      assert.equal(rows.length, 5);
      rows.forEach((row, i) => {
        const [, count, ...quartiles] = row.split('\t');
        assert.equal(count, '3 of 3');
        quartiles.forEach((quartile, q) => isShown(quartile, summary.quantiles[q][i]));
      });
      await shot('panel-sweep');
    },
  },
  {
    name: 'sweep: cancelled at once, and resumed where it was; another measure needs no new cell',
    run: async ({ page, open }) => {
      await open(slow);
      await waitForState(page, finished);
      await run(page).click();
      await page.locator('.panel[part="sweep"] .uplot').waitFor();
      await run(page).click();
      await page.getByText('The sweep was cancelled').waitFor({ state: 'attached' });
      const [before] = await counted(page);
      assert.ok(before >= 1 && before < 16, `${before} cells`);
      await page.waitForTimeout(1200);
      assert.deepEqual(await counted(page), [before, 16]);
      await buttonSays(page, new RegExp(`^Run the ${16 - before} missing$`));
      await page.locator('#sweep-measure').selectOption('movement');
      await page.getByRole('heading', { name: 'Weight movement over width' }).waitFor();
      assert.deepEqual(await counted(page), [before, 16]);
      assert.equal(await page.locator('.panel[part="sweep"] .uplot').count(), 1);
      await run(page).focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(
        (count) => {
          const root = document.querySelector('ntk-figure')?.shadowRoot;
          const text = root?.querySelector('.sweep-count')?.textContent ?? '';
          return Number(text.match(/\d+/)?.[0]) > count;
        },
        before,
        { timeout: 30000 },
      );
      await run(page).click();
      await buttonSays(page, /missing$/);
      assert.ok((await counted(page))[0] > before);
    },
  },
  {
    name: 'sweep: several workers share the cells, rest while the page is put away, are gone at its end',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 }));
      await open(slow);
      await waitForState(page, finished);
      const before = page.workers().length;
      await run(page).click();
      await page.locator('.panel[part="sweep"] .uplot').waitFor();
      assert.equal(page.workers().length, before + 3);
      const turn = (/** @type {string} */ type) =>
        page.evaluate((name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
      await turn('pagehide');
      await page.waitForTimeout(300);
      assert.equal(page.workers().length, 0);
      const [finishedBefore] = await counted(page);
      await turn('pageshow');
      await page.waitForTimeout(300);
      assert.equal(page.workers().length, 3);
      await page.waitForFunction((count) => {
        const text = document.querySelector('ntk-figure')?.shadowRoot?.querySelector('.sweep-count');
        return Number(text?.textContent?.match(/\d+/)?.[0]) > count;
      }, finishedBefore);
      await run(page).click();
      await page.waitForTimeout(300);
      assert.equal(page.workers().length, 0);
    },
  },
  {
    name: 'sweep: the engine names what is wrong, by field',
    run: async ({ page, open }) => {
      await open(small);
      await typeIn(page, 'from', '0');
      await typeIn(page, 'members', '2.5');
      await run(page).click();
      await page.locator('#sweep-faults').getByText('whole number').first().waitFor();
      assert.equal(await page.locator('#sweep-members').getAttribute('aria-invalid'), 'true');
      await typeIn(page, 'members', '2');
      await run(page).click();
      await page.locator('#sweep-faults').getByText('from 1 to 65536').waitFor();
      assert.equal(await page.locator('#sweep-from').getAttribute('aria-invalid'), 'true');
      assert.doesNotMatch(await panel(page).innerText(), /NaN/);
      await typeIn(page, 'from', '16');
      await runToTheEnd(page);
      assert.equal(await page.locator('#sweep-from').getAttribute('aria-invalid'), null);
    },
  },
  {
    name: 'sweep: older results say so and what changed, until it is run again',
    run: async ({ page, open, shot }) => {
      await open(small);
      await runToTheEnd(page);
      await page.locator('#field-network-activation').selectOption('erf');
      const note = panel(page).getByText('These results are older: Activation changed since.');
      await note.waitFor();
      await shot('panel-sweep-old');
      await assertAccessible(page);
      await runToTheEnd(page);
      await note.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.waitForTimeout(150);
      assert.deepEqual(await counted(page), [15, 15]);
    },
  },
  {
    name: 'sweep: cells that end early are gaps with their sentence, never NaN',
    run: async ({ page, open, shot }) => {
      await open(
        `#v=1&${experiment.replace('Time=5', 'Time=20000')}&dynamics.method=gradientDescent&view=sweep,training&sweep=dynamics.rate,1,1000,4,2,kernelDrift`,
      );
      await runToTheEnd(page);
      const notes = await panel(page).locator('.sweep-notes').innerText();
      assert.match(
        notes,
        /cells? ended early and (is a gap|are gaps) \(at .*1000\): The network's outputs stopped/,
      );
      assert.doesNotMatch(await panel(page).innerText(), /NaN/);
      await shot('panel-sweep-gaps');
    },
  },
  {
    name: 'sweep: the link holds it, a preset opens it, a teacher can hide it',
    run: async ({ page, open }) => {
      await open(small);
      await page.locator('#sweep-path').selectOption('network.depth');
      await page.waitForFunction(() =>
        location.hash.endsWith('&view=sweep,training&sweep=network.depth,1,6,6,3,initialKernelError'),
      );
      const preset = presets.find(({ id }) => id === 'sweep-scale');
      await page.locator('#presets').click();
      await page.locator('dialog .card').getByText(String(preset?.name)).click();
      await page.getByRole('heading', { name: 'Kernel drift over output scale' }).waitFor();
      await page.locator('#preset-text strong').getByText(String(preset?.name), { exact: true }).waitFor();
      assert.equal(await page.locator('#sweep-to').inputValue(), '100');
      await page.evaluate(() => (location.hash = `${location.hash}&hide=sweep`));
      await panel(page).waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'sweep: without its engine it says so, and the next attempt may succeed',
    allowErrors: /library|Failed to load|NetworkError|net::/,
    run: async ({ page, open }) => {
      await page.route(/library-.*\.wasm$/, (route) => route.abort());
      await open(small);
      await run(page).click();
      await panel(page).getByText('No sweep: The engine could not be loaded').waitFor();
      await page.unroute(/library-.*\.wasm$/);
      await runToTheEnd(page);
    },
  },
  {
    name: 'sweep: where workers are refused it runs on the page',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await page.addInitScript(() => {
        /** @type {any} */ (window).Worker = class {
          constructor() {
            throw new DOMException('refused', 'SecurityError');
          }
        };
      });
      await open(small);
      await runToTheEnd(page);
      assert.deepEqual(await counted(page), [15, 15]);
      assert.equal(await panel(page).locator('.sweep-notes li').count(), 0);
    },
  },
  {
    name: 'sweep: exported as SVG without a time, and its cells as CSV',
    only: ['chromium'], // the driver of Firefox has no downloads
    run: async ({ page, open }) => {
      await open(small);
      await runToTheEnd(page);
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Cells (CSV)' }).click();
      const download = await saving;
      assert.equal(download.suggestedFilename(), 'ntk-lab-sweep-network.width.csv');
      const [head, ...rows] = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\n');
      const { cells } = await reference(page, small);
      const columns = head.split(',').slice(3);
      assert.deepEqual(
        columns.map((column) => column.split(' ')[0]),
        measures.map(({ name }) => name),
      );
      rows.forEach((row, i) => {
        const [value, member, status, ...numbers] = row.split(',');
        assert.deepEqual(
          [Number(value), Number(member), status],
          [cells[i].value, cells[i].member, 'finished'],
        );
        const expected = cells[i].measures.initialKernelError;
        assert.ok(Math.abs(Number(numbers[0]) / expected - 1) < 1e-5, `${numbers[0]}, not ${expected}`);
      });
      const svg = await page.evaluate(async () => {
        const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
        return (await figure.toBlob({ panel: 'sweep', format: 'svg', scheme: 'light' })).text();
      });
      assert.match(svg, /<title>Initial kernel error over width<\/title>/);
      // Fifteen dots, and the one of the legend.
      assert.equal(svg.match(/<circle/g)?.length, 16);
      assert.doesNotMatch(svg, /NaN|light-dark|var\(/);
    },
  },
  {
    name: 'sweep in forced colours and in print',
    only: ['chromium'],
    context: { forcedColors: 'active' },
    run: async (world) => {
      await checkLook(world, 'forced-colours-sweep');
      await world.page.emulateMedia({ media: 'print' });
      await world.shot('print-sweep');
      assert.equal(await world.page.locator('.sweep-form').isVisible(), false);
    },
  },
];

/** @import { BrowserTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { assertAccessible } from './accessibility.mjs';
import {
  drawn,
  finished,
  parseShown,
  seek,
  shown,
  startedJobs,
  stateOf,
  type,
  waitForState,
  watchJobs,
} from './figure-page.mjs';
import { referenceNumbers } from './reference.mjs';

/** The curves as they are drawn. @param {import('playwright-core').Page} page */
const curvesOf = (page) =>
  page
    .locator('[part="function"] .uplot canvas')
    .first()
    .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());

/** @type {BrowserTest[]} */
export const pageTests = [
  {
    name: 'opens, plays by itself, and moves',
    isAlone: true,
    run: async ({ page, open, note }) => {
      note('milliseconds from navigation to the first live frame', await open());
      const before = (await stateOf(page)).index;
      await waitForState(page, (s) => s.index > before + 5);
      assert.equal(await page.locator('button[aria-label="Pause"]').count(), 1);
    },
  },
  {
    name: 'numbers on the screen are the engine’s',
    run: async ({ page, open }) => {
      await open('#v=1&network.activation=erf&network.width=64&data.count=8&dynamics.lastTime=1000');
      await waitForState(page, finished);
      await page.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).seek(90));
      const { document } = await stateOf(page);
      const reference = referenceNumbers(await loadEngine(), document, 90);
      await drawn(page);
      for (const [name, value] of Object.entries(reference)) {
        const onScreen = parseShown(await shown(page, name));
        assert.ok(
          Math.abs(onScreen - value) <= 0.006 * Math.abs(value) + 1e-12,
          `${name}: ${onScreen} on the screen, ${value} from the engine`,
        );
      }
    },
  },
  {
    name: 'points stand where their chart has them, also when one drawing has all that changed',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=32&data.count=6');
      await waitForState(page, finished);
      const heights = () =>
        page
          .locator('[part="function"] circle')
          .evaluateAll((all) => all.map((circle) => circle.getAttribute('cy')));
      // What is not on the screen is not drawn: the next drawing has the whole run, on another scale.
      await page.locator('ntk-figure').evaluate((figure) => (figure.style.marginTop = '5000px'));
      await drawn(page);
      await page
        .locator('ntk-figure')
        .evaluate((/** @type {any} */ figure) => figure.setState({ data: { noise: 3, count: 6 } }));
      await waitForState(page, (s) => finished(s) && s.document.data.noise === 3);
      await page.locator('ntk-figure').evaluate((/** @type {any} */ figure) => figure.seek(Infinity));
      await page.locator('ntk-figure').evaluate((figure) => (figure.style.marginTop = ''));
      await drawn(page);
      const before = await heights();
      await page
        .locator('[part="function"] .plot')
        .first()
        .evaluate((plot) => plot.dispatchEvent(new Event('chart-change', { bubbles: true })));
      await drawn(page);
      assert.equal(before.length, 6);
      assert.deepEqual(before, await heights());
    },
  },
  {
    name: 'at width 4096 the network follows the limit, at width 8 it does not',
    run: async ({ page, open, shot, note }) => {
      await open();
      const gapAt = async (/** @type {string} */ width) => {
        await type(page, 'network-width', width);
        await waitForState(page, (s) => s.document.network.width === Number(width) && finished(s));
        await seek(page, 60);
        await shot(`width-${width}`);
        return parseShown(await shown(page, 'gapToLimit'));
      };
      const [wide, narrow] = [await gapAt('4096'), await gapAt('8')];
      note('gap to the limit at width 4096', wide);
      note('gap to the limit at width 8', narrow);
      assert.ok(wide < 0.05, `wide: ${wide}`);
      assert.ok(narrow > 0.1, `narrow: ${narrow}`);
    },
  },
  {
    name: 'a point moved by pointer re-runs everything without a reload, and undo brings it back',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=64&data.count=8');
      await waitForState(page, finished);
      await page.evaluate(() => void Object.assign(window, { marker: 1 }));
      const before = await shown(page, 'limitLoss');
      const point = page.locator('circle').nth(3);
      const box = /** @type {any} */ (await point.boundingBox());
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + 20, box.y - 80, { steps: 5 });
      await page.mouse.up();
      await waitForState(page, (s) => s.document.data.source === 'points' && finished(s));
      const moved = (await stateOf(page)).document.data.points;
      assert.equal(moved.length, 8);
      assert.ok(moved[3][1] > -0.35, `the point went up: ${moved[3]}`);
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).marker), 1, 'no reload');
      assert.notEqual(await shown(page, 'limitLoss'), before);
      await page.getByRole('button', { name: 'Undo' }).click();
      assert.equal((await stateOf(page)).document.data.source, 'sine');
    },
  },
  {
    name: 'points by keyboard: arrows move, Delete removes, a button adds',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=32&data.count=6');
      const first = page.locator('circle').first();
      await first.focus();
      await page.keyboard.press('Shift+ArrowUp');
      const { points } = (await stateOf(page)).document.data;
      assert.equal(points.length, 6);
      assert.ok(points[0][1] > -0.4, `moved up: ${points[0]}`);
      await page.keyboard.press('Delete');
      assert.equal((await stateOf(page)).document.data.points.length, 5);
      await page.getByRole('button', { name: 'Add a point' }).click();
      assert.equal((await stateOf(page)).document.data.points.length, 6);
      await waitForState(page, finished);
    },
  },
  {
    name: 'a double click on the empty plot adds a point there, on a point removes it',
    only: ['chromium'], // the driver of Firefox sends no double click
    run: async ({ page, open }) => {
      await open('#v=1&network.width=32&data.count=6');
      await waitForState(page, finished);
      const plot = /** @type {any} */ (await page.locator('svg.points').boundingBox());
      await page.mouse.dblclick(plot.x + plot.width * 0.37, plot.y + plot.height * 0.1);
      const { points } = (await stateOf(page)).document.data;
      assert.equal(points.length, 7);
      assert.ok(Math.abs(points[6][0] - (0.74 - 1) * Math.PI) < 0.05, String(points[6]));
      await waitForState(page, (s) => s.numbers.time !== undefined && finished(s));
      await page.locator('circle').nth(6).dblclick();
      assert.equal((await stateOf(page)).document.data.points.length, 6);
    },
  },
  {
    name: 'play, pause, step, ends and scrubbing',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=32');
      await waitForState(page, finished);
      await page.getByRole('button', { name: 'Pause' }).click();
      const at = (await stateOf(page)).index;
      await drawn(page);
      assert.equal((await stateOf(page)).index, at, 'paused');
      await page.getByRole('button', { name: 'One step forward' }).click();
      assert.equal((await stateOf(page)).index, at + 1);
      await page.getByRole('button', { name: 'To t = ∞' }).click();
      assert.equal((await stateOf(page)).index, 122);
      await page.getByText('t = ∞ (network: 10⁴)', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Back to t = 0' }).click();
      assert.equal((await stateOf(page)).index, 0);
      await page.locator('.time-slider').fill('50');
      assert.equal((await stateOf(page)).index, 50);
      await page.locator('circle').first().focus();
      await page.keyboard.press('Space');
      await waitForState(page, (s) => s.index > 52);
    },
  },
  {
    name: 'the address holds the document, both ways',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=64');
      await page.locator('#field-network-activation').selectOption('tanh');
      await page.waitForFunction(() => location.hash.includes('network.activation=tanh'));
      await page.evaluate(() => (location.hash = '#v=1&network.width=32&limit.ridge=0.5'));
      await waitForState(page, (s) => s.document.network.width === 32 && s.document.limit.ridge === 0.5);
      assert.equal((await stateOf(page)).document.network.activation, 'relu');
    },
  },
  {
    name: 'a bad link warns by name and clamps',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=99999999&noise=2000&data.noise=x&__proto__=1');
      const text = await page.locator('.messages').innerText();
      for (const name of ['network.width', 'noise', 'data.noise', '__proto__'])
        assert.ok(text.includes(name), text);
      assert.equal((await stateOf(page)).document.network.width, 65536);
    },
  },
  {
    name: 'a bad document shows its faults by name, all at once, and keeps the picture',
    run: async ({ page, open, shot }) => {
      await open('#v=1&network.width=32');
      await waitForState(page, finished);
      await seek(page, 60);
      const loss = await shown(page, 'networkLoss');
      const curves = await curvesOf(page);
      await page.evaluate(() => {
        const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
        const { document: experiment } = figure.getState();
        experiment.network.width = NaN;
        experiment.data.noise = -1;
        experiment.limit.ridge = -1;
        figure.setState(experiment);
      });
      await waitForState(page, (s) => s.statuses.network === 'refused');
      await page.locator('.messages').getByText('network.width is NaN').waitFor();
      const text = await page.locator('.messages').innerText();
      for (const name of ['network.width is NaN', 'data.noise is -1', 'limit.ridge is -1']) {
        assert.ok(text.includes(name), text);
      }
      assert.match(await page.locator('[data-field="network.width"] .fault').innerText(), /from 1 to 65536/);
      await drawn(page);
      assert.match(loss, /\d/);
      assert.equal(await shown(page, 'networkLoss'), loss);
      assert.equal(await curvesOf(page), curves);
      await assertAccessible(page);
      assert.doesNotMatch(await page.locator('ntk-figure').innerText(), /NaN(?! *;)(?!.*must)/);
      await shot('faults');
    },
  },
  {
    name: 'a long run shows progress and can be cancelled',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=16384&data.count=64&network.activation=tanh');
      await page.locator('progress.busy').first().waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await waitForState(page, (s) => s.statuses.network === 'interrupted');
      await page.locator('.messages').getByText('The run was cancelled').waitFor();
    },
  },
  {
    name: 'a ridge changes the limit only',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=64');
      await waitForState(page, finished);
      await watchJobs(page);
      await type(page, 'limit-ridge', '2');
      await waitForState(page, (s) => s.document.limit.ridge === 2 && finished(s));
      assert.deepEqual(await startedJobs(page), ['limit']);
      await type(page, 'network-width', '65');
      await waitForState(page, (s) => s.document.network.width === 65 && finished(s));
      assert.deepEqual((await startedJobs(page)).sort(), ['limit', 'linearisation', 'network']);
    },
  },
  {
    name: 'hovering a kernel cell tells its numbers and lights its points',
    run: async ({ page, open }) => {
      await open('#v=1&network.width=64');
      await waitForState(page, finished);
      const map = page.locator('canvas.heat-map').first();
      await map.hover({ position: { x: 12, y: 40 } });
      await page.locator('circle.lit').first().waitFor();
      assert.match(await page.locator('.readout').innerText(), /x = .*x′ = .*K0 .*Kt .*Θ/);
      assert.equal(await page.locator('circle.lit').count(), 2);
    },
  },
  {
    name: 'given weights: saved ones load again, wrong ones are named',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await open('#v=1&network.width=4&data.count=4');
      await page.getByText('Advanced').click();
      const load = (/** @type {unknown} */ value) =>
        page.locator('#weights-file').setInputFiles({
          name: 'weights.json',
          mimeType: 'application/json',
          buffer: Buffer.from(JSON.stringify(value)),
        });
      await load([1, 2, 3]);
      await page.getByText('this network has 12 weights').first().waitFor();
      await load([1, 0, 0, 1, 1, 1, -1, 1, 1, -1, 1, -1]);
      await waitForState(page, finished);
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save initial weights' }).click();
      assert.equal((await saving).suggestedFilename(), 'initial-weights.json');
    },
  },
  {
    name: 'works where workers are refused',
    only: ['chromium'],
    allowErrors: /Refused to create a worker|Creating a worker|worker-src/,
    run: async ({ page, open }) => {
      await page.addInitScript(() => {
        /** @type {any} */ (window).Worker = class {
          constructor() {
            throw new Error('refused');
          }
        };
      });
      await open('#v=1&network.width=64');
      await waitForState(page, finished);
    },
  },
  {
    name: 'several workers share the jobs',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 }));
      await open('#v=1&network.width=64');
      await waitForState(page, finished);
      assert.equal(page.workers().length, 3);
    },
  },
  {
    name: 'says so when the engine cannot be loaded',
    only: ['chromium'],
    allowErrors: /404.*\.wasm/,
    run: async ({ page, open }) => {
      await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
      void open().catch(() => {});
      await page.locator('[part="message"]').getByText('The engine could not be loaded: 404').waitFor();
    },
  },
  {
    name: 'says so where WebAssembly is switched off',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
      void open().catch(() => {});
      await page.locator('[part="message"]').getByText('WebAssembly').waitFor();
    },
  },
];

/** @import { BrowserTest } from './run.mjs' */
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { pinnedIn } from '../../web/store/pinned-link.js';
import { assertAccessible } from './accessibility.mjs';
import { finished, parseShown, shown, stateOf, type, waitForState } from './figure-page.mjs';
import { referenceNumbers } from './reference.mjs';

const fields = 'network.width=64&data.count=6&dynamics.lastTime=100&dynamics.frames=31';
const place = 20;

/** @param {Page} page */
async function rest(page) {
  await waitForState(page, finished);
  await page.evaluate((to) => /** @type {any} */ (document.querySelector('ntk-figure')).seek(to), place);
  await page.waitForTimeout(300);
}

/** Numbers on the screen are those of a document. @param {Page} page @param {string} kind @param {object} document */
async function assertNumbers(page, kind, document) {
  const expected = referenceNumbers(await loadEngine(), document, place);
  for (const [name, value] of Object.entries(expected)) {
    const text = await page.locator(`[data-${kind}="${name}"]`).innerText();
    const number = parseShown(text.replace(' →', ''));
    assert.ok(
      Math.abs(number - value) <= 0.006 * Math.abs(value) + 1e-12,
      `${kind} ${name}: ${text}, ${value}`,
    );
  }
}

const pinnedSide = '.pinned-side .function-stage';
/** Where the training points stand in a plot. @param {Page} page @param {string} stage */
const heightsOf = (page, stage) =>
  page.locator(`${stage} .function-plot .u-over`).evaluate((over) => {
    const marks = [...over.querySelectorAll('circle')].map((circle) => Number(circle.getAttribute('cy')));
    return { height: over.clientHeight, marks };
  });

/** @type {BrowserTest[]} */
export const compareTests = [
  {
    name: 'a pinned run stands beside the current one: the engine’s numbers of both, one scale, one line of difference',
    run: async ({ page, open, shot }) => {
      await open(`#v=1&${fields}`);
      await rest(page);
      const { document: before } = await stateOf(page);
      await page.getByRole('button', { name: 'Pin this run' }).click();
      await page.locator(`${pinnedSide} .uplot`).first().waitFor();
      await page.locator('.difference').getByText('nothing yet: change one thing').waitFor();
      await type(page, 'network-width', '8');
      await page.waitForFunction(() => location.hash.endsWith('pin.network.width=64'));
      await rest(page);
      assert.match(
        await page.locator('.difference').innerText(),
        /^Pinned → now: Width 64 → 8\. The networks differ/,
      );
      const { document: after } = await stateOf(page);
      await assertNumbers(page, 'quantity', after);
      await assertNumbers(page, 'pinned', before);
      const [pinned, now] = [
        await heightsOf(page, pinnedSide),
        await heightsOf(page, '.sides > :last-child'),
      ];
      assert.deepEqual(pinned, now);
      await assertAccessible(page);
      await shot('compare');
    },
  },
  {
    name: 'Swap, undo and Unpin, by key and by button, in the link and after a reload',
    run: async ({ page, open }) => {
      await open(`#v=1&${fields}&pin.network.width=8`);
      await rest(page);
      const [pinnedLoss, loss] = [
        await page.locator('[data-pinned="networkLoss"]').innerText(),
        await shown(page, 'networkLoss'),
      ];
      await page.getByRole('button', { name: 'Swap' }).click();
      await page.waitForFunction(
        () => location.hash.includes('network.width=8&') && location.hash.endsWith('pin.network.width=64'),
      );
      assert.equal((await stateOf(page)).statuses.network, 'finished');
      await page.reload();
      await page.locator(`${pinnedSide} .uplot`).first().waitFor();
      await rest(page);
      assert.equal(await page.locator('[data-pinned="networkLoss"]').innerText(), `${loss} →`);
      assert.equal(`${await shown(page, 'networkLoss')} →`, pinnedLoss);
      await page.locator('ntk-figure').focus();
      await page.keyboard.press('x');
      await waitForState(page, (s) => s.document.network.width === 64);
      await page.keyboard.press('Control+z');
      await waitForState(page, (s) => s.document.network.width === 8);
      await page.keyboard.press('c');
      await page.waitForFunction(() => !location.hash.includes('pin'));
      assert.equal(await page.locator('.pinned-side').isVisible(), false);
      assert.equal(await page.locator('.number .pinned:visible').count(), 0);
      await page.keyboard.press('Control+z');
      await page.locator('.pinned-side').waitFor();
      await page.getByRole('button', { name: 'Unpin' }).click();
      await page.getByRole('button', { name: 'Pin this run' }).waitFor();
    },
  },
  {
    name: 'the pinned run’s training curves stand in the same charts, with its numbers',
    run: async ({ page, open, shot }) => {
      const hash = `#v=1&${fields}&pin.network.alpha=0.1&view=training,kernel`;
      await open(hash);
      await page.locator('[data-line="pinned.network.trainLoss"]').waitFor();
      await rest(page);
      const numbers = referenceNumbers(
        await loadEngine(),
        /** @type {object} */ (pinnedIn(hash).pinned),
        place,
      );
      for (const [part, value] of /** @type {const} */ ([
        ['trainLoss', numbers.networkLoss],
        ['kernelDrift', numbers.kernelDrift],
        ['movement', numbers.movement],
      ])) {
        const number = parseShown(
          await page.locator(`[data-line="pinned.network.${part}"]`).first().innerText(),
        );
        assert.ok(Math.abs(number / value - 1) < 0.006, `${part}: ${number}, ${value}`);
      }
      await shot('compare-training');
    },
  },
  {
    name: 'two runs stay side by side for an audience',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      await open(`#v=1&${fields}&pin.network.width=8`);
      await page.locator(`${pinnedSide} .uplot`).first().waitFor();
      await page.locator('#present').click();
      await rest(page);
      const [left, right] = await Promise.all(
        [pinnedSide, '.sides > :last-child'].map((side) => page.locator(side).boundingBox()),
      );
      assert.ok(left && right && left.x + left.width <= right.x && Math.abs(left.width - right.width) < 1);
      await shot('compare-presented');
    },
  },
  {
    name: 'what a stranger’s link pins is clamped, or refused with the engine’s sentence',
    run: async ({ page, open }) => {
      await open(`#v=1&${fields}&pin.network.width=-7&pin.network.colour=red&pin.data.targets=1,2`);
      await waitForState(page, finished);
      const messages = await page.locator('.messages').innerText();
      assert.match(messages, /pinned run: network\.width was changed from -7 to 1/);
      assert.match(messages, /pinned run: "network\.colour" is not a field/);
      await page.locator(`${pinnedSide} .uplot`).first().waitFor();
      await page.evaluate((next) => (location.hash = next), `v=1&${fields}&pin.data.source=given`);
      await page.locator('.pinned-side .run-caption').getByText('data.inputs').waitFor();
      await waitForState(page, finished);
    },
  },
  ...[
    'network.width=32',
    'data.source=xor&data.probes=441',
    'data.source=parity&data.dimension=4&data.frequency=2',
  ].flatMap((source, i) =>
    ['light', 'dark'].map((colorScheme) => ({
      name: `two runs on a phone, ${colorScheme}, picture ${i + 1}: below each other, nothing cut off, no accessibility violation`,
      only: ['chromium'],
      context: { viewport: { width: 360, height: 740 }, colorScheme },
      run: async (/** @type {import('./run.mjs').World} */ { page, open, shot }) => {
        await open(`#v=1&${source}&dynamics.lastTime=100&pin.network.width=8`);
        await page.locator('.pinned-side canvas').first().waitFor();
        await rest(page);
        const [above, below] = [
          await page.locator(pinnedSide).boundingBox(),
          await page.locator('.sides > :last-child').boundingBox(),
        ];
        assert.ok(above && below && above.y + above.height <= below.y && above.width === below.width);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
        await assertAccessible(page);
        await shot(`phone-${colorScheme}-compare-${i + 1}`);
      },
    })),
  ),
];

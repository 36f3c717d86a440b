// Ways in by which a person acts that no form control stands for, and what the page then says.
/** @import { Page } from 'playwright-core' */
/** @import { BrowserTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hashOf, presets } from '../../web/lab/presets.js';
import { drawn, finished, seek, shown, stateOf, type, waitForState } from './figure-page.mjs';

const small = '#v=1&network.width=32&data.count=6&dynamics.frames=21';

/** Moves a finger over the screen. @param {Page} page @param {{ x: number, y: number }[]} places */
async function swipe(page, places) {
  const session = await page.context().newCDPSession(page);
  const [first, ...rest] = places;
  const send = (/** @type {string} */ kind, /** @type {object[]} */ touchPoints) =>
    session.send('Input.dispatchTouchEvent', /** @type {any} */ ({ type: kind, touchPoints }));
  await send('touchStart', [first]);
  for (const place of rest) await send('touchMove', [place]);
  await send('touchEnd', []);
}

/** @type {BrowserTest[]} */
export const gestureTests = [
  {
    name: 'undo and redo, by button and by key, go the same way back and forth',
    run: async ({ page, open }) => {
      await open(small);
      await type(page, 'network-width', '48');
      await type(page, 'data-count', '7');
      const isAt = (/** @type {number} */ width, /** @type {number} */ count) =>
        waitForState(page, ({ document: d }) => d.network.width === width && d.data.count === count);
      await isAt(48, 7);
      assert.equal(await page.getByRole('button', { name: 'Redo' }).isDisabled(), true);
      await page.getByRole('button', { name: 'Undo' }).click();
      await isAt(48, 6);
      await page.getByRole('button', { name: 'Undo' }).click();
      await isAt(32, 6);
      await page.getByRole('button', { name: 'Redo' }).click();
      await isAt(48, 6);
      // Redo has the focus, and nothing to do afterwards.
      await page.keyboard.press('Control+Shift+z');
      await isAt(48, 7);
      await drawn(page);
      await page.keyboard.press('Control+z');
      await isAt(48, 6);
      await waitForState(page, finished);
    },
  },
  {
    name: 'a new seed, by button and by the key n, is another network on the same data',
    run: async ({ page, open }) => {
      await open(small);
      const at = async (/** @type {number} */ seed) => {
        await waitForState(page, (s) => s.document.network.seed === seed && finished(s));
        await seek(page, 10);
        return shown(page, 'networkLoss');
      };
      const { seed } = (await stateOf(page)).document.network;
      const first = await at(seed);
      await page.getByRole('button', { name: 'New seed' }).click();
      const second = await at(seed + 1);
      // The button has the focus still: letters are the figure's.
      await page.keyboard.press('n');
      const third = await at(seed + 2);
      await page.getByRole('group', { name: 'Figure' }).focus();
      await page.keyboard.press('n');
      const fourth = await at(seed + 3);
      assert.equal(new Set([first, second, third, fourth]).size, 4);
    },
  },
  {
    name: 'a CSV file that is dropped on the dialogue is read as a pasted one is',
    run: async ({ page, open }) => {
      await open(small);
      await page.getByRole('button', { name: 'Own data' }).click();
      await page.getByLabel('Paste the table').waitFor();
      await page.locator('ntk-figure dialog').evaluate((dialog) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x,y\n-1,0.5\n0,0\n1,-0.5\n'], 'table.csv', { type: 'text/csv' }));
        dialog.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      });
      await page.getByRole('button', { name: 'Use 3 points' }).click();
      await waitForState(page, (s) => s.document.data.source === 'points' && finished(s));
      assert.deepEqual(
        (await stateOf(page)).document.data.points.map((/** @type {number[]} */ [, y]) => Math.sign(y)),
        [1, 0, -1],
      );
    },
  },
  {
    name: 'a finger drags a point, and scrolls the page beside one',
    only: ['chromium'], // the driver of Firefox has no fingers
    context: { viewport: { width: 360, height: 740 }, hasTouch: true },
    run: async ({ page, open }) => {
      await open(small);
      await waitForState(page, finished);
      const point = page.locator('circle.point').nth(2);
      await point.scrollIntoViewIfNeeded();
      const box = /** @type {{ x: number, y: number, width: number }} */ (await point.boundingBox());
      const [x, y] = [box.x + box.width / 2, box.y + box.width / 2];
      const y2 = Number(await point.getAttribute('aria-valuenow'));
      const scrolled = await page.evaluate(() => scrollY);
      await swipe(
        page,
        [0, 10, 20, 30, 40].map((up) => ({ x, y: y - up })),
      );
      await waitForState(page, (s) => s.document.data.source === 'points' && finished(s));
      const { points } = (await stateOf(page)).document.data;
      assert.ok(points[2][1] - y2 > 0.1, `from ${y2} to ${points[2]}`);
      assert.equal(await page.evaluate(() => scrollY), scrolled);
      await page.getByRole('button', { name: 'Undo' }).click();
      assert.equal((await stateOf(page)).document.data.source, 'sine', 'one drag is one step of undo');
      const plot = /** @type {{ x: number, y: number, height: number }} */ (
        await page.locator('svg.points').boundingBox()
      );
      await swipe(
        page,
        [0, 40, 80, 120].map((up) => ({ x: plot.x + 12, y: plot.y + plot.height - 8 - up })),
      );
      await page.waitForFunction((before) => scrollY > before + 40, scrolled);
    },
  },
  {
    name: 'the button of the animation hands out a GIF, and its Cancel ends one',
    only: ['chromium'], // the driver of Firefox has no downloads
    run: async ({ page, open }) => {
      await open('#v=1&network.width=8&data.count=4&dynamics.frames=5');
      await waitForState(page, finished);
      await page.locator('#export').click();
      const dialog = page.getByRole('dialog', { name: 'Export' });
      await dialog.waitFor();
      const saving = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Animation (GIF)' }).click();
      const download = await saving;
      assert.equal(download.suggestedFilename(), 'ntk-lab-function.gif');
      assert.equal(readFileSync(await download.path()).toString('latin1', 0, 6), 'GIF89a');
      // In one task: five frames may be done before a second click arrives.
      await dialog.evaluate((element) => {
        const press = (/** @type {string} */ name) =>
          [...element.querySelectorAll('button')].find((button) => button.textContent === name)?.click();
        press('Animation (GIF)');
        press('Cancel');
      });
      await dialog.getByText('Cancelled.').waitFor();
    },
  },
  {
    name: 'the presentation takes the whole screen, and gives it back',
    only: ['chromium'],
    run: async ({ page, open }) => {
      await open(small);
      await page.locator('#present').click();
      await page.waitForFunction(() => document.fullscreenElement === document.documentElement);
      await page.locator('.controls').waitFor({ state: 'hidden' });
      await page.evaluate(() => document.exitFullscreen());
      await page.locator('.controls').waitFor();
    },
  },
  {
    name: 'every canvas has a description that follows the time',
    run: async ({ page, open }) => {
      await open(`${small}&view=kernel,neurons`);
      await waitForState(page, finished);
      await page.locator('.heat-map').first().waitFor();
      const labels = () =>
        page
          .locator('canvas[role="img"]:visible')
          .evaluateAll((all) => all.map((canvas) => canvas.getAttribute('aria-label') ?? ''));
      await seek(page, 1);
      const [before, words] = [await labels(), await page.locator('#function-description').textContent()];
      assert.ok(before.length > 0 && before.every((label) => label.length > 20), before.join('; '));
      await seek(page, 20);
      const after = await labels();
      assert.ok(
        after.some((label, i) => label !== before[i]),
        after.join('; '),
      );
      assert.notEqual(await page.locator('#function-description').textContent(), words);
    },
  },
  {
    name: 'a run that diverges is a gap with its sentence, never NaN; the other two go on',
    run: async ({ page, open, shot }) => {
      await open(hashOf(/** @type {any} */ (presets.find(({ id }) => id === 'divergence'))));
      await waitForState(page, finished);
      assert.equal((await stateOf(page)).statuses.network, 'diverged');
      await page.locator('.messages').getByText('stopped being finite numbers').waitFor();
      await seek(page, 100);
      for (const gap of ['gapToLimit', 'gapToLinearisation']) assert.equal(await shown(page, gap), '–');
      assert.match(await shown(page, 'limitLoss'), /\d/);
      const picture = () =>
        page.evaluate(async () => {
          const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
          return (await figure.toBlob({ panel: 'function', format: 'svg', scheme: 'light' })).text();
        });
      const svg = await picture();
      const gapCurve = /<path d="([^"]*)"[^>]*stroke="#1b1b22"/;
      assert.equal(gapCurve.exec(svg)?.[1], '', 'no network at that time, no gap to it');
      await seek(page, 3);
      assert.notEqual(gapCurve.exec(await picture())?.[1], '');
      assert.match(svg, /stroke="#d55e00"/);
      assert.doesNotMatch(svg, /NaN|Infinity/);
      for (const panel of ['Kernel', 'Modes', 'Training', 'Neurons']) {
        await page.getByRole('tab', { name: panel }).first().click();
        await waitForState(page, finished);
        await page.locator(`.panel[part="${panel.toLowerCase()}"]`).waitFor();
        await seek(page, 100);
        assert.doesNotMatch(await page.locator('ntk-figure').innerText(), /NaN|Infinity/, panel);
      }
      await shot('diverged');
    },
  },
];

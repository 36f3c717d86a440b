/** @import { BrowserTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { assertAccessible } from './accessibility.mjs';
import { finished, stateOf, waitForState } from './figure-page.mjs';

/** @type {BrowserTest[]} */
export const lookTests = [
  ...[
    { size: 'phone', viewport: { width: 360, height: 780 } },
    { size: 'tablet', viewport: { width: 820, height: 1100 } },
    { size: 'desktop', viewport: { width: 1280, height: 900 } },
    { size: 'projector', viewport: { width: 3840, height: 2160 } },
  ].flatMap(({ size, viewport }) =>
    ['light', 'dark'].map((colorScheme) => ({
      name: `${size}, ${colorScheme}: nothing cut off, no accessibility violation`,
      only: colorScheme === 'dark' || size === 'projector' ? ['chromium'] : undefined,
      context: { viewport, colorScheme },
      run: (/** @type {import('./run.mjs').World} */ world) => checkLook(world, `${size}-${colorScheme}`),
    })),
  ),
  {
    name: 'with reduced motion it rests at the end',
    only: ['chromium'],
    context: { reducedMotion: 'reduce' },
    run: async ({ page, open, shot }) => {
      await open();
      assert.equal((await stateOf(page)).index, 122);
      await waitForState(page, finished);
      await shot('reduced-motion');
    },
  },
  {
    name: 'forced colours and print give a picture',
    only: ['chromium'],
    context: { forcedColors: 'active' },
    run: async ({ page, open, shot }) => {
      await open();
      await shot('forced-colours');
      await page.emulateMedia({ media: 'print' });
      await shot('print');
      assert.equal(await page.locator('.controls').isVisible(), false);
    },
  },
];

/** @param {World} world @param {string} name @param {string} [panel] that is opened */
export async function checkLook({ page, open, shot }, name, panel) {
  await open();
  if (panel) await page.getByRole('tab', { name: panel }).first().click();
  await waitForState(page, finished);
  await page.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).seek(55));
  await page.waitForTimeout(200);
  await shot(name);
  const { scrollWidth, width } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    width: innerWidth,
  }));
  assert.ok(scrollWidth <= width, `the page is ${scrollWidth} wide in a window of ${width}`);
  await assertAccessible(page);
}

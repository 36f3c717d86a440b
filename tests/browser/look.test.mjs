// Every state of the page at every size and in every scheme: nothing cut off, no accessibility violation, a screenshot.
/** @import { Page } from 'playwright-core' */
/** @import { BrowserTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { assertAccessible } from './accessibility.mjs';
import { assertNothingCutOff, drawn, finished, seek, stateOf, waitForState } from './figure-page.mjs';

const phone = { width: 360, height: 780 };
const tablet = { width: 820, height: 1100 };
const desktop = { width: 1280, height: 900 };
const projector = { width: 3840, height: 2160 };

/** @typedef {{ name: string, viewport: { width: number, height: number }, media: object }} Look */
const light = { colorScheme: 'light', forcedColors: 'none' };
const dark = { colorScheme: 'dark', forcedColors: 'none' };
const forced = { colorScheme: 'light', forcedColors: 'active' };

/** @type {Look[]} */
const looks = [
  { name: 'desktop-light', viewport: desktop, media: light },
  { name: 'desktop-dark', viewport: desktop, media: dark },
  { name: 'desktop-forced-colours', viewport: desktop, media: forced },
  { name: 'phone-dark', viewport: phone, media: dark },
  { name: 'phone-light', viewport: phone, media: light },
];
/** @type {Look[]} */
const sizes = [
  { name: 'tablet-light', viewport: tablet, media: light },
  { name: 'tablet-dark', viewport: tablet, media: dark },
  { name: 'projector-dark', viewport: projector, media: dark },
  { name: 'projector-light', viewport: projector, media: light },
];

/** Waits for a text of the figure. @param {string} text */
const says = (text) => (/** @type {Page} */ page) =>
  page.locator('ntk-figure').getByText(text).first().waitFor();

const short = 'network.width=32&data.count=6&dynamics.lastTime=100&dynamics.frames=31';
const rows = 'data.inputs=1,0,0;0,1,0;0,0,1;1,1,0;0,1,1&data.targets=1;0;1;-1;2';

/**
 * Hash, what is done then, and more looks than all have.
 * @type {Record<string, { hash: string, act?: (page: Page) => Promise<unknown>, more?: Look[] }>}
 */
const states = {
  line: { hash: '', more: sizes },
  plane: { hash: `${short}&data.source=xor&data.probes=441` },
  rows: { hash: `${short}&data.source=parity&data.dimension=4&data.frequency=2` },
  slice: {
    hash: `${short}&data.source=given&${rows}`,
    act: async (page) => {
      await page.getByLabel('Look at').selectOption('2');
      await page.getByRole('img', { name: /three functions along x₂/ }).waitFor();
    },
  },
  kernel: { hash: `${short}&view=kernel,training` },
  modes: { hash: `${short}&view=modes,kernel` },
  training: { hash: `${short}&view=training,kernel` },
  neurons: { hash: `${short}&view=neurons,kernel` },
  sweep: {
    hash: `${short}&view=sweep,training&sweep=network.width,16,128,4,2,initialKernelError`,
    act: async (page) => {
      await page.locator('#sweep-run').click();
      await page.getByText('The sweep is finished.').waitFor({ state: 'attached' });
      await page.locator('.panel[part="sweep"] summary').click();
    },
  },
  comparison: {
    hash: `${short}&pin.network.width=8`,
    act: (page) => page.locator('.pinned-side canvas').first().waitFor(),
  },
  ensemble: {
    hash: `${short}&limit.priorMean=zero&observe.ensemble=true&members=4`,
    act: says('All 4 networks have finished.'),
  },
  faults: {
    hash: short,
    act: async (page) => {
      await page.evaluate(() => {
        const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
        figure.setState({ network: { width: NaN }, data: { noise: -1 } });
      });
      await page.locator('.messages').getByText('network.width is NaN').waitFor();
    },
  },
};

/** @param {World} world @param {string} state @param {Look[]} all that it is looked at in */
async function check({ page, open, shot }, state, all) {
  const { hash, act } = states[state];
  await open(hash && `#v=1&${hash}`);
  await page.locator('#equivalent-rate').waitFor({ state: 'attached' });
  await waitForState(page, finished);
  await act?.(page);
  await seek(page, 25);
  for (const { name, viewport, media } of all) {
    await page.setViewportSize(viewport);
    await page.emulateMedia(media);
    await drawn(page);
    await shot(`look-${state}-${name}`);
    await assertNothingCutOff(page, `${state}, ${name}`);
    await assertAccessible(page, name);
  }
}

/** @type {BrowserTest[]} */
export const lookTests = [
  ...Object.entries(states).map(([state, { more = [] }]) => ({
    name: `${state}: at every size and in every scheme nothing is cut off, no accessibility violation`,
    only: ['chromium'],
    run: (/** @type {World} */ world) => check(world, state, [...looks, ...more]),
  })),
  ...[phone, tablet, desktop].map((viewport) => ({
    name: `${viewport.width} pixels wide nothing is cut off, no accessibility violation`,
    only: ['firefox'], // its driver changes neither size nor scheme of an open page
    context: { viewport },
    run: async (/** @type {World} */ { page, open, shot }) => {
      await open();
      await waitForState(page, finished);
      await seek(page, 55);
      await shot(`look-line-${viewport.width}`);
      await assertNothingCutOff(page);
      await assertAccessible(page);
    },
  })),
  {
    name: 'with reduced motion it rests at the end',
    only: ['chromium'],
    context: { reducedMotion: 'reduce' },
    run: async ({ page, open, shot }) => {
      await open();
      assert.equal((await stateOf(page)).index, 122);
      await waitForState(page, finished);
      await drawn(page);
      await shot('reduced-motion');
      await assertAccessible(page);
    },
  },
  {
    name: 'print gives a picture without controls',
    only: ['chromium'],
    run: async ({ page, open, shot }) => {
      await open();
      await waitForState(page, finished);
      await page.emulateMedia({ media: 'print' });
      await drawn(page);
      await shot('print');
      assert.equal(await page.locator('.controls').isVisible(), false);
    },
  },
];

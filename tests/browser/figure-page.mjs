// What tests do with a page that holds one figure.
/** @import { Page } from 'playwright-core' */
import assert from 'node:assert/strict';

/** The figure's public state: what a host page can read. @param {Page} page */
export const stateOf = (page) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).getState());

/**
 * Waits until the figure's state is as asked; the page's CSP leaves no way to ask inside the page.
 * @param {Page} page
 * @param {(state: any) => boolean} isThere
 */
export async function waitForState(page, isThere) {
  const deadline = performance.now() + 30000;
  while (performance.now() < deadline) {
    const state = await stateOf(page);
    if (state && isThere(state)) return;
    await page.waitForTimeout(40);
  }
  throw new Error(`the figure never came to ${isThere}`);
}

export const finished = (/** @type {any} */ s) =>
  Object.values(s.statuses).every((status) => status !== 'running');

/** Waits until the figure has drawn what changed last, and nothing of it moves any more. @param {Page} page */
export const drawn = (page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    let still = 0;
    const watcher = new MutationObserver(() => (still = 0));
    const root = document.querySelector('ntk-figure')?.shadowRoot;
    const options = { subtree: true, childList: true, attributes: true, characterData: true };
    for (const part of [root, document.body]) if (part) watcher.observe(part, options);
    for (; still < 4; still += 1) await new Promise(requestAnimationFrame);
    watcher.disconnect();
  });

/** Goes to a time and waits until it is on the screen. @param {Page} page @param {number} index */
export async function seek(page, index) {
  await page.evaluate((to) => /** @type {any} */ (document.querySelector('ntk-figure')).seek(to), index);
  await drawn(page);
}

/** Nothing of the page is wider than the window. @param {Page} page @param {string} [what] is looked at */
export async function assertNothingCutOff(page, what = 'the page') {
  const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= inner, `${what} is ${wide} wide in a window of ${inner}`);
}

/** Text of a quantity on the screen. @param {Page} page @param {string} name */
export const shown = (page, name) => page.locator(`[data-quantity="${name}"]`).innerText();

/** A number as the page writes it. @param {string} text */
export function parseShown(text) {
  const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  const match = text.replaceAll('−', '-').match(/^(?:(-?[\d.]+)(?:·|$))?(?:10(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/);
  assert.ok(match, `"${text}" is not a number`);
  const [, mantissa = '1', power = ''] = match;
  const exponent = [...power.replace('⁻', '')].map((digit) => digits.indexOf(digit)).join('');
  return Number(mantissa) * 10 ** (Number(exponent) * (power.startsWith('⁻') ? -1 : 1));
}

/** Types a value as a person does. @param {Page} page @param {string} field @param {string} value */
export async function type(page, field, value) {
  const box = page.locator(`#field-${field}`);
  await box.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
  await page.keyboard.press('Tab');
}

/** Keeps the names of the jobs that run at any time from now on. @param {Page} page */
export const watchJobs = (page) =>
  page.evaluate(() => {
    const started = new Set();
    Object.assign(window, { started });
    const figure = /** @type {any} */ (document.querySelector('ntk-figure'));
    figure.addEventListener('ntk-progress', () => {
      for (const [job, status] of Object.entries(figure.getState().statuses))
        if (status === 'running') started.add(job);
    });
  });
/** @param {Page} page @returns {Promise<string[]>} */
export const startedJobs = (page) => page.evaluate(() => [.../** @type {any} */ (window).started]);

// What tests do with the dialogue "Embed".
/** @import { Page } from 'playwright-core' */
/** @import { World } from './run.mjs' */
import { finished, waitForState } from './figure-page.mjs';

export const small = '#v=1&data.count=6&network.width=32&dynamics.frames=12';
export const preview = '.embed-preview ntk-figure';

/** @param {World} world @param {string} [hash] */
export async function openEmbed({ page, open }, hash = small) {
  await open(hash);
  await waitForState(page, finished);
  await page.locator('#embed').click();
  await page.getByRole('dialog', { name: 'Embed' }).waitFor();
}
export const snippetOf = (/** @type {Page} */ page, at = 0) =>
  page.locator('.snippet code').nth(at).innerText();

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';

/** @typedef {import('playwright-core').Browser} Browser */

const chromiumFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const fonts = fileURLToPath(new URL('fonts.conf', import.meta.url));

/** The system's own browsers, one driver for both; `dark` and `reduced` as preferences, since Firefox takes them only so. */
const launchers = {
  chromium: () =>
    chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: chromiumFlags,
      env: { .../** @type {Record<string, string>} */ (process.env), FONTCONFIG_FILE: fonts },
    }),
  firefox: () =>
    firefox.launch(/** @type {any} */ ({ channel: 'moz-firefox', executablePath: '/usr/bin/firefox-esr' })),
};

/** @typedef {keyof typeof launchers} BrowserName */
export const browserNames = /** @type {BrowserName[]} */ (Object.keys(launchers));

/**
 * Starts a browser and sees that its driver works.
 * @param {BrowserName} name
 * @returns {Promise<Browser>}
 */
export async function launch(name) {
  const path = name === 'chromium' ? '/usr/bin/chromium' : '/usr/bin/firefox-esr';
  if (!existsSync(path)) throw new Error(`${path} is missing: run build-scripts/setup.sh browsers`);
  const browser = await launchers[name]();
  const page = await browser.newPage();
  if ((await page.evaluate(() => 1 + 1)) !== 2) throw new Error(`the driver does not drive ${name}`);
  await page.close();
  return browser;
}

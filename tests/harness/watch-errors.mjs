/** @import { Page } from 'playwright-core' */

/**
 * What a strict policy refuses is told as an error, and is no fault of the page: Firefox looks for the site's icon, and
 * its driver puts a style into the page for a screenshot.
 */
const noiseOfDriver = { firefox: /blocked an inline style|favicon\.ico/, chromium: /^$/ };

/**
 * Collects what no test may cause: errors of the console and of scripts, and requests to strangers.
 * @param {Page} page
 * @param {import('./browsers.mjs').BrowserName} browserName
 * @param {RegExp | undefined} allowed
 * @param {string[]} origins those that a test may ask; may grow
 * @returns {string[]} grows
 */
export function watchErrors(page, browserName, allowed, origins) {
  /** @type {string[]} */
  const errors = [];
  const add = (/** @type {string} */ text) => {
    if (!allowed?.test(text) && !noiseOfDriver[browserName].test(text) && !errors.includes(text))
      errors.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') add(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => add(`page: ${error.stack}`));
  page.on('request', (request) => {
    const url = request.url();
    const isKnown = origins.some((origin) => url.startsWith(`${origin}/`));
    if (!isKnown && !/^(data|blob|file|about):/.test(url)) add(`request to ${url}`);
  });
  return errors;
}

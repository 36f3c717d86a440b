// Runs the page's tests in real browsers: run.mjs ARTIFACTS [NAME-PART] [--update]. Test files export an array of
// { name, only?: browser names, context?: options, run: async (world) => … }, where world has
//   page        the page, opened but not navigated; console errors, page errors and foreign requests fail the test
//   open(hash)  navigates to the site and waits until the figure has its first frames; returns milliseconds
//   shot(name)  keeps a full-page screenshot in the artefacts
//   looksLike(name, picture) compares a PNG with the one of baselines/; --update makes it the kept one
//   note(name, value) keeps a number in the report
import { mkdirSync, writeFileSync } from 'node:fs';
import { actionTests } from './actions.test.mjs';
import { assertLooks } from './baselines.mjs';
import { browserNames, launch } from './browsers.mjs';
import { compareTests } from './compare.test.mjs';
import { dataTests } from './data.test.mjs';
import { embedTests } from './embed-dialog.test.mjs';
import { ensembleTests } from './ensemble.test.mjs';
import { firstPictureTests } from './first-picture.test.mjs';
import { lookTests } from './look.test.mjs';
import { pageTests } from './page.test.mjs';
import { panelTests } from './panels.test.mjs';
import { serveSite } from './server.mjs';
import { sweepTests } from './sweep.test.mjs';
import { visualTests } from './visual.test.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ page: Page, browserName: string, open: (hash?: string) => Promise<number>, shot: (name: string) => Promise<void>, looksLike: (name: string, picture: Buffer) => Promise<void>, note: (name: string, value: number) => void }} World */
/** @typedef {{ name: string, only?: string[], context?: object, allowErrors?: RegExp, run: (world: World) => Promise<void> }} BrowserTest */

const [artifacts = 'artifacts/browser', part = ''] = process.argv
  .slice(2)
  .filter((argument) => argument !== '--update');
const testMilliseconds = 60000;
mkdirSync(artifacts, { recursive: true });
const site = await serveSite();
/** @type {{ passed: number, failed: number, failures: string[], notes: Record<string, number> }} */
const report = { passed: 0, failed: 0, failures: [], notes: {} };

/** Firefox's driver puts a style into the page for a screenshot; the page's CSP refuses it, which is no fault. */
const driverNoise = { firefox: /blocked an inline style/, chromium: /^$/ };

/**
 * Collects what no test may cause.
 * @param {Page} page
 * @param {BrowserTest} test
 * @param {import('./browsers.mjs').BrowserName} browserName
 */
function watch(page, test, browserName) {
  /** @type {string[]} */
  const errors = [];
  const add = (/** @type {string} */ text) => {
    if (!test.allowErrors?.test(text) && !driverNoise[browserName].test(text)) errors.push(text);
  };
  page.on('console', (message) => message.type() === 'error' && add(`console: ${message.text()}`));
  page.on('pageerror', (error) => add(`page: ${error.stack}`));
  page.on('request', (request) => {
    const isOurs = request.url().startsWith(site.url) || /^(data|blob):/.test(request.url());
    if (!isOurs) add(`request to ${request.url()}`);
  });
  return errors;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('./browsers.mjs').BrowserName} browserName
 * @param {BrowserTest} test
 */
async function runTest(browser, browserName, test) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...test.context });
  const page = await context.newPage();
  const errors = watch(page, test, browserName);
  const open = async (hash = '') => {
    const started = performance.now();
    await page.goto(site.url + hash);
    await page.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).ready);
    return performance.now() - started;
  };
  const shot = async (/** @type {string} */ name) => {
    await page.screenshot({ path: `${artifacts}/${browserName}-${name}.png`, fullPage: true });
  };
  const note = (/** @type {string} */ name, /** @type {number} */ value) => {
    report.notes[`${browserName}: ${name}`] = value;
  };
  const looksLike = async (/** @type {string} */ name, /** @type {Buffer} */ picture) => {
    const share = await assertLooks(context, artifacts, name, picture);
    note(`share of pixels that differ, ${name}`, share);
  };
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), testMilliseconds);
  });
  try {
    await Promise.race([test.run({ page, browserName, open, shot, looksLike, note }), late]);
    if (errors.length > 0) throw new Error(errors.join('\n'));
  } finally {
    clearTimeout(timer);
    await context.close();
  }
}

/** @param {string} title @param {() => Promise<void>} action */
async function record(title, action) {
  try {
    await action();
    report.passed += 1;
    console.log(`ok   ${title}`);
  } catch (error) {
    report.failed += 1;
    report.failures.push(title);
    console.log(`FAIL ${title}\n${/** @type {Error} */ (error).stack}`);
  }
}

for (const browserName of browserNames) {
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  await record(`${browserName}: starts`, async () => {
    browser = await launch(browserName);
  });
  if (!browser) continue;
  const started = browser;
  for (const test of [
    ...firstPictureTests,
    ...pageTests,
    ...dataTests,
    ...panelTests,
    ...sweepTests,
    ...actionTests,
    ...embedTests,
    ...compareTests,
    ...ensembleTests,
    ...lookTests,
    ...visualTests,
  ]) {
    if ((test.only && !test.only.includes(browserName)) || !test.name.includes(part)) continue;
    await record(`${browserName}: ${test.name}`, () => runTest(started, browserName, test));
  }
  await started.close();
}
site.close();
for (const [name, value] of Object.entries(report.notes))
  console.log(`note ${name}: ${value.toPrecision(4)}`);
writeFileSync(`${artifacts}/report.json`, JSON.stringify(report, null, 2));
process.exit(report.failed > 0 ? 1 : 0);

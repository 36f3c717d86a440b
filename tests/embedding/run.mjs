// Runs the tests of embedding in real browsers: run.mjs ARTIFACTS [NAME-PART [BROWSER]]. Every *.test.mjs of this folder
// exports arrays of { name, only?, allowErrors?, run: async (world) => … }. Console errors, page errors and requests to a
// third origin fail a test.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { browserNames, launch } from '../browser/browsers.mjs';
import { serveFolder, servePages } from './servers.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../browser/browsers.mjs').BrowserName} BrowserName */
/**
 * @typedef {object} World
 * @property {Page} page not navigated
 * @property {BrowserName} browserName
 * @property {(path: string, condition?: string) => string} cdn address of a file of dist/embed on the other origin
 * @property {(html: string, headers?: Record<string, string>) => string} host puts a page on the site, gives its address
 * @property {string} hostOrigin
 * @property {(folder: string) => Promise<string>} serve serves a folder too, and gives its address
 * @property {(name: string) => Promise<void>} shot keeps a screenshot
 *
 * @typedef {{ name: string, only?: BrowserName[], allowErrors?: RegExp, context?: object, run: (world: World) => Promise<void> }} EmbeddingTest
 */

const [artifacts = 'artifacts/embedding', part = '', onlyBrowser = ''] = process.argv.slice(2);
const testMilliseconds = 60000;
mkdirSync(artifacts, { recursive: true });
const cdn = await serveFolder(fileURLToPath(new URL('../../dist/embed', import.meta.url)));
const site = await servePages();
const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.test.mjs'));
const modules = await Promise.all(files.map((file) => import(`./${file}`)));
/** @type {EmbeddingTest[]} */
const tests = modules.flatMap((module) => Object.values(module).filter(Array.isArray).flat());
/** @type {{ passed: number, failed: number, failures: string[] }} */
const report = { passed: 0, failed: 0, failures: [] };

/**
 * What is no fault of a figure: browsers look for an icon of the site, and Firefox's driver puts a style into the page
 * for a screenshot, which a strict policy refuses.
 */
const noise = /favicon\.ico|blocked an inline style/;

/** @param {Page} page @param {EmbeddingTest} test @param {string[]} origins those that a test may ask */
function watch(page, test, origins) {
  /** @type {string[]} */
  const errors = [];
  const add = (/** @type {string} */ text) => {
    if (!test.allowErrors?.test(text) && !noise.test(text) && !errors.includes(text)) errors.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') add(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => add(`page: ${error.stack}`));
  page.on('request', (request) => {
    const isKnown = origins.some((origin) => request.url().startsWith(`${origin}/`));
    if (!isKnown && !/^(data|blob|file|about):/.test(request.url())) add(`request to ${request.url()}`);
  });
  return errors;
}

/** @param {import('playwright-core').Browser} browser @param {BrowserName} browserName @param {EmbeddingTest} test */
async function runTest(browser, browserName, test) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...test.context });
  const page = await context.newPage();
  const origins = [cdn.origin, site.origin];
  /** @type {(() => void)[]} */
  const closers = [];
  const errors = watch(page, test, origins);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), testMilliseconds);
  });
  /** @type {World} */
  const world = {
    page,
    browserName,
    cdn: (path, condition = 'good') => `${cdn.origin}/${condition}/${path}`,
    host: site.page,
    hostOrigin: site.origin,
    serve: async (folder) => {
      const { origin, close } = await serveFolder(folder);
      origins.push(origin);
      closers.push(close);
      return `${origin}/good/`;
    },
    shot: async (name) => {
      await page.screenshot({ path: `${artifacts}/${browserName}-${name}.png`, fullPage: true });
    },
  };
  try {
    await Promise.race([test.run(world), late]);
    if (errors.length > 0) throw new Error(errors.join('\n'));
  } catch (error) {
    await world.shot(`failed-${test.name.replace(/\W+/g, '-')}`).catch(() => {});
    throw new Error([/** @type {Error} */ (error).stack, ...errors].join('\n'), { cause: error });
  } finally {
    clearTimeout(timer);
    await context.close();
    closers.forEach((close) => close());
  }
}

/** @param {string} title @param {() => Promise<void>} action */
async function record(title, action) {
  const started = performance.now();
  try {
    await action();
    report.passed += 1;
    console.log(`ok   ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    report.failed += 1;
    report.failures.push(title);
    console.log(`FAIL ${title}\n${/** @type {Error} */ (error).message}`);
  }
}

for (const browserName of browserNames.filter((name) => name.includes(onlyBrowser))) {
  const browser = await launch(browserName);
  for (const test of tests) {
    if ((test.only && !test.only.includes(browserName)) || !test.name.includes(part)) continue;
    await record(`${browserName}: ${test.name}`, () => runTest(browser, browserName, test));
  }
  await browser.close();
}
cdn.close();
site.close();
writeFileSync(`${artifacts}/report.json`, JSON.stringify(report, null, 2));
console.log(`embedding: ${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed > 0 ? 1 : 0);

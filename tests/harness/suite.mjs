// Runs the tests of a folder in real browsers, several at once. Console errors, page errors and requests to strangers
// fail a test.
/** @import { Browser, Page } from 'playwright-core' */
/** @import { BrowserName } from './browsers.mjs' */
import { mkdirSync, readdirSync } from 'node:fs';
import { browserNames, launch } from './browsers.mjs';
import { laneCount, work } from './lanes.mjs';
import { Report } from './report.mjs';
import { serveFolder } from './servers.mjs';
import { watchErrors } from './watch-errors.mjs';

/**
 * What every test is given.
 * @typedef {object} Bench
 * @property {Page} page opened but not navigated
 * @property {BrowserName} browserName
 * @property {string} artifacts folder of what the tests leave
 * @property {(name: string) => Promise<void>} shot keeps a screenshot of the whole page
 * @property {(name: string, value: number) => void} note keeps a number in the report
 * @property {(folder: string) => Promise<string>} serve serves a folder until the test ends, and gives its address
 */

/**
 * @template World
 * @typedef {object} Test
 * @property {string} name states the claim
 * @property {string[]} [only] browsers that can do it
 * @property {boolean} [isAlone] it measures time, so that nothing else may run meanwhile
 * @property {object} [context] options of the browser's context
 * @property {RegExp} [allowErrors] what it causes on purpose
 * @property {(world: World) => Promise<void>} run
 */

/**
 * @template World
 * @typedef {object} Suite
 * @property {string} folder address of the folder whose *.test.mjs export arrays of tests
 * @property {object} context options of every context
 * @property {string[]} origins that every test may ask
 * @property {(bench: Bench) => World} worldOf what its tests are given
 */

/** Only what hangs: a loaded machine takes many times as long. */
const testMilliseconds = 90000;

/** @template World @param {string} folder @returns {Promise<Test<World>[]>} */
async function testsOf(folder) {
  const files = readdirSync(new URL(folder)).filter((file) => file.endsWith('.test.mjs'));
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  return modules.flatMap((module) => Object.values(module).filter(Array.isArray).flat());
}

/** @param {Promise<void>} action */
async function inTime(action) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), testMilliseconds);
  });
  try {
    await Promise.race([action, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @template World
 * @param {Suite<World>} suite
 * @param {Test<World>} test
 * @param {Browser} browser
 * @param {Pick<Bench, 'browserName' | 'artifacts' | 'note'>} bench
 */
async function runTest(suite, test, browser, { browserName, artifacts, note }) {
  const context = await browser.newContext({ ...suite.context, ...test.context });
  const page = await context.newPage();
  const origins = [...suite.origins];
  /** @type {(() => void)[]} */
  const closers = [];
  const errors = watchErrors(page, browserName, test.allowErrors, origins);
  const serve = async (/** @type {string} */ folder) => {
    const { origin, close } = await serveFolder(folder);
    origins.push(origin);
    closers.push(close);
    return `${origin}/good/`;
  };
  const shot = async (/** @type {string} */ name) => {
    await page.screenshot({ path: `${artifacts}/${browserName}-${name}.png`, fullPage: true });
  };
  try {
    await inTime(test.run(suite.worldOf({ page, browserName, artifacts, note, shot, serve })));
    if (errors.length > 0) throw new Error(errors.join('\n'));
  } catch (error) {
    await shot(`failed-${test.name.replace(/\W+/g, '-')}`).catch(() => {});
    throw Object.assign(/** @type {Error} */ (error), {
      stack: [/** @type {Error} */ (error).stack, ...errors].join('\n'),
    });
  } finally {
    await context.close();
    closers.forEach((close) => close());
  }
}

/**
 * Runs a suite and ends the process. Arguments: ARTIFACTS [NAME-PART [BROWSER]]; tests may look for options.
 * @template World
 * @param {Suite<World>} suite
 */
export async function runSuite(suite) {
  const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const [artifacts = 'artifacts/browser', part = '', wanted = ''] = words;
  mkdirSync(artifacts, { recursive: true });
  const report = new Report();
  /** @type {Test<World>[]} */
  const tests = (await testsOf(suite.folder)).filter(({ name }) => name.includes(part));
  /** @type {import('./lanes.mjs').Job[]} */
  const jobs = [];
  const browsers = /** @type {Browser[]} */ ([]);
  const begin = (/** @type {BrowserName} */ browserName) =>
    report.record(`${browserName}: starts`, async () => {
      const browser = await launch(browserName);
      browsers.push(browser);
      const note = (/** @type {string} */ name, /** @type {number} */ value) => {
        report.notes[`${browserName}: ${name}`] = value;
      };
      for (const test of tests) {
        if (test.only && !test.only.includes(browserName)) continue;
        const run = () => runTest(suite, test, browser, { browserName, artifacts, note });
        jobs.push({
          browserName,
          isAlone: test.isAlone === true,
          run: () => report.record(`${browserName}: ${test.name}`, run),
        });
      }
    });
  await Promise.all(browserNames.filter((name) => name.includes(wanted)).map(begin));
  await work(jobs, laneCount);
  await Promise.all(browsers.map((browser) => browser.close()));
  report.end(artifacts);
  process.exit(report.failed > 0 ? 1 : 0);
}

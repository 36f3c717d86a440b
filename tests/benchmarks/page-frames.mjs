// Measures the page while it trains and plays: page-frames.mjs [SECONDS], default 8, on the built page in Chromium. Prints
// tables of percentiles, and writes them between their marks of docs/benchmarks.md: tasks of the main thread, by the wall
// clock and by the processor's (which other programs of the machine cannot lengthen), and intervals of display frames,
// beside those of an empty page in the same browser.
/** @import { CDPSession, Page } from 'playwright-core' */
import { readFileSync, writeFileSync } from 'node:fs';
import { machine } from '../../build-scripts/benchmark-table.mjs';
import { markdownTable, withMarkedText } from '../../build-scripts/markdown.mjs';
import { finished, stateOf } from '../browser/figure-page.mjs';
import { serveSite } from '../browser/site.mjs';
import { launch } from '../harness/browsers.mjs';

const seconds = Number(process.argv[2] ?? 8);
const experiment = '#v=1&network.width=4096&data.count=64';
const panels = ['kernel', 'modes', 'training', 'neurons'];
/** A task that takes longer is felt. */
const longMilliseconds = 50;
/** One display frame of 60 a second, with half a frame of grace. */
const inTimeMilliseconds = 1.5 * (1000 / 60);

/** @param {number[]} values @param {number} share */
const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
const short = (/** @type {number} */ value) => value.toFixed(1);
const quantiles = (/** @type {number[]} */ values) =>
  [0.5, 0.95, 0.99, 1].map((share) => short(quantile(values, share)));

/**
 * Runs `act` under the browser's tracer.
 * @param {CDPSession} session
 * @param {() => Promise<void>} act
 * @returns {Promise<any[]>} events of the main threads of pages
 */
async function traced(session, act) {
  /** @type {any[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing'],
    },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  return events.filter((event) => mains.some(({ pid, tid }) => event.pid === pid && event.tid === tid));
}

/** Times of display frames from now on. @param {Page} page */
const countFrames = (page) =>
  page.evaluate(() => {
    const times = /** @type {number[]} */ ([]);
    Object.assign(window, { frameTimes: times });
    const turn = (/** @type {number} */ now) => {
      times.push(now);
      requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
    performance.mark('measured');
  });

/** @param {Page} page @returns {Promise<number[]>} milliseconds */
async function intervals(page) {
  const times = await page.evaluate(() => /** @type {number[]} */ (/** @type {any} */ (window).frameTimes));
  return times.slice(1).map((time, i) => time - times[i]);
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {boolean} isFigure
 */
async function measure(browser, url, isFigure) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const session = await page.context().newCDPSession(page);
  let secondsTraining = 0;
  const events = await traced(session, async () => {
    await page.goto(url);
    if (isFigure) await page.evaluate(() => /** @type {any} */ (document.querySelector('ntk-figure')).ready);
    await countFrames(page);
    const begin = performance.now();
    while (performance.now() < begin + 1000 * seconds) {
      await page.waitForTimeout(100);
      if (isFigure && !finished(await stateOf(page))) secondsTraining = (performance.now() - begin) / 1000;
    }
  });
  const frames = await intervals(page);
  await page.close();
  const start = events.find(({ name }) => name === 'measured')?.ts;
  const tasks = events.filter(({ name, dur }) => name === 'RunTask' && dur > 0);
  const of = (/** @type {any[]} */ some) => ({
    wall: some.map(({ dur }) => dur / 1000),
    processor: some.map(({ tdur = 0 }) => tdur / 1000),
  });
  return {
    frames,
    secondsTraining,
    loading: of(tasks.filter(({ ts }) => ts < start)),
    running: of(tasks.filter(({ ts }) => ts >= start)),
  };
}

const site = await serveSite();
const browser = await launch('chromium');
const empty = await measure(browser, 'about:blank', false);
const figures = [];
for (const panel of panels)
  figures.push({ name: panel, ...(await measure(browser, `${site.url}${experiment}&view=${panel}`, true)) });
await browser.close();
site.close();

const mean = (/** @type {number[]} */ values) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const isLong = (/** @type {number} */ value) => value > longMilliseconds;
const shareInTime = (/** @type {number[]} */ values) =>
  (100 * values.filter((value) => value <= inTimeMilliseconds).length) / values.length;

const taskRow = (/** @type {string} */ name, /** @type {number[]} */ values) =>
  [name, values.length, ...quantiles(values), values.filter(isLong).length].map(String);
const taskRows = figures.flatMap(({ name, running, loading, secondsTraining }) => [
  taskRow(`${name}, wall`, running.wall),
  taskRow(`${name}, processor (trained ${short(secondsTraining)} s)`, running.processor),
  taskRow(`${name}, until the first frame, processor`, loading.processor),
]);
const frameRows = [{ name: 'empty', ...empty }, ...figures].map(({ name, frames }) => [
  name,
  String(frames.length),
  ...quantiles(frames),
  `${short(shareInTime(frames))} %`,
  (mean(frames) / mean(empty.frames)).toFixed(2),
]);

const longTasks = figures.flatMap(({ running, loading }) =>
  [...running.wall, ...loading.wall].filter(isLong),
);
const shares = figures.map(({ frames }) => shareInTime(frames));
const percentiles = ['p50', 'p95', 'p99', 'max'];
const text = [
  `${machine()}; ${experiment}, ${seconds} s while it trains and plays. Tasks of the main thread above ${longMilliseconds} ms: ${longTasks.length}. Display frames in time: ${short(Math.min(...shares))} to ${short(Math.max(...shares))} %.`,
  'Tasks of the main thread in milliseconds:',
  markdownTable(['page', 'tasks', ...percentiles, `over ${longMilliseconds}`], taskRows),
  'Intervals of display frames in milliseconds:',
  markdownTable(['page', 'frames', ...percentiles, 'in time', 'mean over an empty page’s'], frameRows),
].join('\n\n');
console.log(text);
const path = new URL('../../docs/benchmarks.md', import.meta.url);
const marks = /** @type {[string, string]} */ (['<!-- page -->', '<!-- end of page -->']);
writeFileSync(path, withMarkedText(readFileSync(path, 'utf8'), marks, text));

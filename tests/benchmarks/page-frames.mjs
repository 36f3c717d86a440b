// Measures the page while it trains and plays: page-frames.mjs [SECONDS], default 8, on the built page in Chromium. Prints
// tables of percentiles: tasks of the main thread, by the wall clock and by the processor's (which other programs of the
// machine cannot lengthen), and intervals of display frames, beside those of an empty page in the same browser.
/** @import { CDPSession, Page } from 'playwright-core' */
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
const row = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
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
    events,
    start,
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

const line = (/** @type {string} */ name, /** @type {number[]} */ values) =>
  row([name, values.length, ...quantiles(values), values.filter((value) => value > longMilliseconds).length]);
console.log(
  `Tasks of the main thread in milliseconds, ${experiment}, ${seconds} s while it trains and plays\n`,
);
console.log(row(['page', 'tasks', 'p50', 'p95', 'p99', 'max', `over ${longMilliseconds}`]));
console.log(row(Array(7).fill('---')));
for (const { name, running, loading, secondsTraining } of figures) {
  console.log(line(`${name}, wall`, running.wall));
  console.log(line(`${name}, processor (trained ${short(secondsTraining)} s)`, running.processor));
  console.log(line(`${name}, until the first frame, processor`, loading.processor));
}
console.log(`\nIntervals of display frames in milliseconds\n`);
console.log(row(['page', 'frames', 'p50', 'p95', 'p99', 'max', 'in time', 'mean over an empty page’s']));
console.log(row(Array(8).fill('---')));
const mean = (/** @type {number[]} */ values) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
for (const { name, frames } of [{ name: 'empty', ...empty }, ...figures]) {
  const inTime = frames.filter((value) => value <= inTimeMilliseconds).length / frames.length;
  console.log(
    row([
      name,
      frames.length,
      ...quantiles(frames),
      `${short(100 * inTime)} %`,
      (mean(frames) / mean(empty.frames)).toFixed(2),
    ]),
  );
}

// The picture of the default experiment at its end, as an SVG of any size, from the engine's own numbers: what a page
// shows until the engine is there, on paper, and without JavaScript.
/** @import { Block, EngineModule, JobName } from '../web/engine/types.js' */
import { readFileSync } from 'node:fs';
import { drawingOrder, series } from '../web/charts/series.js';
import { train } from '../web/engine/train.js';
import { defaultDocument } from '../web/store/document.js';
import { withMargin } from '../web/views/function/output-range.js';

const style = readFileSync(new URL('../web/lab/poster.css', import.meta.url), 'utf8');
/** Colours of a white page; a page that has the properties gives its own. */
const inks = /** @type {Record<string, string>} */ (
  Object.fromEntries(
    [...style.matchAll(/(--[\w-]+): light-dark\((#\w+),/g)].map(([, name, light]) => [name, light]),
  )
);
const ink = (/** @type {string} */ name) => `var(${name},${inks[name]})`;

/** The two plots in shares of the picture, in per cent; curves inside them have `grain` places a side. */
const areas = { functions: { top: 10, height: 60 }, gap: { top: 77, height: 15 } };
const [left, width] = [12, 86];
const grain = 2000;

/** @typedef {{ minimum: number, maximum: number }} Range */

const percent = (/** @type {number} */ share) => `${Number(share.toFixed(2))}%`;
const across = (/** @type {number} */ x) => left + (width * (x + Math.PI)) / (2 * Math.PI);
const along =
  (/** @type {{ top: number, height: number }} */ area, /** @type {Range} */ range) =>
  (/** @type {number} */ y) =>
    area.top + (area.height * (range.maximum - y)) / (range.maximum - range.minimum);

/**
 * A curve through its points, in whole places relative to the one before.
 * @param {Float32Array} x @param {ArrayLike<number>} y @param {Range} range
 */
function path(x, y, { minimum, maximum }) {
  const places = Array.from(x, (value, i) => [
    Math.round((grain * (value + Math.PI)) / (2 * Math.PI)),
    Math.round((grain * (maximum - y[i])) / (maximum - minimum)),
  ]);
  const steps = places.map(([a, b], i) => {
    const [before, below] = places[i - 1] ?? [0, 0];
    return `${a - before} ${b - below}`;
  });
  return `M${steps[0]}l${steps.slice(1).join(' ').replaceAll(' -', '-')}`;
}

/** @param {{ top: number, height: number }} area @param {string} content curves */
const plot = ({ top, height }, content) =>
  `<svg x="${left}%" y="${top}%" width="${width}%" height="${height}%" viewBox="0 0 ${grain} ${grain}" preserveAspectRatio="none" fill="none" stroke-linejoin="round">${content}</svg>`;

/** @param {string} d @param {string} colour @param {number} lineWidth @param {number[]} dash */
const curve = (d, colour, lineWidth, dash = []) =>
  `<path d="${d}" stroke="${ink(colour)}" stroke-width="${lineWidth}"${dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : ''} vector-effect="non-scaling-stroke"/>`;

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 in per cent @param {string} colour */
const line = (x1, y1, x2, y2, colour) =>
  `<line x1="${percent(x1)}" y1="${percent(y1)}" x2="${percent(x2)}" y2="${percent(y2)}" stroke="${ink(colour)}"/>`;

/** @param {number} x @param {number} y @param {string} words @param {string} [more] attributes */
const text = (x, y, words, more = '') => `<text x="${percent(x)}" y="${percent(y)}"${more}>${words}</text>`;

const minus = (/** @type {number} */ value) => String(value).replace('-', '−');

/** Lines and numbers of the y axis at these values. @param {{ top: number, height: number }} area @param {Range} range @param {number[]} values */
const rows = (area, range, values) =>
  values
    .map((value) => {
      const y = along(area, range)(value);
      const label = text(left, y, minus(value), ' dx="-7" dy="4" text-anchor="end"');
      return line(left, y, left + width, y, value === 0 ? '--text-soft' : '--grid') + label;
    })
    .join('');

const columns = () =>
  [-2, 0, 2]
    .map((x) => {
      const at = across(x);
      const parts = Object.values(areas).map(({ top, height }) => line(at, top, at, top + height, '--grid'));
      return parts.join('') + text(at, 92, minus(x), ' dy="17" text-anchor="middle"');
    })
    .join('');

function legend() {
  const entries = [
    ...drawingOrder.toReversed().map((job) => series[job]),
    { label: 'target', colour: '--target', dash: [], width: 1.5 },
  ];
  return entries
    .map(({ label, colour, dash, width: lineWidth }, i) => {
      const [x, y] = [left + (i % 2) * 50, 2.5 + (i >> 1) * 4];
      const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
      const sample = `<svg x="${x}%" y="${y}%" width="30" height="8" overflow="visible"><path d="M0 0h28" stroke="${ink(colour)}" stroke-width="${lineWidth}"${dashes}/></svg>`;
      return sample + text(x, y, label, ' dx="36" dy="4"');
    })
    .join('');
}

/**
 * @param {EngineModule} engine
 * @param {object} document
 * @returns {Promise<Record<JobName, { constants: Block, frames: Block[] }>>}
 */
async function runsOf(engine, document) {
  const runs = /** @type {any} */ ({});
  for (const job of drawingOrder) {
    /** @type {{ constants?: Block, frames: Block[] }} */
    const run = { constants: undefined, frames: [] };
    const onBegin = (/** @type {Block} */ constants) => (run.constants = constants);
    for await (const frame of train(engine, document, { job, onBegin })) run.frames.push(frame);
    runs[job] = run;
  }
  return runs;
}

/**
 * @param {EngineModule} engine
 * @returns {Promise<string>} SVG
 */
export async function poster(engine) {
  const document = defaultDocument();
  const runs = await runsOf(engine, document);
  const { probeX: x, probeTarget, trainX, trainY } = runs.limit.constants;
  const end = (/** @type {JobName} */ job) => /** @type {Block} */ (runs[job].frames.at(-1)).probeOutput;
  const shown = [...trainY, ...probeTarget, ...drawingOrder.flatMap((job) => [...end(job)])];
  const range = withMargin({ minimum: Math.min(...shown), maximum: Math.max(...shown) });
  const gap = end('network').map((value, i) => value - end('limit')[i]);
  const largest = Math.max(...gap.map(Math.abs));
  const gapRange = { minimum: -1.15 * largest, maximum: 1.15 * largest };
  const decade = 10 ** Math.floor(Math.log10(largest));
  const tick = Number((decade * Math.floor(largest / decade)).toPrecision(1));
  const curves =
    curve(path(x, probeTarget, range), '--target', 1.5) +
    drawingOrder
      .map((job) => curve(path(x, end(job), range), series[job].colour, series[job].width, series[job].dash))
      .join('');
  const y = along(areas.functions, range);
  const points = Array.from(
    trainX,
    (value, i) =>
      `<circle cx="${percent(across(value))}" cy="${percent(y(trainY[i]))}" r="6" fill="${ink('--text')}" stroke="${ink('--surface')}" stroke-width="2"/>`,
  );
  const words = `A network of width ${document.network.width} trained on ${trainX.length} points, its linearisation and its infinite-width limit, at the end of training; below, the gap between network and limit.`;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" role="img" font-family="system-ui, sans-serif" font-size="12" fill="',
    ink('--text-soft'),
    '">',
    `<title>${words}</title>`,
    `<metadata>${JSON.stringify({ engine: engine.version(), document })}</metadata>`,
    legend(),
    columns(),
    rows(areas.functions, range, [-1, 0, 1]),
    plot(areas.functions, curves),
    ...points,
    rows(areas.gap, gapRange, [-tick, 0, tick]),
    plot(areas.gap, curve(path(x, gap, gapRange), '--text', 1.5)),
    text(left, areas.gap.top, 'network − limit at t = ∞', ' dy="-5"'),
    text(left + width, 92, 'x', ' dy="17" text-anchor="end"'),
    text(left, areas.functions.top, 'f(x)', ' dx="-7" dy="4" text-anchor="end"'),
    '</svg>\n',
  ].join('');
}

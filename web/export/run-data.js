/** @import { Block, JobName, LayoutEntry } from '../engine/types.js' */
/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { RunState } from '../store/runs.js' */
import { engineVersion } from '../engine/field-table.js';
import { encodeHash } from '../store/hash.js';

/** Order of jobs in files. */
const jobs = /** @type {JobName[]} */ (['network', 'linearisation', 'limit']);

/** More numbers than this in one matrix over all frames are left out of a file. */
const mostNumbers = 4e6;

/** A float in the fewest digits that give it back; ∞ and NaN by name. @param {number} value */
export function numberText(value) {
  if (!Number.isFinite(value)) return String(value);
  for (const digits of [6, 7, 8, 9]) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === Math.fround(value)) return String(text);
  }
  return String(value);
}

/** @param {string} cell */
const csvCell = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** @param {string[]} cells */
const csvRow = (cells) => `${cells.map(csvCell).join(',')}\n`;

/** A column's head: name and unit. @param {string} name @param {string} unit */
const head = (name, unit) => (unit === '' ? name : `${name} [${unit}]`);

const runOf = (/** @type {FigureStore} */ store, /** @type {JobName} */ job) => store.runs.states[job].value;

/** Units of a run's quantities by name. @param {LayoutEntry[]} layout */
const unitsOf = (layout) => new Map(layout.map(({ name, unit }) => [name, unit]));

/**
 * One row a frame: time, then every quantity of one number of each job, `network.trainLoss [unit]`.
 * @param {FigureStore} store
 * @returns {string}
 */
export function numbersCsv(store) {
  const columns = jobs.flatMap((job) => {
    const { layouts, frames } = runOf(store, job);
    return (layouts?.frame ?? [])
      .filter(
        ({ name, shape }) => shape.length === 1 && shape[0] === 1 && name !== 'index' && name !== 'time',
      )
      .map(({ name, unit }) => ({ head: head(`${job}.${name}`, unit), name, frames }));
  });
  const times = timesOf(store);
  const rows = Array.from(times, (time, i) =>
    csvRow([
      String(i),
      numberText(time),
      ...columns.map(({ frames, name }) => (frames[i] ? numberText(frames[i][name][0]) : '')),
    ]),
  );
  return (
    csvRow(['frame', head('time', 'rate × steps'), ...columns.map((column) => column.head)]) + rows.join('')
  );
}

/** @param {FigureStore} store @returns {Float32Array} */
const timesOf = (store) =>
  jobs.map((job) => runOf(store, job).constants?.times).find((times) => times !== undefined) ??
  new Float32Array();

/**
 * One row a frame and probe point (the first output): coordinates, target, and f of each job.
 * @param {FigureStore} store
 * @returns {string}
 */
export function curvesCsv(store) {
  const { constants, layouts } = jobs.map((job) => runOf(store, job)).find((run) => run.constants) ?? {};
  if (!constants || !layouts) return '';
  const [, coordinates = 1] = layouts.constants.find(({ name }) => name === 'probeX')?.shape ?? [];
  const units = unitsOf([...layouts.constants, ...layouts.frame]);
  const count = constants.probeX.length / coordinates;
  const names = Array.from({ length: coordinates }, (_, c) => (coordinates === 1 ? 'x' : `x${c + 1}`));
  const heads = [
    'frame',
    head('time', 'rate × steps'),
    ...names,
    head('target', units.get('probeTarget') ?? ''),
  ];
  const lines = [csvRow([...heads, ...jobs.map((job) => head(job, units.get('probeOutput') ?? ''))])];
  timesOf(store).forEach((time, i) => {
    for (let p = 0; p < count; p += 1) {
      const x = constants.probeX.subarray(p * coordinates, (p + 1) * coordinates);
      const outputs = jobs.map((job) => runOf(store, job).frames[i]?.probeOutput[p]);
      lines.push(
        csvRow([
          ...[String(i), numberText(time)],
          ...Array.from(x, numberText),
          numberText(constants.probeTarget[p]),
          ...outputs.map((value) => (value === undefined ? '' : numberText(value))),
        ]),
      );
    }
  });
  return lines.join('');
}

/** @param {Block} block @param {Set<string>} omitted */
const blockJson = (block, omitted) =>
  `{${Object.entries(block)
    .filter(([name]) => !omitted.has(name))
    .map(([name, values]) => `"${name}":[${Array.from(values, jsonNumber).join()}]`)
    .join()}}`;

/** JSON has no ∞ and no NaN: they are strings. @param {number} value */
const jsonNumber = (value) => (Number.isFinite(value) ? numberText(value) : `"${value}"`);

/**
 * Everything: document, link, and of each job its status, the layout with units and explanations, constants and frames.
 * @param {FigureStore} store
 * @returns {string[]} pieces of one JSON text
 */
export function runJson(store) {
  const about = {
    format: 'ntk-lab-run',
    engine: engineVersion,
    link: encodeHash(store.document.value),
    document: store.document.value,
    ...(store.weights.value ? { weights: Array.from(store.weights.value) } : {}),
    notes: 'Matrices are row-major. "Infinity" and "NaN" stand for numbers that JSON has not.',
  };
  const pieces = [JSON.stringify(about).slice(0, -1), ',"jobs":{'];
  jobs.forEach((job, i) => pieces.push(i > 0 ? ',' : '', `"${job}":`, ...jobJson(runOf(store, job))));
  return [...pieces, '}}\n'];
}

/** @param {RunState} run */
function jobJson({ status, sentence, layouts, constants, frames }) {
  const size = (/** @type {number[]} */ shape) => shape.reduce((product, extent) => product * extent, 1);
  const frameLayout = layouts?.frame ?? [];
  const omitted = new Set(
    frameLayout.filter(({ shape }) => size(shape) * frames.length > mostNumbers).map(({ name }) => name),
  );
  const plain = (/** @type {LayoutEntry[]} */ layout) =>
    layout.map(({ name, shape, unit, help }) => ({ name, shape, unit, help }));
  const about = {
    status,
    sentence,
    omitted: [...omitted],
    layout: { constants: plain(layouts?.constants ?? []), frame: plain(frameLayout) },
  };
  return [
    `${JSON.stringify(about).slice(0, -1)},"constants":${constants ? blockJson(constants, new Set()) : null},"frames":[`,
    ...frames.map((frame, i) => (i > 0 ? ',' : '') + blockJson(frame, omitted)),
    ']}',
  ];
}

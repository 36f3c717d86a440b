/** @import { Block, JobName, LayoutEntry } from '../engine/types.js' */
/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { RunSource } from '../store/pinned-run.js' */
/** @import { RunState } from '../store/runs.js' */
import { engineVersion } from '../engine/field-table.js';
import { figureHash } from '../store/figure-link.js';
import { csvHead as head, csvRow } from '../store/csv-row.js';

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

/**
 * A job's run; nothing of the run before, which is of another document than the one that the file names.
 * @param {RunSource} source
 * @param {JobName} job
 * @returns {RunState}
 */
function runOf(source, job) {
  const run = source.runs.states[job].value;
  return run.isOld ? { ...run, layouts: undefined, constants: undefined, frames: [] } : run;
}

/** Units of a run's quantities by name. @param {LayoutEntry[]} layout */
const unitsOf = (layout) => new Map(layout.map(({ name, unit }) => [name, unit]));

/** @typedef {{ heads: string[], rows: string[][] }} Table */

/**
 * The tables of the runs that are compared under one head; of several runs the first column says which one a row is of.
 * @param {FigureStore} store
 * @param {(source: RunSource) => Table} tableOf
 */
function csvOf(store, tableOf) {
  const sources = store.compared();
  const tables = sources.map((source) => ({
    name: source.isPinned ? 'pinned' : 'current',
    ...tableOf(source),
  }));
  const heads = [...new Set(tables.flatMap((table) => table.heads))];
  const named = (/** @type {string} */ name) => (sources.length > 1 ? [name] : []);
  const lines = tables.flatMap(({ name, heads: own, rows }) => {
    const places = heads.map((wanted) => own.indexOf(wanted));
    return rows.map((row) => csvRow([...named(name), ...places.map((place) => row[place] ?? '')]));
  });
  return csvRow([...named('run'), ...heads]) + lines.join('');
}

/** Times of the frames. @param {RunSource} source @returns {Float32Array} */
const gridOf = (source) =>
  (runOf(source, 'limit').constants ?? runOf(source, 'network').constants)?.times ?? new Float32Array();

/**
 * One row a frame: time, then every quantity of one number of each job, `network.trainLoss [unit]`.
 * @param {FigureStore} store
 */
export const numbersCsv = (store) => csvOf(store, numbersTable);

/** @param {RunSource} source @returns {Table} */
function numbersTable(source) {
  const columns = jobs.flatMap((job) => {
    const { layouts, frames } = runOf(source, job);
    return (layouts?.frame ?? [])
      .filter(
        ({ name, shape }) => shape.length === 1 && shape[0] === 1 && name !== 'index' && name !== 'time',
      )
      .map(({ name, unit }) => ({ head: head(`${job}.${name}`, unit), name, frames }));
  });
  const rows = Array.from(gridOf(source), (time, i) => [
    String(i),
    numberText(time),
    ...columns.map(({ frames, name }) => (frames[i] ? numberText(frames[i][name][0]) : '')),
  ]);
  return { heads: ['frame', head('time', 'rate × steps'), ...columns.map((column) => column.head)], rows };
}

/**
 * One row a frame and probe point: coordinates, and for each output (numbered from 1 where there are several) target, f of
 * each job, and of an ensemble of finite networks mean and standard deviation.
 * @param {FigureStore} store
 */
export const curvesCsv = (store) => csvOf(store, curvesTable);

/** @param {RunSource} source @returns {Table} */
function curvesTable(source) {
  const { constants, layouts } = jobs.map((job) => runOf(source, job)).find((run) => run.constants) ?? {};
  const ensemble = source.ensemble.value?.frames ? source.ensemble.value : undefined;
  if (!constants || !layouts) return { heads: [], rows: [] };
  const [, coordinates = 1] = layouts.constants.find(({ name }) => name === 'probeX')?.shape ?? [];
  const units = unitsOf([...layouts.constants, ...layouts.frame]);
  const count = constants.probeX.length / coordinates;
  const places = Array.from({ length: constants.probeTarget.length / count }, (_, output) => output);
  const inputs = Array.from({ length: coordinates }, (_, c) => (coordinates === 1 ? 'x' : `x${c + 1}`));
  const names = ['target', ...jobs, ...(ensemble ? ['ensemble mean', 'ensemble deviation'] : [])];
  const unit = units.get('probeOutput') ?? '';
  const heads = [
    ...['frame', head('time', 'rate × steps'), ...inputs],
    ...places.flatMap((output) =>
      names.map((name) => head(places.length === 1 ? name : `${name} ${output + 1}`, unit)),
    ),
  ];
  const rows = Array.from(gridOf(source)).flatMap((time, i) => {
    const moments = ensemble && i < ensemble.frames ? ensemble.at(i) : undefined;
    /** Entries of one probe point and output, in the order of the names. */
    const columns = [
      constants.probeTarget,
      ...jobs.map((job) => runOf(source, job).frames[i]?.probeOutput),
      ...(ensemble ? [moments?.mean, moments?.deviation] : []),
    ];
    return Array.from({ length: count }, (_, p) => [
      ...[String(i), numberText(time)],
      ...Array.from(constants.probeX.subarray(p * coordinates, (p + 1) * coordinates), numberText),
      ...places.flatMap((output) =>
        columns.map((column) => (column ? numberText(column[output * count + p]) : '')),
      ),
    ]);
  });
  return { heads, rows };
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
 * Everything: document, link, a pinned run, and of each job its status, the layout with units and explanations, constants and frames.
 * @param {FigureStore} store
 * @returns {string[]} pieces of one JSON text
 */
export function runJson(store) {
  const about = {
    format: 'ntk-lab-run',
    engine: engineVersion,
    link: figureHash(store),
    document: store.document.value,
    ...(store.weights.value ? { weights: Array.from(store.weights.value) } : {}),
    notes: 'Matrices are row-major. "Infinity" and "NaN" stand for numbers that JSON has not.',
  };
  const pinned = store.pinnedRun.value;
  const beside = pinned
    ? [`,"pinned":{"document":${JSON.stringify(pinned.document.value)},`, ...jobsJson(pinned), '}']
    : [];
  return [
    JSON.stringify(about).slice(0, -1),
    ',',
    ...jobsJson(store),
    ...beside,
    ...ensembleJson(store),
    '}\n',
  ];
}

/** Mean and deviation (sum of squares over finished − 1) at the probe points, frame by frame, of the finite networks. @param {FigureStore} store */
function ensembleJson(store) {
  const ensemble = store.ensemble.value;
  if (!ensemble?.frames) return [];
  const listOf = (/** @type {ArrayLike<number>} */ values) => `[${Array.from(values, jsonNumber).join()}]`;
  const frames = Array.from({ length: ensemble.frames }, (_, i) => {
    const { mean = [], deviation = [] } = ensemble.at(i) ?? {};
    return `${i > 0 ? ',' : ''}{"mean":${listOf(mean)},"deviation":${listOf(deviation)}}`;
  });
  const { wanted, done, failed } = ensemble.state.value;
  const about = `"job":"${store.members.value.job}","members":${wanted},"finished":${done},"failed":${failed}`;
  return [`,"ensemble":{${about},"divisor":${Math.max(0, done - 1)},"frames":[`, ...frames, ']}'];
}

/** @param {RunSource} source */
const jobsJson = (source) => [
  '"jobs":{',
  ...jobs.flatMap((job, i) => [i > 0 ? ',' : '', `"${job}":`, ...jobJson(runOf(source, job))]),
  '}',
];

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

/** @import { EngineModule, Measures, PowerLaw, StatusName, SweepRun } from './types.js' */
import { accept, refuse } from './document-error.js';
import { nextTurn, sliceMilliseconds } from './slice.js';
import { interruption } from './sliced-call.js';

/**
 * @typedef {object} SweepCell one experiment of a sweep, finished
 * @property {number} value of the swept field
 * @property {number} member the draw of the network, 0 … members − 1
 * @property {Measures} measures by the names of `sweepMeasures()`; NaN where a run did not reach the last time
 * @property {StatusName} status of the network's run
 * @property {string} sentence
 *
 * @typedef {object} SweepOptions
 * @property {Iterable<SweepCell>} [finished] cells of an earlier run of the same sweep: they are not run again and not
 *   yielded
 * @property {(value: number, member: number) => boolean} [select] which cells this engine runs; others are left to
 *   other workers. Default: all
 * @property {AbortSignal} [signal] ends the sweep at the next slice; the cell under way is lost
 * @property {(share: number) => void} [onProgress] share of the selected, unfinished cells, 0 … 1, after each slice
 *
 * @typedef {object} MeasureSummary one number a value of the sweep, in the order of `values`
 * @property {number[]} mean over the members that have a number
 * @property {number[]} count of these members
 * @property {number[][]} quantiles one list a probability
 * @property {PowerLaw} powerLaw log measure against log value, over all cells; over
 *   one a value where all draws have the same number
 *
 * @typedef {{ values: number[], probabilities: number[], measures: Record<string, MeasureSummary> }} SweepSummary values
 *   ascending
 */

/** A cell among those of one sweep. @param {number} value @param {number} member */
export const cellKey = (value, member) => `${value}/${member}`;

/**
 * @param {SweepRun} run
 * @param {AbortSignal | undefined} signal
 * @param {(progress: number) => void} onSlice
 * @returns {Promise<{ status: StatusName, sentence: string } | undefined>} undefined if it was aborted
 */
async function finish(run, signal, onSlice) {
  for (;;) {
    if (signal?.aborted) return undefined;
    const { status, sentence, progress } = run.advance(sliceMilliseconds);
    onSlice(progress);
    if (status !== 'running') return { status, sentence };
    await nextTurn();
  }
}

/**
 * Runs the cells of a sweep that are missing; yields each as it is finished, members of one value after each other.
 * @param {EngineModule} module
 * @param {unknown} document
 * @param {SweepOptions} [options]
 * @returns {AsyncGenerator<SweepCell, { status: StatusName, sentence: string }>}
 */
export async function* sweep(
  module,
  document,
  { finished = [], select = () => true, signal, onProgress } = {},
) {
  const run = new module.SweepRun(document);
  try {
    refuse(run.faults());
    const done = new Set(Array.from(finished, ({ value, member }) => cellKey(value, member)));
    const members = Array.from({ length: run.members() }, (_, member) => member);
    const cells = Array.from(run.values(), (value, position) =>
      members.map((member) => ({ value, position, member })),
    )
      .flat()
      .filter(({ value, member }) => !done.has(cellKey(value, member)) && select(value, member));
    for (const [index, { value, position, member }] of cells.entries()) {
      run.begin(position, member);
      const end = await finish(run, signal, (progress) => onProgress?.((index + progress) / cells.length));
      if (!end) return interruption(module);
      yield { value, member, measures: run.measures(), ...end };
    }
    const sentence = module.statusTable().find(({ name }) => name === 'finished')?.sentence ?? '';
    return { status: 'finished', sentence };
  } finally {
    run.delete();
  }
}

/**
 * What a power law is fitted to. Where all draws agree at each value (the limit's error) they are one number and not
 * several: copies would narrow the interval by √draws.
 * @param {number[]} values @param {number[][]} samples numbers of the draws at each value
 */
function pointsOf(values, samples) {
  const isAlike = samples.every((sample) => sample.every((number) => number === sample[0]));
  const y = isAlike ? samples.map((sample) => sample.slice(0, 1)) : samples;
  return { x: y.flatMap((sample, i) => sample.map(() => values[i])), y: y.flat() };
}

/**
 * Mean, quantiles and fitted power law of every measure of some cells.
 * @param {EngineModule} module
 * @param {Iterable<SweepCell>} cells
 * @param {{ probabilities?: number[], confidence?: number }} [options]
 * @returns {SweepSummary}
 */
export function summarise(module, cells, { probabilities = [0.25, 0.5, 0.75], confidence = 0.95 } = {}) {
  const all = [...cells];
  const values = [...new Set(all.map(({ value }) => value))].sort((a, b) => a - b);
  /** @param {string} name @returns {MeasureSummary} */
  const summaryOf = (name) => {
    const known = all.filter(({ measures }) => Number.isFinite(measures[name]));
    const numbers = known.map(({ measures }) => measures[name]);
    const samples = values.map((value) => numbers.filter((_, i) => known[i].value === value));
    const statistics = samples.map((sample) => accept(module.statistics({ sample, probabilities })));
    return {
      mean: statistics.map(({ mean }) => mean),
      count: samples.map(({ length }) => length),
      quantiles: probabilities.map((_, i) => statistics.map(({ quantiles }) => quantiles[i])),
      powerLaw: accept(module.powerLaw({ ...pointsOf(values, samples), confidence })),
    };
  };
  const names = Object.keys(all[0]?.measures ?? {});
  return {
    values,
    probabilities,
    measures: Object.fromEntries(names.map((name) => [name, summaryOf(name)])),
  };
}

// Ratios from the results of bench.sh against the aims: benchmark-table.mjs FOLDER prints them and writes them between
// the two marks of docs/benchmarks.md.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import { markdownTable, withMarkedText } from './markdown.mjs';

/**
 * @typedef {{ ratio: number, least: number, most: number }} Ratio
 * @typedef {{ name: string, engine: number, peers: Record<string, Ratio & { milliseconds: number }> }} PeerCase
 * @typedef {{ name: string, run_type: string, real_time: number, label: string, error: number, steps: number,
 *   evaluations: number }} Run of a Google Benchmark report
 */

/**
 * The least ratio that is aimed at, other's time / engine's time.
 *
 * @type {Record<string, number>}
 */
const aims = { 'jax-js': 1.5, tfjs: 10, NumPy: 1, explicit: 50 };

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** @param {number} value */
const number = (value) => value.toPrecision(3).replace(/\.?0+(e|$)/, '$1');
/**
 * @param {Ratio} result
 * @param {number} aim
 */
const ratioCells = ({ ratio, least, most }, aim) => [
  number(ratio),
  `${number(least)}–${number(most)}`,
  `≥ ${aim}`,
  ratio >= aim ? 'yes' : 'no',
];

/** @param {PeerCase[]} cases */
function peerTable(cases) {
  const rows = cases.flatMap(({ name, engine, peers }) =>
    Object.entries(peers).map(([peer, result]) => [
      name,
      peer,
      number(engine),
      number(result.milliseconds),
      ...ratioCells(result, aims[peer]),
    ]),
  );
  return markdownTable(
    ['wasm, one thread', 'peer', 'engine, ms', 'peer, ms', 'ratio', 'min–max', 'aim', 'met'],
    rows,
  );
}

/**
 * The repetitions of a Google Benchmark report by the benchmark's name.
 *
 * @param {{ benchmarks: Run[] }} report
 * @returns {Map<string, Run[]>}
 */
function repetitions(report) {
  const runs = new Map();
  for (const run of report.benchmarks) {
    if (run.run_type !== 'iteration') continue;
    runs.set(run.name, [...(runs.get(run.name) ?? []), run]);
  }
  return runs;
}

/** @param {Record<string, { benchmarks: Run[] }>} reports */
function flowTable(reports) {
  const rows = Object.entries(reports).flatMap(([where, report]) => {
    const runs = repetitions(report);
    return [...runs]
      .filter(([name]) => name.startsWith('flow/'))
      .map(([name, ours]) => {
        const theirs = runs.get(name.replace('flow/', 'explicitFlow/')) ?? [];
        const ratios = theirs.map((run, i) => run.real_time / ours[i].real_time);
        const result = { ratio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
        return [
          `${ours[0].label}, ${where}`,
          ours[0].error.toExponential(1),
          theirs[0].error.toExponential(1),
          String(ours[0].steps),
          String(theirs[0].evaluations),
          ...ratioCells(result, aims.explicit),
        ];
      });
  });
  const titles = ['flow', 'error', 'explicit: error', 'steps', 'explicit: evaluations'];
  return markdownTable([...titles, 'ratio', 'min–max', 'aim', 'met'], rows);
}

/**
 * @param {{ benchmarks: Run[] }} native
 * @param {{ benchmarks: Run[] }} wasm
 */
function timeTable(native, wasm) {
  const nativeRuns = repetitions(native);
  const rows = [...repetitions(wasm)]
    .filter(([name]) => !name.toLowerCase().includes('flow'))
    .map(([name, runs]) => [
      runs[0].label ? runs[0].label : name,
      number(median((nativeRuns.get(name) ?? []).map((run) => run.real_time))),
      number(median(runs.map((run) => run.real_time))),
    ]);
  return markdownTable(['engine alone', 'native, ms', 'wasm, ms'], rows);
}

/** The day and what it is measured on. */
export const machine = () =>
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, ${cpus().length} cores; Node ${process.version}`;

/** @param {string} folder */
function main(folder) {
  /** @param {string} name */
  const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));
  const [native, wasm, peers] = [read('native'), read('wasm'), read('peers')];
  const [compiler] = execFileSync('em++', ['--version'], { encoding: 'utf8' }).split('\n');
  const tables = [peerTable(peers), flowTable({ native, wasm }), timeTable(native, wasm)].join('\n\n');
  console.log(tables);
  const path = new URL('../docs/benchmarks.md', import.meta.url);
  const marks = /** @type {[string, string]} */ (['<!-- results -->', '<!-- end of results -->']);
  const text = `${machine()}; ${compiler}.\n\n${tables}`;
  writeFileSync(path, withMarkedText(readFileSync(path, 'utf8'), marks, text));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv[2]);

// The engine beside its peers, interleaved, one thread: run.js MODULE REPETITIONS prints a JSON list of cases
// { name, engine, peers: { NAME: { milliseconds, ratio, least, most } } }, ratio the median over the repetitions of
// peer's time / engine's time, and stops if a peer computes something else.

import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { jaxSteps } from './jax.js';
import { tfjsSteps } from './tfjs.js';

const [path, repetitions] = [process.argv[2], Number(process.argv[3] ?? 15)];
const engine = await createRequire(import.meta.url)(path)({
  wasmBinary: readFileSync(path.replace(/cjs$/, 'wasm')),
});

/** @param {number[]} values */
const sorted = (values) => values.toSorted((a, b) => a - b);
/** @param {number[]} values */
const median = (values) => sorted(values)[values.length >> 1];

/**
 * @param {string} name
 * @param {Record<string, () => Promise<number> | number>} contenders milliseconds of one piece of work, the engine first
 */
async function interleave(name, contenders) {
  const times = Object.fromEntries(Object.keys(contenders).map((key) => [key, /** @type {number[]} */ ([])]));
  for (let i = -1; i < repetitions; i++) {
    for (const [key, measure] of Object.entries(contenders)) {
      const time = await measure();
      if (i >= 0) times[key].push(time); // the first round warms up
    }
  }
  const { engine: ours, ...rest } = times;
  const peers = Object.entries(rest).map(([key, theirs]) => {
    const ratios = sorted(theirs.map((time, i) => time / ours[i]));
    const [least, most] = [ratios[0], ratios[ratios.length - 1]];
    return [key, { milliseconds: median(theirs), ratio: median(ratios), least, most }];
  });
  return { name, engine: median(ours), peers: Object.fromEntries(peers) };
}

/** Milliseconds a step, over so many steps that they take about 50 ms. */
function stepTimer(contender) {
  const timed = (count) => {
    const begin = performance.now();
    contender.run(count);
    return (performance.now() - begin) / count;
  };
  timed(3);
  const count = Math.max(1, Math.round(50 / timed(3)));
  return () => timed(count);
}

function check(name, ours, theirs, tolerance) {
  if (!(Math.abs(theirs - ours) <= tolerance * Math.max(1, Math.abs(ours))))
    throw new Error(`${name} computes something else: ${theirs} instead of ${ours}`);
}

async function steps(index) {
  const step = new engine.GradientStep(index);
  const problem = step.describe();
  const peers = { 'jax-js': jaxSteps(problem), tfjs: tfjsSteps(problem) };
  const few = 3;
  const ours = step.run(few + 1); // f(x_1) after `few` steps
  for (const [name, peer] of Object.entries(peers)) {
    peer.run(few);
    check(name, ours, peer.outputs()[0], 1e-4);
  }
  const entries = Object.entries({ engine: step, ...peers }).map(([name, run]) => [name, stepTimer(run)]);
  const result = await interleave(`gradient step, ${problem.name}`, Object.fromEntries(entries));
  step.delete();
  return result;
}

async function reluKernel() {
  const file = join(tmpdir(), `kernel-inputs-${process.pid}`);
  writeFileSync(file, engine.kernelInputs());
  const one = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const script = new URL('numpy_kernel.py', import.meta.url).pathname;
  const numpy = spawn('/usr/bin/python3', [script, file, '3'], {
    env: { ...process.env, ...one },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(numpy.stdout)[Symbol.asyncIterator]();
  let ours = 0;
  const result = await interleave('analytic NTK, n 1000, depth 3, ReLU', {
    engine() {
      const begin = performance.now();
      ours = engine.reluKernel();
      return performance.now() - begin;
    },
    async NumPy() {
      numpy.stdin.write('\n');
      const [time, sum] = (await lines.next()).value.split(' ').map(Number);
      check('NumPy', ours, sum, 1e-9);
      return time;
    },
  });
  numpy.stdin.end();
  return result;
}

const cases = [];
for (let i = 0; i < engine.stepShapeCount(); i++) cases.push(await steps(i));
cases.push(await reluKernel());
console.log(JSON.stringify(cases, null, 1));

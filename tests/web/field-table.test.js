import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine, loadLecture } from '../../build-scripts/load-engine.mjs';
import { unpack } from '../../web/engine/block.js';
import { explainedFieldTable } from '../../web/engine/explained-fields.js';
import { engineVersion, fieldTable, statusTable } from '../../web/engine/field-table.js';

/** @import { Block, EngineModule, JobName } from '../../web/engine/types.js' */

/** @type {EngineModule} */ let simd;
/** @type {EngineModule} */ let scalar;
beforeAll(async () => {
  [simd, scalar] = await Promise.all([loadEngine(), loadEngine('engine-scalar')]);
});

/**
 * @param {EngineModule} module
 * @param {JobName} job
 * @param {object} document
 * @returns {{ constants: Block, frames: Block[], status: string }}
 */
function runAll(module, job, document) {
  const run = new module.Run(job, document, undefined);
  try {
    let status = 'running';
    while (status === 'running') ({ status } = run.advance(1000));
    const frames = [];
    for (let frame = run.takeFrame(); frame; frame = run.takeFrame())
      frames.push(unpack(run.frameLayout(), frame));
    return { constants: unpack(run.staticLayout(), run.staticBlock()), frames, status };
  } finally {
    run.delete();
  }
}

it('the page’s copy of the field table, with its explanations, is the engine’s', async () => {
  expect(explainedFieldTable()).toEqual((await loadLecture()).fieldTable());
});

describe('both modules', () => {
  it('say the same of themselves as the page’s copy', () => {
    for (const module of [simd, scalar]) {
      expect(module.statusTable()).toEqual(statusTable);
      expect(module.version()).toBe(engineVersion);
    }
  });

  const small = {
    version: 1,
    data: { count: 5, probes: 21, noise: 0.2 },
    network: { width: 40 },
    dynamics: { frames: 9, lastTime: 100, tolerance: 1e-3 },
  };
  const deep = {
    ...small,
    network: { parametrisation: 'ntk', activation: 'erf', depth: 2, width: 24, biasScale: 0.5 },
  };
  const jobs = /** @type {const} */ (['network', 'linearisation', 'limit']);
  const cases = jobs.flatMap((job) => [
    { job, name: 'lecture', document: small },
    { job, name: 'deep', document: deep },
  ]);

  it.each(cases)('compute the same: $job, $name', ({ job, document }) => {
    const [a, b] = [simd, scalar].map((module) => runAll(module, job, document));
    expect([a.status, b.status]).toEqual(['finished', 'finished']);
    expect(a.frames).toHaveLength(job === 'network' ? 10 : 11);
    expect(b.frames).toHaveLength(a.frames.length);
    const names = ['index', 'time', 'trainOutput', 'probeOutput', 'trainLoss', 'kernel', 'movement'];
    const near = (/** @type {Float32Array} */ x, /** @type {Float32Array} */ y, bound = 1e-3) => {
      expect(y).toHaveLength(x.length);
      x.forEach((value, i) => {
        if (Number.isFinite(value)) expect(Math.abs(y[i] - value)).toBeLessThan(bound);
        else expect(y[i]).toBe(value);
      });
    };
    // ReLU's kernel jumps by up to 1/m where a unit crosses its kink, and that is at another time to round-off.
    const kernelBound = document === small ? 1.01 / small.network.width : 1e-3;
    a.frames.forEach((frame, i) => {
      for (const name of names)
        if (frame[name]) near(frame[name], b.frames[i][name], name === 'kernel' ? kernelBound : 1e-3);
    });
    for (const [name, values] of Object.entries(a.constants)) near(values, b.constants[name]);
  });
});

describe('the field table', () => {
  it('has defaults that the engine and the table itself allow', () => {
    for (const { type, minimum, maximum, choices, ...field } of fieldTable.fields) {
      if (type === 'choice') expect(choices.map(({ value }) => value)).toContain(field.default);
      if (type !== 'integer' && type !== 'number') continue;
      expect(field.default).toBeGreaterThanOrEqual(minimum);
      expect(field.default).toBeLessThanOrEqual(maximum);
      if (type === 'integer') expect(Number.isInteger(field.default)).toBe(true);
    }
  });

  it('has no path twice, and a choice for every data set', () => {
    const paths = fieldTable.fields.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    const source = fieldTable.fields.find(({ path }) => path === 'data.source');
    for (const { value } of fieldTable.datasets)
      expect(source?.choices.map((choice) => choice.value)).toContain(value);
  });

  it('has one status that is not final', () => {
    expect(statusTable.filter(({ final }) => !final).map(({ name }) => name)).toEqual(['running']);
  });
});

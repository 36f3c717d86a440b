import { format } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import createModule from '../../build/wasm/engine.js';
import { createEngine } from '../../web/engine/api.js';
import { claimNames } from '../../web/lab/claim-names.js';
import { hashOf, presets } from '../../web/lab/presets.js';
import { decodeHash, encodeHash } from '../../web/store/hash.js';
import { membersIn, withMembers } from '../../web/store/members-link.js';
import { Moments } from '../../web/store/moments.js';
import { memberDocument } from '../../web/store/network-ensemble.js';
import { pinnedIn, withPinned } from '../../web/store/pinned-link.js';
import { panelsIn, sweepIn, withPanels } from '../../web/store/panel-choice.js';
import { largestGap } from '../../web/store/selectors.js';

/** @import { Block, Report } from '../../web/engine/types.js' */
/** @typedef {{ constants: Block, frames: Block[], report: Report }} Run */
/** @typedef {Record<'network' | 'linearisation' | 'limit', Run>} Runs */

const jobs = /** @type {const} */ (['network', 'linearisation', 'limit']);

/** @type {import('../../web/engine/api.js').Engine} */
let engine;
beforeAll(async () => {
  const wasm = readFileSync(new URL('../../build/wasm/engine.wasm', import.meta.url));
  engine = await createEngine({ createModule, wasm });
});

/** @param {object} document @param {typeof jobs[number]} job @returns {Promise<Run>} */
async function runOf(document, job) {
  /** @type {Block} */ let constants = {};
  /** @type {Block[]} */ const frames = [];
  const run = engine.train(document, { job, onBegin: (block) => (constants = block) });
  for (;;) {
    const { done, value } = await run.next();
    if (done) return { constants, frames, report: value };
    frames.push(value);
  }
}

const presetNamed = (/** @type {string} */ id) => {
  const preset = presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`no preset "${id}"`);
  return preset;
};

/** The runs that a preset pins. @param {string} id @returns {Promise<Runs>} */
async function pinnedRunsOf(id) {
  const { pinned } = pinnedIn(hashOf(presetNamed(id)));
  if (!pinned) throw new RangeError(`preset "${id}" pins nothing`);
  const runs = [];
  for (const job of jobs) runs.push([job, await runOf(pinned, job)]);
  return Object.fromEntries(runs);
}

/**
 * @param {string} id of a preset
 * @param {object} [changes] { group: { key: value } }
 * @param {readonly (typeof jobs[number])[]} [wanted]
 * @returns {Promise<Runs>}
 */
async function runsOf(id, changes = {}, wanted = jobs) {
  const { document } = decodeHash(hashOf(presetNamed(id)));
  for (const [group, fields] of Object.entries(changes)) document[group] = { ...document[group], ...fields };
  const runs = [];
  for (const job of wanted) runs.push([job, await runOf(document, job)]);
  return Object.fromEntries(runs);
}

/** Moments of the outputs of members, frame by frame. @param {object} document @param {number} count */
async function momentsOf(document, count) {
  /** @type {Moments[]} */ const moments = [];
  for (let i = 0; i < count; i += 1) {
    const { frames } = await runOf(memberDocument(document, i), 'network');
    frames.forEach(({ probeOutput }, k) => (moments[k] ??= new Moments(probeOutput.length)).add(probeOutput));
  }
  return moments;
}

const last = (/** @type {Run} */ { frames }) => frames[frames.length - 1];
const at = (/** @type {Run} */ { frames }, /** @type {number} */ time) =>
  frames[frames.findIndex((frame) => frame.time[0] >= time)];
const loss = (/** @type {Block} */ frame) => frame.trainLoss[0];
const losses = (/** @type {Run} */ { frames }) => frames.map(loss);
/** Largest distance of two runs at a time. @param {Run} a @param {Run} b @param {number} time */
const gapAt = (a, b, time) => largestGap(at(a, time).probeOutput, at(b, time).probeOutput);
/** The largest over all times but ∞. @param {Run} a @param {Run} b */
const gapEver = (a, b) =>
  Math.max(
    ...a.frames
      .slice(0, b.frames.length)
      .map((frame, i) => largestGap(frame.probeOutput, b.frames[i].probeOutput) ?? NaN),
  );
const stabilityLimit = (/** @type {Run} */ { constants }) =>
  (2 * constants.trainY.length) / Math.max(...constants.eigenvalues);

/** Each regime in the engine's numbers. @type {Record<string, (runs: Runs) => void | Promise<void>>} */
const promises = {
  lecture({ network, linearisation, limit }) {
    expect(last(limit).time[0]).toBe(Infinity);
    expect(loss(last(limit))).toBeLessThan(1e-20);
    expect(gapAt(network, limit, 100)).toBeLessThan(0.03);
    expect(gapAt(linearisation, limit, 100)).toBeLessThan(0.03);
    expect(last(network).kernelDrift[0]).toBeLessThan(0.1);
  },
  wide({ network, limit }) {
    expect(limit.constants.initialKernelError[0]).toBeLessThan(0.006);
    expect(gapAt(network, limit, 100)).toBeLessThan(0.01);
    expect(largestGap(last(network).probeOutput, at(limit, 1000).probeOutput)).toBeGreaterThan(0.03);
    expect(last(network).steps[0]).toBeLessThan(40);
  },
  narrow({ network, linearisation, limit }) {
    expect(limit.constants.initialKernelError[0]).toBeGreaterThan(0.4);
    expect(gapEver(network, limit)).toBeGreaterThan(0.5);
    const plateau = loss(at(network, 1000));
    expect(plateau).toBeGreaterThan(0.02);
    expect(loss(last(network))).toBeCloseTo(plateau, 4);
    expect(loss(last(linearisation))).toBeLessThan(plateau / 5);
    expect(loss(last(limit))).toBeLessThan(1e-20);
  },
  'last-layer'({ network, linearisation, limit }) {
    expect(gapEver(network, linearisation)).toBeLessThan(1e-4);
    expect(last(network).kernelDrift[0]).toBeLessThan(1e-6);
    expect([...limit.constants.layerShares]).toEqual([0, 1]);
  },
  async deep({ network }) {
    const shallow = await runsOf('deep', { network: { depth: 1 } }, ['network']);
    const [deepEnd, shallowEnd] = [at(network, 1000), at(shallow.network, 1000)];
    expect(deepEnd.kernelDrift[0]).toBeGreaterThan(3 * shallowEnd.kernelDrift[0]);
    expect(deepEnd.linearisationGap[0]).toBeGreaterThan(3 * shallowEnd.linearisationGap[0]);
  },
  lazy({ network, linearisation }) {
    expect(loss(last(network))).toBeLessThan(0.004 * loss(network.frames[0]));
    expect(last(network).kernelDrift[0]).toBeLessThan(1e-3);
    expect(gapEver(network, linearisation)).toBeLessThan(0.01);
    for (const { linearisationGap, c5Bound } of network.frames)
      expect(linearisationGap[0]).toBeLessThanOrEqual(c5Bound[0]);
    expect(last(network).c5Bound[0]).toBeGreaterThan(5 * last(network).linearisationGap[0]);
    expect([...network.frames[0].probeOutput].every((value) => value === 0)).toBe(true);
  },
  async 'small-scale'({ network }) {
    expect(last(network).kernelDrift[0]).toBeGreaterThan(0.5);
    expect(last(network).flippedShare[0]).toBeGreaterThan(0.2);
    const lazy = await runsOf('small-scale', { network: { alpha: 10 } }, ['network']);
    expect(last(lazy.network).kernelDrift[0]).toBeLessThan(0.02);
    expect(last(network).movement[0]).toBeGreaterThan(4 * last(lazy.network).movement[0]);
  },
  rich({ network, limit }) {
    expect(last(network).alignment[0]).toBeGreaterThan(1.7 * network.frames[0].alignment[0]);
    expect(last(network).kernelDrift[0]).toBeGreaterThan(0.5);
    expect(last(network).relativeMovementPerLayer[0]).toBeGreaterThan(0.3);
    expect(network.frames[0].firstWeights.length).toBe(128 * 2);
    expect(loss(last(network))).toBeLessThan(loss(at(limit, 1000)) / 20);
    expect(Math.max(...last(limit).probeOutput.map(Math.abs))).toBeGreaterThan(3);
    expect(Math.max(...last(network).probeOutput.map(Math.abs))).toBeLessThan(1.3);
  },
  async 'small-kappa'({ network, limit }) {
    const large = await runsOf('small-kappa', { network: { alpha: 1 } }, ['network', 'limit']);
    const ratio =
      /** @type {number} */ (gapAt(large.network, large.limit, 0)) / Number(gapAt(network, limit, 0));
    expect(ratio).toBeCloseTo(10, 4);
    expect([...limit.frames[0].probeOutput].every((value) => value === 0)).toBe(true);
    // Time is α² as slow.
    expect(at(network, 1000).movement[0]).toBeGreaterThan(5 * at(large.network, 10).movement[0]);
  },
  async 'bad-kernel'({ network, linearisation, limit }) {
    for (const run of [network, linearisation, limit]) expect(loss(last(run))).toBeCloseTo(0.25, 3);
    const biased = await runsOf('bad-kernel', { data: { inputMap: 'biasCoordinate' } }, ['limit']);
    expect(loss(last(biased.limit))).toBeLessThan(1e-20);
  },
  hexagon(runs) {
    for (const job of jobs) for (const value of losses(runs[job])) expect(value).toBeCloseTo(0.5, 5);
  },
  'no-bias'({ network, linearisation, limit }) {
    const values = [...limit.constants.eigenvalues].sort((a, b) => b - a);
    expect(values[1]).toBeGreaterThan(1);
    expect(values[2]).toBeLessThan(1e-9);
    for (const run of [network, linearisation, limit]) expect(loss(last(run))).toBeCloseTo(0.0954, 3);
  },
  ridge({ linearisation, limit }) {
    expect(loss(last(linearisation))).toBeLessThan(1e-20);
    expect(loss(last(limit))).toBeGreaterThan(0.02);
    const bend = (/** @type {Run} */ run) =>
      last(run).probeOutput.reduce((sum, value, i, f) => sum + Math.abs(value - (f[i - 1] ?? value)), 0);
    expect(bend(limit)).toBeLessThan(0.7 * bend(linearisation));
  },
  ensemble({ limit }) {
    const { trainX, probeX } = limit.constants;
    const nearest = (/** @type {number} */ x) =>
      probeX.reduce((best, value, i) => (Math.abs(value - x) < Math.abs(probeX[best] - x) ? i : best), 0);
    const spread = (/** @type {Block} */ frame, /** @type {number} */ x) =>
      frame.ensembleDeviation[nearest(x)];
    expect(spread(limit.frames[0], trainX[2])).toBeGreaterThan(0.5);
    expect(spread(last(limit), trainX[2])).toBeLessThan(0.1 * spread(limit.frames[0], trainX[2]));
    expect(Math.max(...last(limit).ensembleDeviation)).toBeGreaterThan(3 * spread(last(limit), trainX[2]));
  },
  async 'finite-ensemble'({ limit }) {
    const { members } = membersIn(hashOf(presetNamed('finite-ensemble')));
    const { document } = decodeHash(hashOf(presetNamed('finite-ensemble')));
    const wide = await momentsOf(document, members.count);
    const average = (/** @type {ArrayLike<number>} */ values) =>
      Array.from(values).reduce((sum, value) => sum + value / values.length, 0);
    const spread = (/** @type {Moments | undefined} */ moments) => average(moments?.deviation() ?? []);
    wide.forEach((moments, i) => {
      const { ensembleMean, ensembleDeviation } = limit.frames[i];
      expect(Math.abs(spread(moments) / average(ensembleDeviation) - 1)).toBeLessThan(0.2);
      // A mean of 32 draws errs by σ/√32.
      const error = moments.mean.map((value, j) => Math.abs(value - ensembleMean[j]));
      expect(average(error)).toBeLessThan(average(ensembleDeviation) / 2);
    });
    const narrow = await momentsOf(
      { ...document, network: { ...document.network, width: 8 } },
      members.count,
    );
    expect(spread(narrow.at(-1))).toBeGreaterThan(3 * average(last(limit).ensembleDeviation));
  },
  temperature({ network, limit }) {
    expect(loss(at(limit, 10))).toBeGreaterThan(0.3);
    expect(loss(at(limit, 100))).toBeLessThan(0.1);
    expect(loss(last(limit))).toBeLessThan(1e-20);
    expect(gapAt(network, limit, 10)).toBeLessThan(0.05);
  },
  modes({ network }) {
    const residuals = network.frames[0].modeResiduals;
    const scale = Math.max(...residuals.map(Math.abs));
    for (const { modeResiduals, predictedModeResiduals } of network.frames)
      expect(largestGap(modeResiduals, predictedModeResiduals)).toBeLessThan(0.01 * scale);
    const values = [...network.constants.eigenvalues].sort((a, b) => b - a);
    expect(values[0] / values[6]).toBeGreaterThan(1000);
  },
  async 'ill-conditioned'({ network, limit }) {
    expect(limit.constants.conditionNumber[0]).toBeGreaterThan(1e4);
    for (const time of [100, 1000]) expect(loss(at(network, time))).toBeCloseTo(0.25, 2);
    const points = [[-3, 1], [-1.95, -1], [0, 0.5], [1.5, -0.5]]; // prettier-ignore
    const apart = await runsOf('ill-conditioned', { data: { points } }, ['network']);
    expect(loss(at(apart.network, 1000))).toBeLessThan(0.1);
  },
  'strongly-convex'({ network, linearisation }) {
    const smallest = network.frames[0].smallestEigenvalue[0];
    for (const frame of network.frames) {
      expect(frame.smallestEigenvalue[0]).toBeGreaterThan(0.9 * smallest);
      expect(loss(frame)).toBeLessThanOrEqual(frame.lossBound[0] * (1 + 1e-6));
      expect(frame.pathLength[0]).toBeLessThan(frame.radiusBound[0]);
    }
    expect(last(linearisation).movement[0]).toBeCloseTo(network.constants.lazyRadius[0], 4);
  },
  'worst-case'({ network }) {
    for (const { time, linearisationGap, c6WorstCase, c6Bound } of network.frames) {
      if (time[0] < 1) continue;
      expect(c6WorstCase[0]).toBeGreaterThan(2 * linearisationGap[0]);
      expect(c6Bound[0]).toBeGreaterThan(2 * c6WorstCase[0]);
    }
  },
  stochastic({ network, limit }) {
    expect(network.report.status).toBe('finished');
    expect(loss(last(network))).toBeLessThan(0.03 * loss(network.frames[0]));
    expect(largestGap(last(network).probeOutput, at(limit, 300).probeOutput)).toBeLessThan(0.05);
    expect(last(network).rate[0]).toBeLessThan(0.1);
  },
  'large-rate'({ network }) {
    const ratio = 12 / stabilityLimit(network);
    expect(ratio).toBeGreaterThan(1.2);
    expect(ratio).toBeLessThan(1.5);
    expect(network.report.status).toBe('finished');
    expect(Math.max(...losses(network))).toBeGreaterThan(2 * loss(network.frames[0]));
    expect(loss(last(network))).toBeLessThan(0.02 * loss(network.frames[0]));
    expect(last(network).kernelDrift[0]).toBeGreaterThan(0.2);
  },
  divergence({ network, limit }) {
    expect(100 / stabilityLimit(network)).toBeCloseTo(11, 0);
    expect(network.report.status).toBe('diverged');
    expect(loss(last(network))).toBeGreaterThan(1e6);
    expect(losses(network).every(Number.isFinite)).toBe(true);
    expect(limit.report.status).toBe('finished');
  },
  xor({ network, limit }) {
    expect(network.constants.trainX.length).toBe(2 * network.constants.trainY.length);
    expect(loss(last(network))).toBeLessThan(1e-3);
    const { probeTarget } = network.constants;
    const agreement = [...last(network).probeOutput].filter(
      (value, i) => Math.sign(value) === Math.sign(last(limit).probeOutput[i]),
    );
    expect(agreement.length / probeTarget.length).toBeGreaterThan(0.9);
  },
  async 'lazy-against-rich'({ network, limit }) {
    const pinned = await pinnedRunsOf('lazy-against-rich');
    expect(gapAt(pinned.network, pinned.limit, 1000)).toBeLessThan(0.1);
    expect(gapAt(network, limit, 1000)).toBeGreaterThan(0.5);
    expect(loss(last(pinned.network)) / loss(last(network))).toBeCloseTo(42, -0.7);
    expect(last(pinned.network).kernelDrift[0]).toBeLessThan(0.1);
    expect(last(network).kernelDrift[0]).toBeGreaterThan(0.7);
  },
  async 'narrow-against-wide'({ network, limit }) {
    const pinned = await pinnedRunsOf('narrow-against-wide');
    expect(gapEver(pinned.network, pinned.limit)).toBeGreaterThan(0.5);
    expect(gapEver(network, limit)).toBeLessThan(0.1);
    expect(last(pinned.network).kernelDrift[0]).toBeGreaterThan(30 * last(network).kernelDrift[0]);
  },
  async 'no-bias-against-bias'({ network, limit }) {
    const pinned = await pinnedRunsOf('no-bias-against-bias');
    for (const job of jobs) expect(loss(last(pinned[job]))).toBeCloseTo(0.25, 3);
    expect(loss(last(network))).toBeLessThan(0.1);
    expect(loss(last(limit))).toBeLessThan(1e-20);
    const even = await runsOf('no-bias-against-bias', { data: { frequency: 2, inputMap: 'circle' } });
    expect(loss(last(even.network))).toBeLessThan(0.05);
  },
  async 'shallow-against-deep'({ network, limit }) {
    const pinned = await pinnedRunsOf('shallow-against-deep');
    const errors = [limit, pinned.limit].map(({ constants }) => constants.initialKernelError[0]);
    expect(errors[0] / errors[1]).toBeGreaterThan(6);
    expect(last(network).kernelDrift[0]).toBeGreaterThan(4 * last(pinned.network).kernelDrift[0]);
  },
};

/** Sweeps are held to theirs in sweep-presets.test.js. */
const singles = presets.filter(({ sweep }) => sweep === undefined);

describe('presets', () => {
  it('have each its promise, a name, a sentence and a link that is as short as it can be', () => {
    expect(Object.keys(promises)).toEqual(singles.map(({ id }) => id));
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
    for (const preset of presets) {
      const { document, warnings } = decodeHash(hashOf(preset));
      expect(warnings).toEqual([]);
      const { pinned, warnings: pinWarnings } = pinnedIn(hashOf(preset));
      expect(pinWarnings).toEqual([]);
      for (const run of [document, pinned]) if (run) expect(engine.validate(run)).toEqual([]);
      const entries = (/** @type {string} */ hash) => hash.split('&').sort();
      const { members, warnings: memberWarnings } = membersIn(hashOf(preset));
      expect(memberWarnings).toEqual([]);
      const experiment = withPinned(withMembers(encodeHash(document), members), document, pinned);
      const link = withPanels(experiment, panelsIn(hashOf(preset)).panels, sweepIn(hashOf(preset)));
      expect(entries(link)).toEqual(entries(hashOf(preset)));
      expect(preset.look.length).toBeGreaterThan(80);
      expect(preset.look.length).toBeLessThan(240);
    }
  });

  it('open first the panel that their sentence speaks of', () => {
    const charts = /Kernel drift|’s gap|Smallest eigenvalue|last chart|The loss|every loss/;
    for (const preset of singles.filter(({ group }) => group !== 'Side by side')) {
      const [first] = panelsIn(hashOf(preset)).panels;
      if (charts.test(preset.look)) expect(first, preset.id).toBe('training');
      if (/mode i|dots|rank/.test(preset.look)) expect(first, preset.id).toBe('modes');
    }
  });
  it('have claims with a name', () => {
    for (const claim of presets.flatMap(({ claims }) => claims))
      expect(claimNames[claim], claim).toBeDefined();
  });

  it.each(singles.map(({ id }) => id))(
    '%s is what it promises',
    async (id) => {
      const runs = await runsOf(id);
      if (id !== 'divergence') expect(runs.network.report.status).toBe('finished');
      await promises[id](runs);
    },
    30000,
  );
});

describe('docs/presets.md', () => {
  const singleRuns = [4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22].map((i) => `C${i}`);

  it('has a preset for every claim from C4 to C22 that concerns a single run', async () => {
    const linkOf = (/** @type {import('../../web/lab/presets.js').Preset} */ preset) =>
      `| ${preset.name} | \`${hashOf(preset)}\` | ${preset.look.replaceAll(/[{}]/g, '')} |`;
    const rows = singleRuns.map((claim) => {
      const shown = presets.filter(({ claims }) => claims.includes(claim));
      expect(shown.length, claim).toBeGreaterThan(0);
      return `| ${claim} | ${shown.map(({ name }) => name).join('; ')} |`;
    });
    const page = `# Presets

Written by tests/web/presets.test.js from [\`web/lab/presets.js\`](../web/lab/presets.js) (\`npx vitest run tests/web/presets.test.js -u\`); the same test, and sweep-presets.test.js, run every preset with the engine and hold it to its sentence.

## Claim → preset

Claims are those of [claims.md](claims.md). C13 needs convolutions, which are not on this page; all others from C4 to C22 concern a single run.

| Claim | Presets |
| --- | --- |
${rows.join('\n')}

## Preset → link and what to look for

| Preset | Link | Look for |
| --- | --- | --- |
${presets.map(linkOf).join('\n')}
`;
    const formatted = await format(page, { parser: 'markdown', printWidth: 110 });
    await expect(formatted).toMatchFileSnapshot('../../docs/presets.md');
  });
});

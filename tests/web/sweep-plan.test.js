import { describe, expect, it } from 'vitest';
import { decodeHash } from '../../web/store/hash.js';
import { sweepIn, withPanels } from '../../web/store/panel-choice.js';
import { fields } from '../../web/store/document.js';
import { firstPlan, planOf, planText, readPlan, sweepable, valuesOf } from '../../web/store/sweep-plan.js';
import { logTicks, valueTicks } from '../../web/views/sweep/sweep-axes.js';

/** @param {string} path @param {number} from @param {number} to @param {number} count */
const values = (path, from, to, count) => valuesOf({ ...firstPlan, path, from, to, count });

describe('values of a sweep', () => {
  it('have equal ratios where the range is wide, rounded where the field is whole', () => {
    expect(values('network.width', 16, 1024, 7)).toEqual([16, 32, 64, 128, 256, 512, 1024]);
    expect(values('network.width', 10, 1000, 3)).toEqual([10, 100, 1000]);
    expect(values('network.alpha', 0.1, 100, 7)).toEqual([0.1, 0.316, 1, 3.16, 10, 31.6, 100]);
    expect(values('network.width', 10, 100, 4)).toEqual([10, 22, 46, 100]);
  });

  it('have equal steps from 0 or over a narrow range', () => {
    expect(values('data.noise', 0, 1, 6)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(values('network.weightScale', 1, 2, 3)).toEqual([1, 1.5, 2]);
  });

  it('are all whole numbers of a short range, and each once', () => {
    expect(values('network.depth', 1, 6, 6)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(values('network.depth', 1, 6, 20)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(values('network.depth', 1, 16, 12)).toEqual([1, 2, 3, 4, 5, 6, 8, 10, 12, 16]);
  });

  it('ascend, and are there to be refused by the engine where the range makes no sense', () => {
    expect(values('network.width', 64, 16, 3)).toEqual([16, 32, 64]);
    expect(values('network.width', 64, 64, 3)).toEqual([64]);
    expect(values('network.width', 1, 4096, 1)).toEqual([1]);
    expect(values('network.width', NaN, 16, 3).some(Number.isNaN)).toBe(true);
    expect(values('network.width', 16, 32, NaN)).toEqual([]);
    expect(values('network.width', 16, 65536, 1e9).length).toBeGreaterThan(64);
  });

  it.each(Object.keys(sweepable))('of %s at first are many and inside its range', (path) => {
    const { minimum, maximum, type } = fields.get(path) ?? expect.fail(path);
    expect(['integer', 'number']).toContain(type);
    const found = valuesOf({ ...firstPlan, ...planOf(path) });
    expect(found.length).toBe(sweepable[path][2]);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(minimum);
    expect(Math.max(...found)).toBeLessThanOrEqual(maximum);
  });
});

describe('a sweep in a link', () => {
  it('is left out if it is the first one, and comes back as it was', () => {
    expect(planText(firstPlan)).toBe('');
    expect(readPlan('')).toEqual(firstPlan);
    const plan = { ...firstPlan, path: 'network.alpha', from: 0.1, to: NaN, members: 3, measure: 'movement' };
    expect(readPlan(planText(plan))).toEqual(plan);
    const hash = withPanels('#v=1&network.width=8', ['sweep', 'training'], planText(plan));
    expect(hash).toBe('#v=1&network.width=8&view=sweep,training&sweep=network.alpha,0.1,,7,3,movement');
    expect(sweepIn(hash)).toBe(planText(plan));
    expect(decodeHash(hash).warnings).toEqual([]);
  });

  it('has the usual range of its field where it says none, and survives nonsense', () => {
    expect(readPlan('network.depth')).toEqual({ ...firstPlan, ...planOf('network.depth') });
    expect(readPlan('nonsense,x,1e999').from).toBeNaN();
    expect(sweepIn('#v=1&sweep=%E0%A4%A')).toBe('');
  });
});

describe('ticks of a logarithmic axis', () => {
  it('are 1, 2, 5 while few, else powers of ten, and never one alone', () => {
    expect(logTicks([0.03, 0.4])).toEqual({ range: [0.02, 0.5], ticks: [0.02, 0.05, 0.1, 0.2, 0.5] });
    expect(logTicks([1e-6, 3])).toEqual({ range: [1e-6, 5], ticks: [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1] });
    expect(logTicks([1e-14, 1]).ticks.length).toBeLessThanOrEqual(8);
    expect(logTicks([2, 2]).range).toEqual([1, 5]);
    expect(logTicks([NaN, 0, -1])).toEqual({ range: [0.1, 1], ticks: [0.1, 1] });
  });

  it('of values are values, and their range holds all', () => {
    const { range, ticks } = valueTicks([16, 64, 256, 1024, 4096], true, 3);
    expect(ticks).toEqual([16, 256, 4096]);
    expect(range[0]).toBeLessThan(16);
    expect(range[1]).toBeGreaterThan(4096);
    expect(valueTicks([0, 1], false, 5).range).toEqual([-0.05, 1.05]);
    expect(valueTicks([3], true, 5).range[0]).toBeLessThan(3);
  });
});

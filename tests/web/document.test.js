import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import {
  changedFields,
  clampNumber,
  clampPoint,
  defaultDocument,
  fieldOf,
  fields,
  getField,
  isOnLine,
  longestList,
  pointBounds,
  rowBound,
  staleJobs,
  withField,
} from '../../web/store/document.js';

/** @type {import('../../web/engine/types.js').EngineModule} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

const paths = [...fields.keys()];

/** A value that is allowed and is not the default. @param {string} path */
function otherValue(path) {
  const field = fieldOf(path);
  if (field.type === 'boolean') return !field.default;
  if (field.type === 'points' || field.type === 'rows') return [[0, 1]];
  if (field.type === 'integers' || field.type === 'numbers') return [1];
  if (field.type === 'choice') return field.choices.find(({ value }) => value !== field.default)?.value;
  return field.default === field.minimum ? field.maximum : field.minimum;
}

describe('fields', () => {
  it.each(paths)('%s: a change is seen, read back, and leaves the old document alone', (path) => {
    const before = defaultDocument();
    const after = withField(before, path, otherValue(path));
    expect(getField(after, path)).toEqual(otherValue(path));
    expect(before).toEqual(defaultDocument());
    expect(changedFields(before, after)).toEqual([path]);
    expect([...staleJobs(before, after)].sort()).toEqual([...fieldOf(path).jobs].sort());
    expect([...staleJobs(after, before)].sort()).toEqual([...fieldOf(path).jobs].sort());
  });

  it('that are missing have their defaults', () => {
    expect(changedFields({ version: 1 }, defaultDocument())).toEqual([]);
    expect(getField({ version: 1, network: {} }, 'network.width')).toBe(1024);
    expect(getField({ version: 1, network: { centred: false } }, 'network.centred')).toBe(false);
  });

  it('that change together make stale what any of them does', () => {
    const before = defaultDocument();
    const after = withField(withField(before, 'limit.ridge', 1), 'dynamics.tolerance', 0.02);
    expect([...staleJobs(before, after)].sort()).toEqual(['limit', 'network']);
    expect(staleJobs(before, defaultDocument()).size).toBe(0);
  });

  it('are the same when points are equal, and not when one has moved', () => {
    const at = (/** @type {number} */ y) => withField(defaultDocument(), 'data.points', [[0, y]]);
    expect(changedFields(at(1), at(1))).toEqual([]);
    expect(changedFields(at(1), at(1.0001))).toEqual(['data.points']);
  });

  it('on the line are those of sources whose points are numbers', () => {
    for (const { value } of fieldOf('data.source').choices) {
      if (value === 'points' || value === 'given') continue;
      const run = new engine.Run('limit', { version: 1, data: { source: value } }, undefined);
      const { shape } = run.staticLayout().find(({ name }) => name === 'trainX') ?? { shape: [] };
      expect([value, isOnLine(value)]).toEqual([value, shape.length === 1]);
      run.delete();
    }
  });

  it('that do not exist throw, also those of every object', () => {
    for (const path of ['network.widht', 'network', 'toString', '__proto__', 'network.__proto__'])
      expect(() => fieldOf(path)).toThrow(RangeError);
  });
});

describe('clamping', () => {
  it.each(paths.filter((path) => ['integer', 'number'].includes(fieldOf(path).type)))(
    '%s: the engine takes the ends of the range, and nothing beyond',
    (path) => {
      const field = fieldOf(path);
      const faultsOf = (/** @type {number} */ value) => {
        const [group, key] = path.split('.');
        const faults = engine.validate({ version: 1, [group]: { [key]: value } }, undefined);
        return faults.filter(
          (fault) => fault.field === path && /must be a (whole )?number/.test(fault.message),
        );
      };
      for (const [value, end] of [
        [-1e300, field.minimum],
        [1e300, field.maximum],
      ]) {
        expect(clampNumber(field, value)).toBe(end);
        expect(faultsOf(end)).toEqual([]);
      }
      const beyond = field.type === 'integer' ? 1 : 1e-9 * field.maximum;
      expect(faultsOf(field.maximum + beyond)).toHaveLength(1);
      expect(faultsOf(field.minimum - beyond)).toHaveLength(1);
      expect(clampNumber(field, field.default)).toBe(field.default);
    },
  );

  it('rounds whole numbers only', () => {
    expect(clampNumber(fieldOf('network.width'), 7.5)).toBe(8);
    expect(clampNumber(fieldOf('data.noise'), 7.5)).toBe(7.5);
  });

  it.each(paths.filter((path) => ['integers', 'numbers'].includes(fieldOf(path).type)))(
    '%s: the engine takes as many entries of the range, and no more',
    (path) => {
      const field = fieldOf(path);
      const faultsOf = (/** @type {number[]} */ value) => {
        const [group, key] = path.split('.');
        const faults = engine.validate({ version: 1, [group]: { [key]: value } }, undefined);
        return faults.filter(({ message }) => /must be (an array of at most|one of)/.test(message));
      };
      expect(faultsOf(Array(longestList).fill(field.maximum))).toEqual([]);
      expect(faultsOf(Array(longestList + 1).fill(field.maximum))).toHaveLength(1);
      expect(faultsOf([field.minimum, field.maximum * 1.5])).toHaveLength(1);
      expect(clampNumber(field, 1e9)).toBe(field.maximum);
    },
  );

  it('has the engine’s bound for given rows', () => {
    const faultsOf = (/** @type {number} */ entry) =>
      engine.validate(
        { version: 1, data: { source: 'given', inputs: [[entry]], targets: [[1]] } },
        undefined,
      );
    expect(faultsOf(-rowBound)).toEqual([]);
    expect(faultsOf(-1.001 * rowBound).map(({ field }) => field)).toEqual(['data.inputs[0][0]']);
  });

  it('moves points into the picture', () => {
    expect(clampPoint([1, -2])).toEqual([1, -2]);
    expect(clampPoint([99, -999])).toEqual([pointBounds.x, -pointBounds.y]);
    expect(clampPoint([-99, 999])).toEqual([-pointBounds.x, pointBounds.y]);
  });

  it('has the engine’s bounds for points, to the last bit', () => {
    const faultsOf = (/** @type {number[]} */ point) =>
      engine
        .validate({ version: 1, data: { source: 'points', points: [point] } }, undefined)
        .map((fault) => fault.field);
    const { x, y } = pointBounds;
    const next = (/** @type {number} */ value) => value * (1 + Number.EPSILON);
    for (const sign of [-1, 1]) {
      expect(faultsOf([sign * x, sign * y])).toEqual([]);
      expect(faultsOf([sign * next(x), 0])).toEqual(['data.points[0][0]']);
      expect(faultsOf([0, sign * next(y)])).toEqual(['data.points[0][1]']);
    }
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import {
  clampNumber,
  defaultDocument,
  fieldOf,
  fields,
  pointBounds,
  staleJobs,
  withField,
} from '../../web/store/document.js';
import { decodeHash, encodeHash } from '../../web/store/hash.js';

/** @type {import('../../web/engine/types.js').EngineModule} */
let engine;
beforeAll(async () => {
  engine = await loadEngine();
});

/** A small generator with a seed (mulberry32). @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {() => number} random @param {import('../../web/engine/types.js').Field} field */
function randomValue(random, field) {
  if (field.type === 'choice') return field.choices[Math.floor(random() * field.choices.length)].value;
  if (field.type === 'boolean') return random() < 0.5;
  if (field.type === 'points') {
    return Array.from({ length: Math.floor(random() * 5) }, () => [
      Number((6 * random() - 3).toFixed(4)),
      Number((random() - 0.5).toFixed(4)),
    ]);
  }
  return clampNumber(field, field.minimum + random() * (field.maximum - field.minimum));
}

describe('the address', () => {
  it('gives any document back', () => {
    const random = randomOf(1);
    for (let i = 0; i < 300; i += 1) {
      let document = defaultDocument();
      for (const field of fields.values()) {
        if (random() < 0.3) document = withField(document, field.path, randomValue(random, field));
      }
      expect(decodeHash(encodeHash(document))).toEqual({ document, warnings: [] });
    }
  });

  it('has the version first and only what differs from the defaults', () => {
    expect(encodeHash(defaultDocument())).toBe('#v=1');
    expect(encodeHash(withField(defaultDocument(), 'network.width', 8))).toBe('#v=1&network.width=8');
  });

  it.each([
    ['#v=1&network.width=99999999', 'network.width', 16384],
    ['#v=1&data.noise=-3', 'data.noise', 0],
    ['#v=1&network.width=7.6', 'network.width', 8],
    ['#v=1&network.activation=gelu', 'network.activation', 'relu'],
    ['#v=1&network.centred=1', 'network.centred', false],
    ['#v=1&data.points=1,2;3', 'data.points', []],
    ['#v=1&data.points=1,NaN', 'data.points', []],
    ['#v=1&dynamics.tolerance=Infinity', 'dynamics.tolerance', 0.001],
    ['#v=1&data.count=', 'data.count', 16],
  ])('%s warns by name', (hash, path, value) => {
    const { document, warnings } = decodeHash(hash);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(path);
    const [group, key] = path.split('.');
    expect(document[group][key]).toEqual(value);
  });

  it('names unknown keys and versions, and leaves prototypes alone', () => {
    const { warnings } = decodeHash('#v=2&noise=2000&__proto__=1&constructor.prototype=1&%E0%A4%A=1');
    expect(warnings).toHaveLength(5);
    expect(/** @type {any} */ ({}).noise).toBeUndefined();
  });

  it('never throws, and always gives a document that the engine takes or names the faults of', () => {
    const random = randomOf(2);
    const pieces = [
      ...fields.keys(),
      '=',
      '&',
      ',',
      ';',
      '-1',
      '1e9',
      'NaN',
      '%',
      '%00',
      '<b>',
      '__proto__',
      '0.5',
      'points',
    ];
    for (let i = 0; i < 2000; i += 1) {
      const hash = Array.from({ length: 12 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      const { document } = decodeHash(`#v=1&${hash}`);
      const alone = engine
        .validate(document, undefined)
        .filter(({ message }) => /must be a(n array| number| whole)|one of|true or/.test(message));
      expect(alone).toEqual([]);
    }
  });
});

describe('the document', () => {
  it.each([
    ['limit.ridge', 1, ['limit']],
    ['limit.priorMean', 'zero', ['limit']],
    ['dynamics.tolerance', 0.01, ['network']],
    ['network.width', 8, ['network', 'linearisation', 'limit']],
  ])('a change of %s makes stale what the engine says', (path, value, jobs) => {
    const before = defaultDocument();
    expect([...staleJobs(before, withField(before, path, value))].sort()).toEqual([...jobs].sort());
  });

  it('has the engine’s bounds for points', () => {
    const at = (/** @type {number} */ x, /** @type {number} */ y) =>
      engine.validate({ version: 1, data: { source: 'points', points: [[x, y]] } }, undefined).length;
    expect([at(pointBounds.x, pointBounds.y), at(-pointBounds.x, -pointBounds.y)]).toEqual([0, 0]);
    expect([at(pointBounds.x * 1.0001, 0), at(0, pointBounds.y * 1.0001)]).toEqual([1, 1]);
    expect(fieldOf('data.points').maximum).toBe(256);
  });

  it('refuses a path that is not in the table', () => {
    expect(() => withField(defaultDocument(), 'network.widht', 1)).toThrow(RangeError);
  });
});

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
  const number = () => clampNumber(field, field.minimum + random() * (field.maximum - field.minimum));
  const list = (/** @type {() => unknown} */ entry) =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, () => entry());
  if (field.type === 'integers' || field.type === 'numbers') return list(number);
  if (field.type === 'rows') return list(() => list(() => 20000 * random() - 10000));
  return number();
}

describe('the address', () => {
  it('gives any document back', () => {
    const random = randomOf(1);
    for (let i = 0; i < 300; i += 1) {
      let document = defaultDocument();
      for (const field of fields.values()) {
        if (random() < 0.3) document = withField(document, field.path, randomValue(random, field));
      }
      expect(decodeHash(encodeHash(document))).toEqual({ document, hidden: [], warnings: [] });
    }
  });

  it('has lists with commas and rows with semicolons', () => {
    const listed = withField(defaultDocument(), 'network.widths', [8, 4]);
    expect(
      encodeHash(
        withField(listed, 'data.inputs', [
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe('#v=1&data.inputs=1,2;3,4&network.widths=8,4');
  });

  it('can be made of a faulty document, and cannot be broken out of', () => {
    const faulty = withField(
      withField(defaultDocument(), 'network.widths', ['a&b=1', 3]),
      'data.inputs',
      'x',
    );
    const { document, warnings } = decodeHash(encodeHash(faulty));
    expect(document).toEqual(defaultDocument());
    expect(warnings).toHaveLength(2);
  });

  it('has the version first and only what differs from the defaults', () => {
    expect(encodeHash(defaultDocument())).toBe('#v=1');
    expect(encodeHash(withField(defaultDocument(), 'network.width', 8))).toBe('#v=1&network.width=8');
  });

  it.each([
    ['#v=1&network.width=99999999', 'network.width', 65536],
    ['#v=1&data.noise=-3', 'data.noise', 0],
    ['#v=1&network.width=7.6', 'network.width', 8],
    ['#v=1&network.activation=mish', 'network.activation', 'relu'],
    ['#v=1&network.centred=1', 'network.centred', false],
    ['#v=1&data.points=1,2;3', 'data.points', []],
    ['#v=1&data.points=1,NaN', 'data.points', []],
    ['#v=1&dynamics.tolerance=Infinity', 'dynamics.tolerance', 0.01],
    ['#v=1&data.count=', 'data.count', 16],
    ['#v=1&network.widths=8,7.6,0', 'network.widths', [8, 8, 1]],
    ['#v=1&network.widths=8,,8', 'network.widths', []],
    ['#v=1&network.widths=8;8', 'network.widths', []],
    [`#v=1&network.widths=${Array(18).fill(8)}`, 'network.widths', []],
    ['#v=1&network.weightScales=1,1e9', 'network.weightScales', [1, 10]],
    ['#v=1&network.biasScales=Infinity', 'network.biasScales', []],
    [
      '#v=1&data.inputs=1,2;-1e5,3',
      'data.inputs',
      [
        [1, 2],
        [-1e4, 3],
      ],
    ],
    ['#v=1&data.targets=1;x', 'data.targets', []],
    [`#v=1&data.targets=${Array(3000).fill(1).join(';')}`, 'data.targets', []],
    [`#v=1&data.probeInputs=${Array(1025).fill(1)}`, 'data.probeInputs', []],
  ])('%s warns by name', (hash, path, value) => {
    const { document, warnings } = decodeHash(hash);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(path);
    const [group, key] = path.split('.');
    expect(document[group][key]).toEqual(value);
  });

  it('says what is hidden, each once, and names what cannot be', () => {
    const document = withField(defaultDocument(), 'network.width', 8);
    const hash = encodeHash(document, ['kernel', 'network.alpha']);
    expect(hash).toBe('#v=1&network.width=8&hide=kernel,network.alpha');
    expect(decodeHash(hash)).toEqual({ document, hidden: ['kernel', 'network.alpha'], warnings: [] });
    const { hidden, warnings } = decodeHash('#v=1&hide=kernel,kernel,%3Cb%3E,__proto__,network,kernel');
    expect(hidden).toEqual(['kernel']);
    expect(warnings).toEqual([
      '"<b>" is nothing that can be hidden',
      '"__proto__" is nothing that can be hidden',
      '"network" is nothing that can be hidden',
    ]);
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
    ['dynamics.tolerance', 0.02, ['network']],
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
    expect(fieldOf('data.points').maximum).toBe(512);
  });

  it('refuses a path that is not in the table', () => {
    expect(() => withField(defaultDocument(), 'network.widht', 1)).toThrow(RangeError);
  });
});

describe('a strange address', () => {
  const defaults = encodeHash(defaultDocument());

  it('gives a document that the engine takes, whatever the bytes', () => {
    const random = randomOf(3);
    for (let i = 0; i < 2000; i += 1) {
      const length = Math.floor(60 * random());
      const bytes = Array.from({ length }, () => Math.floor(256 * random()));
      // Every other one gets keys that are read.
      const key = [...fields.keys()][Math.floor(fields.size * random())];
      const hash = `#${i % 2 ? `v=1&${key}=` : ''}${String.fromCharCode(...bytes)}`;
      const { document, warnings } = decodeHash(hash);
      expect(engine.validate(document, undefined)).toEqual([]);
      expect(warnings.every((warning) => typeof warning === 'string')).toBe(true);
    }
  });

  it.each(['', '#', '#v=1', 'v=1', '#v=1&', '#&&'])('%j is the default document', (hash) => {
    expect(encodeHash(decodeHash(hash).document)).toBe(defaults);
  });

  it('may have malformed percent signs anywhere', () => {
    const { document, warnings } = decodeHash('#v=1&%=%&network.width=%E0%A4%A&%zz&network.seed=7');
    expect(document.network).toMatchObject({ width: 1024, seed: 7 });
    expect(warnings).toEqual([
      '"%" is not a field of an experiment',
      'network.width is not a number',
      '"%zz" is not a field of an experiment',
    ]);
  });

  it.each([
    '__proto__',
    '__proto__.width',
    'network.__proto__',
    'constructor',
    'constructor.prototype',
    'toString',
  ])('leaves Object.prototype alone: %s', (key) => {
    const keys = Reflect.ownKeys(Object.prototype);
    const { document, warnings } = decodeHash(`#v=1&${key}=5`);
    expect(warnings).toEqual([`"${key}" is not a field of an experiment`]);
    expect(document).toEqual(defaultDocument());
    expect(Reflect.ownKeys(Object.prototype)).toEqual(keys);
  });

  it('cannot fill the page with its own text', () => {
    const long = 'x'.repeat(5000);
    for (const hash of [`#${long}=1`, `#v=${long}`, `#data.source=${long}`, `#data.noise=${long}`])
      for (const warning of decodeHash(hash).warnings) expect(warning.length).toBeLessThan(120);
  });

  it('may name a field twice: the last one counts', () => {
    expect(decodeHash('#network.width=8&network.width=9').document.network.width).toBe(9);
  });

  it('may have keys and values in percent code', () => {
    expect(decodeHash('#v=%31&%6eetwork.width=%38')).toEqual({
      document: withField(defaultDocument(), 'network.width', 8),
      hidden: [],
      warnings: [],
    });
  });

  it('has points inside their bounds, and no more than there may be', () => {
    expect(decodeHash('#data.points=9,1;-9,-1000').document.data.points).toEqual([
      [Math.PI, 1],
      [-Math.PI, -100],
    ]);
    const pairs = (/** @type {number} */ count) => Array(count).fill('1,2').join(';');
    expect(decodeHash(`#data.points=${pairs(512)}`).document.data.points).toHaveLength(512);
    const { document, warnings } = decodeHash(`#data.points=${pairs(513)}`);
    expect(document.data.points).toEqual([]);
    expect(warnings).toEqual(['data.points has more than 512 points']);
  });

  it('says when a point was moved', () => {
    expect(decodeHash('#data.points=9,1').warnings).toHaveLength(1);
  });

  it.each([
    ['#v=2', 'this link is of version 2, not 1'],
    ['#v=', 'this link is of version , not 1'],
    ['#v=1.0', 'this link is of version 1.0, not 1'],
    ['#network.width=70000', 'network.width was changed from 70000 to 65536'],
    ['#network.widths=0,9', 'network.widths was changed from 0, 9 to 1, 9'],
    ['#widht=3', '"widht" is not a field of an experiment'],
  ])('%s: %s', (hash, warning) => expect(decodeHash(hash).warnings).toEqual([warning]));
});

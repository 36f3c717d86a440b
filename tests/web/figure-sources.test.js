import { describe, expect, it } from 'vitest';
import { inlineDocument } from '../../web/figure/sources.js';
import { defaultDocument } from '../../web/store/document.js';
import { encodeHash } from '../../web/store/hash.js';
import { FigureStore } from '../../web/store/figure-store.js';
import { FakePool } from './fake-host.js';

/** An element with one inline experiment. @param {string} textContent @returns {any} */
const holding = (textContent) => ({ children: [{ slot: 'experiment', localName: 'script', textContent }] });

describe('an inline experiment', () => {
  it('is completed with defaults', () => {
    const usual = defaultDocument();
    expect(inlineDocument(holding('{ "network": { "width": 3 } }'))).toEqual({
      ...usual,
      network: { ...usual.network, width: 3 },
    });
  });

  it.each(['', '[]', 'null', '3', '"text"', '{', '<script>', `[${'0,'.repeat(3e6)}0]`])(
    'that is none is a problem: %.20s',
    (text) => {
      expect(() => inlineDocument(holding(text))).toThrow(
        expect.objectContaining({ kind: 'document', message: expect.stringMatching(/experiment/) }),
      );
    },
  );

  it('cannot change prototypes', () => {
    const text =
      '{"__proto__":{"evil":1},"network":{"__proto__":{"evil":1}},"constructor":{"prototype":{"evil":1}}}';
    const document = inlineDocument(holding(text));
    expect(/** @type {any} */ ({}).evil).toBeUndefined();
    const store = new FigureStore(/** @type {any} */ (new FakePool()));
    store.load(/** @type {any} */ (document));
    expect(/** @type {any} */ ({}).evil).toBeUndefined();
  });

  it('of any shape is a problem with its fields, or is loaded without an exception and has a link', () => {
    const odd = [
      0,
      -1e300,
      '',
      'x',
      true,
      null,
      [],
      {},
      [[]],
      [1, [2]],
      { length: 3 },
      ['<b>'],
      [{ a: 1 }],
      [null],
    ];
    const store = new FigureStore(/** @type {any} */ (new FakePool()));
    const count = { loaded: 0, refused: 0 };
    /** @param {object} given */
    const judge = (given) => {
      try {
        store.load(/** @type {any} */ (inlineDocument(holding(JSON.stringify(given)))));
        expect(encodeHash(store.document.value)).not.toMatch(/[<>"]/);
        count.loaded += 1;
      } catch (problem) {
        expect(problem).toMatchObject({ name: 'FigureProblem', kind: 'document' });
        count.refused += 1;
      }
    };
    for (const [group, fields] of Object.entries(defaultDocument())) {
      for (const value of odd) {
        judge({ [group]: value });
        for (const key of typeof fields === 'object' ? Object.keys(fields) : [])
          judge({ [group]: { source: 'given', ...{ [key]: value } } });
      }
    }
    expect(count.loaded).toBeGreaterThan(100);
    expect(count.refused).toBeGreaterThan(100);
  });

  it('with a misshapen field names it', () => {
    const given = holding('{ "network": { "width": "wide" }, "data": { "points": 3 } }');
    expect(() => inlineDocument(given)).toThrow(
      expect.objectContaining({
        faults: [{ field: 'data.points' }, { field: 'network.width' }].map((fault) =>
          expect.objectContaining(fault),
        ),
      }),
    );
  });
});

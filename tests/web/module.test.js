import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '../../build-scripts/load-engine.mjs';
import { engineVersion, fieldTable, statusTable } from '../../web/engine/field-table.js';
import { defaultDocument } from '../../web/store/document.js';

/** @type {import('../../web/engine/types.js').EngineModule} */
let module;
beforeAll(async () => {
  module = await loadEngine();
});

/** @param {string} name @returns {{ name: string, document: unknown, faults: string[] }[]} */
const fixture = (name) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));
const fieldsOf = (/** @type {import('../../web/engine/types.js').Fault[]} */ faults) =>
  faults.map(({ field }) => field).sort();

describe('the module judges documents as the native reader does', () => {
  it.each(fixture('valid-documents'))('valid: $name', ({ document }) => {
    expect(module.validate(document, undefined)).toEqual([]);
  });
  it.each(fixture('invalid-documents'))('invalid: $name', ({ document, faults }) => {
    expect(fieldsOf(module.validate(document, undefined))).toEqual([...faults].sort());
  });
  it.each([
    [NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [() => 0, 'function'],
    [Symbol('s'), 'symbol'],
    [10n, 'bigint'],
  ])('names %s, which JSON cannot hold', (value, text) => {
    const [fault, ...others] = module.validate({ version: 1, network: { width: value } }, undefined);
    expect(others).toEqual([]);
    expect(fault.field).toBe('network.width');
    expect(fault.message).toContain(text);
  });
  it('takes undefined for a field that is not there', () => {
    expect(module.validate({ version: 1, network: { width: undefined } }, undefined)).toEqual([]);
  });
});

it('the field table in the repository is the engine’s', () => {
  expect(fieldTable).toEqual(module.fieldTable());
  expect(statusTable).toEqual(module.statusTable());
  expect(engineVersion).toBe(module.version());
});

it('the page’s default document is the engine’s', () => {
  expect(defaultDocument()).toEqual(module.complete({ version: 1 }));
});

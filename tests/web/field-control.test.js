import { describe, expect, it } from 'vitest';
import { fieldTable } from '../../web/engine/field-table.js';
import { faultsOf, hasControl, typedList } from '../../web/views/field-control.js';

describe('a list that is typed', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['8', [8]],
    ['8, 4 ,2', [8, 4, 2]],
    ['0.5,1e-3', [0.5, 0.001]],
    ['8,,x', [8, '', 'x']],
    ['Infinity', ['Infinity']],
  ])('%j keeps what is not a number, for the engine to name', (text, list) => {
    expect(typedList(text)).toEqual(list);
  });
});

it('a field has its own faults and those of its entries', () => {
  const faults = ['network.width', 'network.widths', 'network.widths[2]', 'network.seed'].map((field) => ({
    field,
    value: '',
    message: field,
  }));
  const namesOf = (/** @type {string} */ path) => faultsOf(faults, path).map(({ field }) => field);
  expect(namesOf('network.width')).toEqual(['network.width']);
  expect(namesOf('network.widths')).toEqual(['network.widths', 'network.widths[2]']);
});

it('points and rows alone have no control', () => {
  const without = fieldTable.fields.filter((field) => !hasControl(field)).map(({ path }) => path);
  expect(without).toEqual(['data.points', 'data.inputs', 'data.targets', 'data.probeInputs']);
});

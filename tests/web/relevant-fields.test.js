import { describe, expect, it } from 'vitest';
import { defaultDocument, fields, withField } from '../../web/store/document.js';
import { irrelevantFields } from '../../web/views/relevant-fields.js';

/** @param {Record<string, unknown>} changes @param {string} group */
function hidden(changes, group) {
  const document = Object.entries(changes).reduce(
    (before, [path, value]) => withField(before, path, value),
    defaultDocument(),
  );
  return [...irrelevantFields(document)].filter((path) => path.startsWith(group)).sort();
}

describe('fields that mean nothing', () => {
  it('are fields of the table', () => {
    const changes = { 'data.source': 'given', 'network.widths': [8], 'observe.theory': false };
    for (const path of hidden(changes, '')) expect(fields.has(path)).toBe(true);
  });

  it.each([
    ['sine', ['data.dimension']],
    ['points', ['data.count', 'data.dimension', 'data.frequency', 'data.noise']],
    ['globalTemperature', ['data.dimension', 'data.frequency']],
    ['xor', ['data.dimension', 'data.frequency']],
    ['spirals', ['data.dimension']],
    ['singleNeuron', ['data.frequency']],
    ['parity', []],
    ['given', ['data.count', 'data.dimension', 'data.frequency', 'data.noise']],
  ])('with the source %s', (source, paths) => {
    expect(hidden({ 'data.source': source }, 'data.')).toEqual(paths);
  });

  const scales = ['biasScale', 'biasScales', 'weightScale', 'weightScales'].map((key) => `network.${key}`);
  it.each([
    ['lecture', {}, scales],
    ['pytorch', {}, scales],
    ['ntk', {}, []],
    ['standard', {}, []],
    ['ntk', { 'network.weightScales': [1, 1] }, ['network.weightScale']],
    ['ntk', { 'network.widths': [8], 'network.biasScales': [0, 1] }, ['network.biasScale', 'network.width']],
  ])('with the parametrisation %s and %o', (parametrisation, changes, paths) => {
    expect(hidden({ 'network.parametrisation': parametrisation, ...changes }, 'network.')).toEqual(paths);
  });

  const steps = ['momentum', 'nesterov', 'rate', 'rateDecay'].map((key) => `dynamics.${key}`);
  const flow = ['dynamics.order', 'dynamics.tolerance'];
  const batches = ['dynamics.batchSize', 'dynamics.seed'];
  it.each([
    ['flow', 0, [...batches, ...steps].sort()],
    ['gradientDescent', 0, [...batches, 'dynamics.nesterov', ...flow].sort()],
    ['gradientDescent', 0.9, [...batches, ...flow].sort()],
    ['stochasticGradientDescent', 0.9, flow],
  ])('with the method %s and momentum %f', (method, momentum, paths) => {
    expect(hidden({ 'dynamics.method': method, 'dynamics.momentum': momentum }, 'dynamics.')).toEqual(paths);
  });

  it('are what open panels decide', () => {
    expect(hidden({}, 'observe.')).toEqual(['observe.neurons', 'observe.theory', 'observe.weights']);
  });
});

/** @import { ExperimentDocument } from '../engine/types.js' */
import { getField } from '../store/document.js';
import { isWritten } from '../store/training-rows.js';

const teachers = ['singleNeuron', 'singleIndex', 'parity'];
const withFrequency = ['sine', 'step', 'sawtooth', 'fourier', 'spirals', 'singleIndex', 'parity'];

/** Numbers of each given row. @param {ExperimentDocument} document */
const givenDimension = ({ data }) => data.inputs?.[0]?.length ?? 1;

/**
 * Fields that mean nothing with the rest of the document as it is.
 * @param {ExperimentDocument} document
 * @returns {Set<string>}
 */
export function irrelevantFields(document) {
  const get = (/** @type {string} */ path) => getField(document, path);
  const isGivenOneByOne = (/** @type {string} */ path) => get(path).length > 0;
  const source = get('data.source');
  const method = get('dynamics.method');
  const isScaled = !['lecture', 'pytorch'].includes(get('network.parametrisation'));
  const isStochastic = method === 'stochasticGradientDescent';
  const relevant = {
    'data.count': !isWritten(source),
    'data.dimension': teachers.includes(source),
    'data.frequency': withFrequency.includes(source),
    'data.noise': !isWritten(source) || get('data.noise') !== 0,
    'data.probes':
      source !== 'given' || (get('data.probeInputs').length === 0 && givenDimension(document) < 3),
    'network.width': !isGivenOneByOne('network.widths'),
    'network.weightScale': isScaled && !isGivenOneByOne('network.weightScales'),
    'network.biasScale': isScaled && !isGivenOneByOne('network.biasScales'),
    'network.weightScales': isScaled,
    'network.biasScales': isScaled,
    'dynamics.rate': method !== 'flow',
    'dynamics.rateDecay': method !== 'flow',
    'dynamics.momentum': method !== 'flow',
    'dynamics.nesterov': method !== 'flow' && get('dynamics.momentum') !== 0,
    'dynamics.batchSize': isStochastic,
    'dynamics.seed': isStochastic,
    'dynamics.tolerance': method === 'flow',
    'dynamics.order': method === 'flow',
    // The open panels decide; none shows all weights.
    'observe.theory': false,
    'observe.neurons': false,
    'observe.weights': false,
  };
  return new Set(Object.entries(relevant).flatMap(([path, is]) => (is ? [] : [path])));
}

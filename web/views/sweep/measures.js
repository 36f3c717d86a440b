/**
 * What a sweep measures in each cell, at the last time T unless said otherwise, as people call it; names and units are
 * the engine's `sweepMeasures()`.
 *
 * @typedef {{ name: string, title: string, symbol: string, unit: string, help: string }} ShownMeasure
 */

/** @type {ShownMeasure[]} */
export const measures = [
  {
    name: 'initialKernelError',
    title: 'Initial kernel error',
    symbol: '‖K_0 − Θ‖/‖Θ‖',
    unit: '',
    help: 'How far the network’s kernel is from the infinite-width one before training (C9).',
  },
  {
    name: 'kernelDrift',
    title: 'Kernel drift',
    symbol: '‖K_T − K_0‖/‖K_0‖',
    unit: '',
    help: 'How far training has moved the kernel: near 0 the run is lazy (C16, C20).',
  },
  {
    name: 'gapToLimit',
    title: 'Gap to the limit',
    symbol: 'max |f − f_{lim}|',
    unit: 'y',
    help: 'Largest distance over the probe points between the network and its infinite-width limit (C16).',
  },
  {
    name: 'largestGapToLimit',
    title: 'Largest gap to the limit',
    symbol: 'max_t max |f − f_{lim}|',
    unit: 'y',
    help: 'The largest gap to the limit of all times up to T (C18).',
  },
  {
    name: 'gapToLinearisation',
    title: 'Gap to the linearisation',
    symbol: 'max |f − f_{lin}|',
    unit: 'y',
    help: 'Largest distance over the probe points between the network and its linearisation, trained alike (C5, C7).',
  },
  {
    name: 'movement',
    title: 'Weight movement',
    symbol: '‖W_T − W_0‖',
    unit: '',
    help: 'How far training has moved all weights together, in their unit (C14).',
  },
  {
    name: 'trainLoss',
    title: 'Training loss',
    symbol: 'L(f)',
    unit: 'y²',
    help: 'What is left of the loss: with enough neurons nothing (C21).',
  },
  {
    name: 'testError',
    title: 'Test error of the network',
    symbol: 'rms(f − y)',
    unit: 'y',
    help: 'Root mean square over the probe points of the distance to the target.',
  },
  {
    name: 'limitTestError',
    title: 'Test error of the limit',
    symbol: 'rms(f_{lim} − y)',
    unit: 'y',
    help: 'The same of the infinite-width limit (C23); every draw of the network has the same.',
  },
];

/** @param {string} name @returns {ShownMeasure} the first one if there is none of that name */
export const measureNamed = (name) => measures.find((measure) => measure.name === name) ?? measures[0];

/** @param {ShownMeasure} measure */
export const unitText = ({ unit }) => (unit === '' ? 'no unit' : `unit of ${unit}`);

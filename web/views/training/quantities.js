/** @import { TimeLine } from '../../charts/time-chart.js' */
/** @import { Block, JobName } from '../../engine/types.js' */

/**
 * A line of a chart: where its numbers are, and how they are drawn.
 * @typedef {TimeLine & { job: JobName, part: string, isBound?: boolean }} QuantityLine
 *   bound: of C19, drawn while its condition holds
 * @typedef {{ name: string, title: string, unit: string, help: string, isLinear?: boolean, lines: QuantityLine[] }} Quantity
 */

/** @typedef {{ job: JobName, colour: string, dash: number[], width: number }} Style */

/** @type {Style} */
const network = { job: 'network', colour: '--network', dash: [], width: 2 };
/** @type {Style} */
const bound = { job: 'network', colour: '--text', dash: [5, 4], width: 1.5 };
/** @type {Style} */
const second = { job: 'network', colour: '--linearisation', dash: [2, 4], width: 3 };

/** @type {Quantity} */
export const loss = {
  name: 'loss',
  title: 'Training loss',
  unit: 'L = (1/n) Σ ½ (f − y)²',
  help: 'Under the bound of C19, L(0) e^{−λ_0 t/n}, which holds while λ_{min}(K_t) ≥ λ_0/2.',
  lines: [
    { job: 'limit', part: 'trainLoss', label: 'limit', colour: '--limit', dash: [11, 6], width: 5 },
    { ...second, job: 'linearisation', part: 'trainLoss', label: 'linearisation' },
    { ...network, part: 'trainLoss', label: 'network' },
    { ...bound, part: 'lossBound', label: 'bound (C19)', isBound: true },
  ],
};

/** @type {Quantity[]} */
export const quantities = [
  {
    name: 'drift',
    title: 'Kernel drift',
    unit: '‖K_t − K_0‖/‖K_0‖, no unit',
    help: 'Near 0 the kernel stands still: the run is lazy. Near 1 and beyond it has become another: features move.',
    lines: [{ ...network, part: 'kernelDrift', label: 'network' }],
  },
  {
    name: 'alignment',
    title: 'Kernel–target alignment',
    unit: 'cosine of K_t and yyᵀ, at most 1',
    help: 'It rises where the kernel turns towards the targets: feature learning (C22).',
    isLinear: true,
    lines: [
      { ...network, part: 'alignment', label: 'as it is' },
      { ...second, part: 'centredAlignment', label: 'centred' },
    ],
  },
  {
    name: 'smallestEigenvalue',
    title: 'Smallest eigenvalue',
    unit: 'λ_{min}(K_t), unit of the kernel',
    help: 'C19 asks that it stays at least half of what it was at t = 0.',
    lines: [{ ...network, part: 'smallestEigenvalue', label: 'λ_{min}(K_t)' }],
  },
  {
    name: 'movement',
    title: 'Weight movement',
    unit: '‖W_t − W_0‖, unit of the weights',
    help: 'Under the radius √(2/λ_0) ‖f_0 − y‖ of C19, which bounds the whole path too.',
    lines: [
      { ...second, job: 'linearisation', part: 'movement', label: 'linearisation' },
      { ...network, part: 'movement', label: 'network' },
      { ...network, part: 'pathLength', label: 'length of its path', dash: [7, 3], width: 1 },
      { ...bound, part: 'radiusBound', label: 'radius (C19)', isBound: true },
    ],
  },
  {
    name: 'gap',
    title: 'Linearisation’s gap at W_t',
    unit: 'max |f − f_{lin}|, unit of y',
    help: 'C5 and C6 bound it for networks with one hidden layer of which only the first weights are trained: C5 smooth activations, C6 kinked ones with probability 1 − δ.',
    lines: [
      { ...network, part: 'linearisationGap', label: 'measured' },
      { ...second, part: 'c6WorstCase', label: 'worst of the ball' },
      { ...bound, part: 'c6Bound', label: 'bound (C6)' },
      { ...bound, part: 'c5Bound', label: 'bound (C5)' },
    ],
  },
];

/**
 * The number of frames up to which λ_{min}(K_t) ≥ λ_0/2, the condition of C19, holds without a break.
 * @param {Block[]} frames
 */
export function boundedFrames(frames) {
  const start = frames[0]?.smallestEigenvalue?.[0];
  const end = frames.findIndex(({ smallestEigenvalue }) => smallestEigenvalue?.[0] < start / 2);
  return end < 0 ? frames.length : end;
}

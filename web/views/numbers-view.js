/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setAttributes, setText, withSubscripts } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { numbersAt } from '../store/selectors.js';

/**
 * @typedef {object} NumberRow
 * @property {string} name in `numbersAt`
 * @property {string} symbol with subscripts, may be empty
 * @property {string} words
 * @property {string} unit
 * @property {string} help a sentence
 * @property {boolean} [isOptional] left out where the run has no such number
 */

const none = 'no unit';

/** @type {NumberRow[]} */
const rows = [
  {
    name: 'gapToLimit',
    symbol: 'max |f − f_{lim}|',
    words: 'Network to limit',
    unit: 'unit of y',
    help: 'Largest distance over the probe points between the network and the infinite-width limit at this time.',
  },
  {
    name: 'gapToLinearisation',
    symbol: 'max |f − f_{lin}|',
    words: 'Network to linearisation',
    unit: 'unit of y',
    help: 'Largest distance over the probe points between the network and its linearisation at this time.',
  },
  {
    name: 'networkLoss',
    symbol: 'L(f)',
    words: 'Loss, network',
    unit: 'unit of y²',
    help: 'Training loss of the network, (1/n) Σ ½ (f − y)².',
  },
  {
    name: 'linearisationLoss',
    symbol: 'L(f_{lin})',
    words: 'Loss, linearisation',
    unit: 'unit of y²',
    help: 'Training loss of the linearised network.',
  },
  {
    name: 'limitLoss',
    symbol: 'L(f_{lim})',
    words: 'Loss, limit',
    unit: 'unit of y²',
    help: 'Training loss of the infinite-width limit.',
  },
  {
    name: 'kernelDrift',
    symbol: '‖K_t − K_0‖/‖K_0‖',
    words: 'Kernel drift',
    unit: none,
    help: 'How far the network’s kernel has moved since t = 0: near 0 is lazy.',
  },
  {
    name: 'initialKernelError',
    symbol: '‖K_0 − Θ‖/‖Θ‖',
    words: 'Initial kernel error',
    unit: none,
    help: 'How far the network’s kernel at t = 0 is from the infinite-width one.',
  },
  {
    name: 'movement',
    symbol: '‖W_t − W_0‖',
    words: 'Movement, network',
    unit: 'weights',
    help: 'Frobenius norm of the change of all trained parameters.',
  },
  {
    name: 'linearisationMovement',
    symbol: '‖W_t − W_0‖',
    words: 'Movement, linearisation',
    unit: 'weights',
    help: 'The same for the linearised network; its square tends to rᵀK₀⁻¹r.',
  },
  {
    name: 'conditionNumber',
    symbol: 'λ_{max}/λ_{min}',
    words: 'Condition of Θ',
    unit: none,
    help: 'Largest over smallest eigenvalue of the limit’s kernel; ∞ where it is singular: then some targets are never learned.',
  },
  {
    name: 'steps',
    symbol: '',
    words: 'Steps',
    unit: 'steps',
    help: 'Steps so far. Those of the flow’s integrator are the fewer, the lazier the run.',
  },
  {
    name: 'rejections',
    symbol: '',
    words: 'Rejected steps',
    unit: 'steps',
    help: 'Steps of the integrator that were tried again with a smaller length.',
    isOptional: true,
  },
  {
    name: 'accuracy',
    symbol: '',
    words: 'Error of the network’s f',
    unit: 'unit of y',
    help: 'The integrator’s account of its error in f so far; with a kinked σ the largest difference to a coarser run.',
    isOptional: true,
  },
  {
    name: 'heldUnits',
    symbol: '',
    words: 'Units on their kink',
    unit: 'units',
    help: 'Hidden units that rest on their kink at a training point, pushed there from both sides.',
    isOptional: true,
  },
  {
    name: 'forks',
    symbol: '',
    words: 'Forks of the flow',
    unit: 'times',
    help: 'Times so far that gradient flow had two continuations at a kink; what is shown is one of them.',
    isOptional: true,
  },
  {
    name: 'rate',
    symbol: 'η',
    words: 'Learning rate now',
    unit: 'time/step',
    help: 'Rate of the last step of descent.',
    isOptional: true,
  },
  {
    name: 'stabilityLimit',
    symbol: '2n/λ_{max}',
    words: 'Largest stable rate',
    unit: 'time/step',
    help: 'Largest rate at which full-batch descent on the linearised network is stable; 2n/λ_max without momentum for the square loss. Beyond it: catapult or divergence.',
    isOptional: true,
  },
  {
    name: 'batchLoss',
    symbol: '',
    words: 'Loss of the batch',
    unit: 'unit of y²',
    help: 'Loss of the last step’s batch, where its gradient was taken.',
    isOptional: true,
  },
  {
    name: 'minimumGradientNorm',
    symbol: 'min ‖∇L‖',
    words: 'Least gradient',
    unit: 'loss/weight',
    help: 'Least norm of the full batch’s gradient at the frames up to this one (C2).',
    isOptional: true,
  },
];

/**
 * The measured quantities at the play head, each with its unit; what it means is its title, and is read out with it.
 * @param {FigureStore} store
 */
export function createNumbersView(store) {
  const cells = rows.map(({ name, symbol, words, unit, help, isOptional = false }) => {
    const value = html('dd', { 'data-quantity': name });
    const pinned = html('dd', { class: 'pinned', 'data-pinned': name });
    const term = html(
      'dt',
      {},
      words,
      symbol ? html('span', { class: 'symbol' }, ...withSubscripts(symbol)) : '',
    );
    const meaning = html('dd', { class: 'visually-hidden' }, `${unit}. ${help}`);
    const mark = html('dd', { class: 'unit', 'aria-hidden': 'true' }, unit === none ? '' : unit);
    const row = html(
      'div',
      { class: 'number', title: `${help} (${unit})` },
      term,
      pinned,
      value,
      mark,
      meaning,
    );
    return { name, value, pinned, row, isOptional };
  });
  const title = html('h2');
  const element = html(
    'section',
    { class: 'panel', part: 'numbers' },
    title,
    html('dl', { class: 'numbers' }, ...cells.map(({ row }) => row)),
  );
  const draw = () => {
    const numbers = numbersAt(store);
    const run = store.pinnedRun.value;
    const pinnedNumbers = run ? numbersAt(run) : {};
    setText(title, run ? 'Numbers, pinned → now' : 'Numbers now');
    for (const { name, value, pinned, row, isOptional } of cells) {
      setText(value, formatNumber(numbers[name]));
      setText(pinned, run ? `${formatNumber(pinnedNumbers[name])} →` : '');
      setAttributes(pinned, { hidden: !run });
      setAttributes(row, { hidden: isOptional && (numbers[name] ?? pinnedNumbers[name]) === undefined });
    }
  };
  return { element, draw, destroy: () => {} };
}

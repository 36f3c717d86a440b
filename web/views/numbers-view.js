/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setText, withSubscripts } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { numbersAt } from '../store/selectors.js';

/** Name in `numbersAt`, symbol, words, a sentence. */
const rows = [
  [
    'gapToLimit',
    'max |f − f_{lim}|',
    'network to limit',
    'Largest distance over the probe points between the network and the infinite-width limit at this time.',
  ],
  [
    'gapToLinearisation',
    'max |f − f_{lin}|',
    'network to linearisation',
    'Largest distance over the probe points between the network and its linearisation at this time.',
  ],
  ['networkLoss', 'L(f)', 'network’s loss', 'Training loss of the network, (1/n) Σ ½ (f − y)².'],
  ['linearisationLoss', 'L(f_{lin})', 'linearisation’s loss', 'Training loss of the linearised network.'],
  ['limitLoss', 'L(f_{lim})', 'limit’s loss', 'Training loss of the infinite-width limit.'],
  [
    'kernelDrift',
    '‖K_t − K_0‖/‖K_0‖',
    'kernel drift',
    'How far the network’s kernel has moved since t = 0: near 0 is lazy.',
  ],
  [
    'initialKernelError',
    '‖K_0 − Θ‖/‖Θ‖',
    'initial kernel error',
    'How far the network’s kernel at t = 0 is from the infinite-width one.',
  ],
  ['movement', '‖W_t − W_0‖', 'weight movement', 'Frobenius norm of the change of all trained parameters.'],
  [
    'linearisationMovement',
    '‖W_t − W_0‖',
    'linearisation’s movement',
    'The same for the linearised network; its square tends to rᵀK₀⁻¹r.',
  ],
  ['steps', '', 'steps', 'Accepted steps of the integrator so far: the fewer, the lazier the run.'],
  [
    'rejections',
    '',
    'rejected steps',
    'Steps of the integrator that were tried again with a smaller length.',
  ],
  [
    'errorEstimate',
    '',
    'largest step error',
    'The integrator’s largest estimate of the error of one step in f so far, in units of y.',
  ],
];

/**
 * The measured quantities at the play head.
 * @param {FigureStore} store
 */
export function createNumbersView(store) {
  const cells = rows.map(([name, symbol, words, help]) => {
    const value = html('dd', { 'data-quantity': name });
    const term = html(
      'dt',
      { title: help },
      words,
      symbol ? html('span', { class: 'symbol' }, ...withSubscripts(symbol)) : '',
    );
    return { name, value, row: html('div', { class: 'number' }, term, value) };
  });
  const element = html(
    'section',
    { class: 'panel', part: 'numbers' },
    html('h2', {}, 'Numbers now'),
    html('dl', { class: 'numbers' }, ...cells.map(({ row }) => row)),
  );
  const draw = () => {
    const numbers = numbersAt(store);
    for (const { name, value } of cells) setText(value, formatNumber(numbers[name]));
  };
  return { element, draw, destroy: () => {} };
}

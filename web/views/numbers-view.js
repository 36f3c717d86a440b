/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setText } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { numbersAt } from '../store/selectors.js';

/** Name in `numbersAt`, symbol, words, a sentence. */
const rows = [
  ['gapToLimit', 'max |f − f_∞-width|', 'network to limit', 'Largest distance over the probe points between the network and the infinite-width limit at this time.'],
  ['gapToLinearisation', 'max |f − f_W₀|', 'network to linearisation', 'Largest distance over the probe points between the network and its linearisation at this time.'],
  ['networkLoss', 'L(f)', 'network’s loss', 'Training loss of the network, (1/n) Σ ½ (f − y)².'],
  ['linearisationLoss', 'L(f_W₀)', 'linearisation’s loss', 'Training loss of the linearised network.'],
  ['limitLoss', 'L(limit)', 'limit’s loss', 'Training loss of the infinite-width limit.'],
  ['kernelDrift', '‖Kₜ − K₀‖/‖K₀‖', 'kernel drift', 'How far the network’s kernel has moved since t = 0: near 0 is lazy.'],
  ['initialKernelError', '‖K₀ − Θ‖/‖Θ‖', 'initial kernel error', 'How far the network’s kernel at t = 0 is from the infinite-width one.'],
  ['movement', '‖Wₜ − W₀‖', 'weight movement', 'Frobenius norm of the change of all trained parameters.'],
  ['linearisationMovement', '‖Wₜ − W₀‖ lin.', 'linearisation’s movement', 'The same for the linearised network; its square tends to rᵀK₀⁻¹r.'],
  ['steps', '', 'steps', 'Accepted steps of the integrator so far: the fewer, the lazier the run.'],
  ['rejections', '', 'rejected steps', 'Steps of the integrator that were tried again with a smaller length.'],
  ['errorEstimate', '', 'error estimate', 'Sum of the integrator’s estimates of its errors in f so far, in units of y.'],
];

/**
 * The measured quantities at the play head.
 * @param {FigureStore} store
 */
export function createNumbersView(store) {
  const cells = rows.map(([name, symbol, words, help]) => {
    const value = html('dd', { 'data-quantity': name });
    const term = html('dt', { title: help }, words, symbol ? html('span', { class: 'symbol' }, symbol) : '');
    return { name, value, row: html('div', { class: 'number' }, term, value) };
  });
  const element = html(
    'section',
    { class: 'panel', part: 'numbers' },
    html('h3', {}, 'Numbers now'),
    html('dl', { class: 'numbers' }, ...cells.map(({ row }) => row)),
  );
  const draw = () => {
    const numbers = numbersAt(store);
    for (const { name, value } of cells) setText(value, formatNumber(numbers[name]));
  };
  return { element, draw, destroy: () => {} };
}

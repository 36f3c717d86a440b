/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setAttributes, setText, withSubscripts } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { getField } from '../store/document.js';
import { frameAt, numbersAt } from '../store/selectors.js';

/**
 * What t is: learning rate × steps. Of the gradient flow, the steps of gradient descent that come to the same time at a
 * rate of one's choice, which changes no run; of a descent, the steps that it has taken.
 * @param {FigureStore} store
 */
export function createDescentSteps(store) {
  const rate = html('input', { type: 'number', id: 'equivalent-rate', min: '0', step: 'any' });
  /** Until a person chooses, half the largest stable rate. */
  let isChosen = false;
  rate.addEventListener('input', () => {
    isChosen = true;
    draw();
  });
  const count = html('span');
  const label = html('label', { for: 'equivalent-rate' }, ' at rate η = ');
  const remark = html('span');
  const element = html(
    'p',
    { title: 'Time t is learning rate × steps of full-batch gradient descent, in the limit of small rates.' },
    count,
    label,
    rate,
    remark,
  );
  let remarked = '';

  /** 2n/λ_max of K_0, above which gradient descent is unstable. */
  const stableRate = () => {
    const eigenvalues = store.runs.states.network.value.constants?.eigenvalues;
    if (!eigenvalues) return undefined;
    const samples = eigenvalues.length / getField(store.document.value, 'network.outputs');
    return (2 * samples) / Math.max(...eigenvalues);
  };

  function draw() {
    const isFlow = getField(store.document.value, 'dynamics.method') === 'flow';
    setAttributes(label, { hidden: !isFlow });
    setAttributes(rate, { hidden: !isFlow });
    const limit = stableRate();
    if (!isChosen && limit !== undefined) rate.value = String(Number((limit / 2).toPrecision(1)));
    const chosen = Number(rate.value);
    const { time } = numbersAt(store);
    const taken = frameAt(store.runs.states.network.value, store.shown.value)?.steps[0];
    const steps = !isFlow ? taken : chosen > 0 && time !== undefined ? time / chosen : undefined;
    const whole = steps !== undefined && steps >= 10 ? Math.round(steps) : steps;
    setText(
      count,
      `${isFlow ? '≈ ' : ''}${formatNumber(whole)} steps of ${isFlow ? 'gradient descent' : 'descent so far'}`,
    );
    const text =
      limit === undefined
        ? ''
        : isFlow && chosen > limit
          ? `, unstable above 2n/λ_{max} = ${formatNumber(limit)}`
          : `, stable up to 2n/λ_{max} = ${formatNumber(limit)}`;
    if (text !== remarked) remark.replaceChildren(...withSubscripts(text));
    remarked = text;
  }

  return { element, draw };
}

/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
import { html, setAttributes, setText } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { clampMembers, largestEnsemble } from '../../store/members-link.js';
import { largestBytes } from '../../store/network-ensemble.js';
import { frameAt } from '../../store/selectors.js';
import { ofOutput } from '../../store/shown-data.js';
import { getField } from '../../store/document.js';
import style from './ensemble-control.css?inline';

/** The number M with its symbol, slider and sentence. @param {FigureStore} store */
function createNumber(store) {
  const slider = html('input', {
    type: 'range',
    min: '0',
    max: String(largestEnsemble),
    step: '1',
    'aria-label': 'Networks',
    tabindex: '-1',
  });
  const box = html('input', {
    type: 'number',
    id: 'members',
    min: '0',
    max: String(largestEnsemble),
    step: '1',
    inputmode: 'numeric',
    'aria-describedby': 'members-help',
  });
  // While it is dragged only the number follows: each change trains networks.
  slider.addEventListener('input', () => (box.value = slider.value));
  slider.addEventListener('change', () => void store.setMembers({ count: Number(slider.value) }));
  box.addEventListener(
    'change',
    () => void store.setMembers({ count: clampMembers(Number(box.value) || 0) }),
  );
  const element = html(
    'div',
    { class: 'ensemble-number' },
    html('label', { for: 'members' }, 'Networks ', html('span', { class: 'symbol' }, 'M')),
    html('div', { class: 'inputs' }, slider, box),
  );
  const draw = () => {
    if (!box.matches(':focus')) box.value = String(store.members.value.count);
    if (!slider.matches(':active')) slider.value = String(store.members.value.count);
  };
  return { element, draw };
}

/**
 * How many finite networks are trained as an ensemble, their progress, and how they compare with the limit's ensemble at
 * t.
 * @param {FigureStore} store
 */
export function createEnsembleControl(store) {
  const number = createNumber(store);
  const help = html(
    'p',
    { class: 'help', id: 'members-help' },
    'So many networks that differ in their initial weights only (members of one seed; the first has the weights of that on the screen, if these are the seed’s); 0: none. Mean ± 2 standard deviations σ of those that have finished are drawn; σ² divides by their number less 1.',
  );
  const linear = html('input', { type: 'checkbox' });
  linear.addEventListener(
    'change',
    () => void store.setMembers({ job: linear.checked ? 'linearisation' : 'network' }),
  );
  const linearLabel = html('label', {}, linear, ' their linearisations at t = 0 instead of them');
  const limit = html('input', { type: 'checkbox' });
  limit.addEventListener('change', () => store.setField('observe.ensemble', limit.checked));
  const limitLabel = html('label', {}, limit, ' with the limit’s own mean ± 2σ (C17)');
  const bar = html('progress', { 'aria-label': 'Networks that have finished' });
  const stop = html('button', { type: 'button' }, 'Cancel');
  stop.addEventListener('click', () => {
    const ensemble = store.ensemble.value;
    if (ensemble?.state.value.isCancelled) ensemble.resume();
    else ensemble?.cancel();
  });
  const count = html('span');
  const live = html('span', { class: 'visually-hidden', role: 'status' });
  const progress = html('div', { class: 'ensemble-progress' }, bar, count, live, stop);
  const numbers = html('ul', { class: 'ensemble-numbers' });
  const element = html(
    'div',
    { class: 'ensemble-control' },
    number.element,
    help,
    linearLabel,
    limitLabel,
    progress,
    numbers,
  );

  /** @param {ShownData} data @param {number} output @returns {string} the ensemble in words */
  function draw(data, output) {
    number.draw();
    linear.checked = store.members.value.job === 'linearisation';
    limit.checked = Boolean(getField(store.document.value, 'observe.ensemble'));
    const state = store.members.value.count > 0 ? store.ensemble.value?.state.value : undefined;
    setAttributes(progress, { hidden: !state });
    setAttributes(numbers, { hidden: !state });
    if (!state) return '';
    const { wanted, done, failed, running, isCancelled, isTooLarge } = state;
    const isBusy = running > 0;
    setAttributes(bar, { max: String(wanted), value: String(done + failed), hidden: !isBusy });
    setAttributes(stop, { hidden: !isBusy && !isCancelled });
    setText(stop, isCancelled ? 'Go on' : 'Cancel');
    const sentence = sentenceOf(state, data.coordinates === 1);
    setText(count, isBusy ? `${done} of ${wanted} networks` : sentence);
    setText(live, isBusy ? '' : sentence);
    const rows = isTooLarge ? [] : comparisonOf(store, data, output);
    numbers.replaceChildren(
      ...rows.map(({ name, text, value, unit }) => {
        const shown = html('span', { class: 'value', 'data-ensemble': name }, formatNumber(value));
        return html('li', {}, `${text} `, shown, ` ${unit}`);
      }),
    );
    const words = rows.map(({ text, value }) => `${text} ${formatNumber(value)}.`);
    return `Ensemble of finite networks: ${[sentence, ...words].join(' ')}`;
  }

  return { element, style, draw };
}

/** @param {import('../../store/network-ensemble.js').EnsembleState} state @param {boolean} isLine */
function sentenceOf({ wanted, done, failed, isCancelled, isTooLarge }, isLine) {
  if (isTooLarge)
    return `Mean and deviation at all frames and probe points would take more than ${largestBytes / 1e6} MB: choose fewer of either.`;
  const early = failed > 0 ? ` ${failed} ended early and are left out.` : '';
  const all = done === wanted ? `All ${wanted}` : `${done} of ${wanted}`;
  const picture = isLine ? '' : ' Bands are drawn over a line only: here these numbers tell of them.';
  return `${isCancelled ? 'Cancelled: ' : ''}${all} networks have finished.${early}${picture}`;
}

/**
 * How the finite networks compare with the limit's ensemble at t, over the probe points.
 * @param {FigureStore} store
 * @param {ShownData} data
 * @param {number} output
 */
export function comparisonOf(store, { probes, outputs }, output) {
  const networks = store.ensemble.value?.at(store.shown.value);
  if (networks?.mean.length !== probes * outputs) return [];
  const frame = frameAt(store.runs.states.limit.value, store.shown.value);
  const { ensembleMean, ensembleDeviation } = frame ?? {};
  const mean = ofOutput(networks.mean, output, probes);
  const deviation = networks.deviation && ofOutput(networks.deviation, output, probes);
  const average = (/** @type {Float32Array | Float64Array | undefined} */ values) =>
    values && Array.from(values).reduce((sum, value) => sum + value / values.length, 0);
  const limitMean = ensembleMean && ofOutput(ensembleMean, output, probes);
  const gap = limitMean && mean.reduce((most, value, i) => Math.max(most, Math.abs(value - limitMean[i])), 0);
  const unit = 'unit of y';
  return [
    { name: 'deviation', text: 'σ of the finite networks, average over x:', value: average(deviation), unit },
    { name: 'limitDeviation', text: 'σ of the limit, likewise:', value: average(ensembleDeviation), unit },
    { name: 'meanGap', text: 'Largest distance of the two means:', value: gap, unit },
  ].filter(({ name }) => name === 'deviation' || ensembleMean);
}

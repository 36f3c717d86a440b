/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setAttributes, setText, withSubscripts } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { getField } from '../store/document.js';
import { frameAt } from '../store/selectors.js';
import { trainingSetOf } from '../store/training-set.js';
import { createEigenfunctionChart } from './modes/eigenfunction-chart.js';
import { drawnModes, spectraOf } from './modes/modes.js';
import { createResidualChart } from './modes/residual-chart.js';
import { createSpectrumChart } from './modes/spectrum-chart.js';

/** Points where a mode has at least this share of its largest value are lit. */
const largeShare = 0.5;

/**
 * The eigenvectors of the kernel at t = 0: how large each eigenvalue is, how fast the residual along each falls, and
 * what the one that is looked at is over the training points (C15).
 * @param {FigureStore} store
 */
export function createModesView(store) {
  let mode = 0;
  let count = 0;
  /** While a person points at a mode, the picture of the functions shows it. */
  let isPointed = false;
  let highlighted = '';
  const spectrum = createSpectrumChart(
    (chosen) => choose(chosen, true),
    () => choose(mode, false),
  );
  const eigenfunction = createEigenfunctionChart(store);
  /** @type {ReturnType<typeof createResidualChart> | undefined} */ let residuals;
  const residualPlace = html('div');
  const slider = html('input', { type: 'range', min: '1', step: '1', id: 'mode' });
  slider.addEventListener('input', () => choose(Number(slider.value) - 1, true));
  slider.addEventListener('focus', () => choose(mode, true));
  slider.addEventListener('blur', () => choose(mode, false));
  const readout = html('p', { class: 'readout' });
  const title = html('h3');
  const note = html('p', { class: 'help' });
  const element = html(
    'section',
    { class: 'panel', part: 'modes' },
    html('h2', {}, 'Modes of the kernel'),
    html(
      'ul',
      { class: 'line-legend' },
      html(
        'li',
        {},
        html('span', { class: 'dot-swatch', 'aria-hidden': 'true' }),
        html('span', {}, ...withSubscripts('λ_i of K_0, measured c_i')),
      ),
      html(
        'li',
        {},
        html('span', { class: 'dot-swatch ring', 'aria-hidden': 'true' }),
        html('span', {}, ...withSubscripts('λ_i of Θ')),
      ),
      html(
        'li',
        {},
        html('span', { class: 'line-swatch predicted', 'aria-hidden': 'true' }),
        html('span', {}, ...withSubscripts('predicted c_i')),
      ),
    ),
    spectrum.element,
    html('div', { class: 'mode-choice' }, html('label', { for: 'mode' }, 'Mode'), slider),
    readout,
    html('h3', {}, ...withSubscripts('Residual along each mode, c_i = q_iᵀ(f − y)')),
    residualPlace,
    note,
    title,
    eigenfunction.element,
  );

  /** @param {number} chosen @param {boolean} isPointing */
  function choose(chosen, isPointing) {
    if (chosen === mode && isPointing === isPointed) return;
    mode = chosen;
    isPointed = isPointing;
    draw();
  }

  /** @param {Float32Array | undefined} values q_i at each training point */
  function highlight(values) {
    const key = isPointed && values ? values.join() : '';
    if (key === highlighted) return;
    highlighted = key;
    const largest = Math.max(...(values ?? []).map(Math.abs)) || 1;
    const stems = Array.from(values ?? [], (value) => value / largest);
    const points = [...stems.keys()].filter((j) => Math.abs(stems[j]) >= largeShare);
    store.highlight.value = key ? { stems, points } : undefined;
  }

  /** @param {number} wanted number of modes */
  function prepare(wanted) {
    if (count === wanted) return;
    count = wanted;
    mode = Math.min(mode, count - 1);
    residuals?.destroy();
    residuals = createResidualChart(store, drawnModes(count), () => mode);
    residualPlace.replaceChildren(residuals.element);
  }

  function draw() {
    const [spectra, set] = [spectraOf(store), trainingSetOf(store)];
    if (!spectra || !set) return;
    prepare(spectra.initial.length);
    setAttributes(slider, { max: String(count) });
    slider.value = String(mode + 1);
    spectrum.draw(spectra, mode);
    residuals?.draw();
    const vectors = store.runs.states.network.value.constants?.eigenvectors;
    const first = mode * count + store.shownOutput.value * set.count;
    const values = vectors?.length === count ** 2 ? vectors.subarray(first, first + set.count) : undefined;
    if (values) eigenfunction.draw(set, values);
    highlight(values);
    const outputs = set.outputs > 1 ? `, its part of output ${store.shownOutput.value + 1}` : '';
    setText(title, `Eigenfunction of mode ${mode + 1} over the training points${outputs}`);
    drawTexts(spectra);
  }

  /** @param {NonNullable<ReturnType<typeof spectraOf>>} spectra */
  function drawTexts({ initial, limit }) {
    const frame = frameAt(store.runs.states.network.value, store.shown.value);
    const [measured, predicted] = [frame?.modeResiduals?.[mode], frame?.predictedModeResiduals?.[mode]];
    const text =
      `Mode ${mode + 1} of ${count}: λ = ${formatNumber(initial[mode])} in K_0, ` +
      `${formatNumber(limit?.[mode])} in Θ. Residual now ${formatNumber(measured)}, ` +
      `predicted ${formatNumber(predicted)}.`;
    if (readout.dataset.text !== text) readout.replaceChildren(...withSubscripts(text));
    readout.dataset.text = text;
    setAttributes(slider, { 'aria-valuetext': text.replaceAll('_', '') });
    setText(note, noteText(initial));
  }

  /** @param {Float32Array} eigenvalues */
  function noteText(eigenvalues) {
    const { document } = store;
    const isFlow =
      getField(document.value, 'dynamics.method') === 'flow' &&
      getField(document.value, 'dynamics.loss') === 'square';
    const zeros = eigenvalues.filter((value) => value <= 0).length;
    return [
      'Dots that leave their line: the kernel moves. The numbers are those of the modes, where their lines end.',
      zeros > 0 ? `${zeros} eigenvalues are 0 to round-off: what lies along them is never learned.` : '',
      isFlow ? '' : 'The lines are those of gradient flow of the square loss.',
    ]
      .filter((sentence) => sentence !== '')
      .join(' ');
  }

  function destroy() {
    if (highlighted) store.highlight.value = undefined;
    spectrum.destroy();
    eigenfunction.destroy();
    residuals?.destroy();
  }
  return { element, draw, destroy };
}

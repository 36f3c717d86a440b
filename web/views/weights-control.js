/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setAttributes, setText } from '../charts/dom.js';
import { saveFile } from '../charts/save-file.js';

/**
 * The initial weights as a JSON array of numbers, layer by layer, W row by row, then b: to save, and to give.
 * @param {FigureStore} store
 */
export function createWeightsControl(store) {
  const save = html('button', { type: 'button' }, 'Save initial weights');
  const file = html('input', { type: 'file', accept: 'application/json,.json', id: 'weights-file' });
  const clear = html('button', { type: 'button' }, 'Back to the seed');
  const message = html('p', { class: 'fault' });
  save.addEventListener('click', () => void saveWeights());
  clear.addEventListener('click', () => store.setWeights(undefined));
  file.addEventListener('change', () => void loadWeights());
  const element = html(
    'div',
    { class: 'field' },
    html('label', { for: 'weights-file' }, 'Given initial weights'),
    html('div', { class: 'inputs' }, file),
    html('div', { class: 'buttons' }, save, clear),
    html('p', { class: 'help' }, 'A JSON array of numbers, layer by layer: W row by row, then the biases.'),
    message,
  );

  async function saveWeights() {
    const weights = await store.initialWeights();
    if (!weights) return;
    const blob = new Blob([JSON.stringify([...weights])], { type: 'application/json' });
    saveFile(blob, 'initial-weights.json');
  }

  async function loadWeights() {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const numbers = parse(await chosen.text());
    setText(message, numbers ? '' : `${chosen.name} is not a JSON array of numbers.`);
    if (numbers) store.setWeights(Float64Array.from(numbers));
    file.value = '';
  }

  function draw() {
    setAttributes(clear, { disabled: store.weights.value === undefined });
    const faults = store.faults.value.filter(({ field }) => field.startsWith('weights'));
    if (faults.length > 0) setText(message, faults.map((fault) => fault.message).join(' '));
    else if (store.weights.value) setText(message, '');
  }
  return { element, draw };
}

/** @param {string} text @returns {number[] | undefined} */
function parse(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) && value.every((entry) => typeof entry === 'number') ? value : undefined;
  } catch {
    return undefined;
  }
}

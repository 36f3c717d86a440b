/** @import { FigureStore } from '../store/figure-store.js' */
import { fieldTable } from '../engine/field-table.js';
import { html, setAttributes, setText } from '../charts/dom.js';
import { getField } from '../store/document.js';
import { datasetOf } from './dataset-axes.js';
import { createFieldControl, hasControl } from './field-control.js';
import { irrelevantFields } from './relevant-fields.js';
import { createWeightsControl } from './weights-control.js';

const groups = [
  { name: 'data', title: 'Data' },
  { name: 'network', title: 'Network' },
  { name: 'limit', title: 'Limit' },
];

/**
 * All fields of the document, made from the engine's field table; advanced ones folded.
 * @param {FigureStore} store
 */
export function createControlsView(store) {
  const controls = fieldTable.fields
    .filter(hasControl)
    .map((field) => ({ field, control: createFieldControl(store, field.path) }));
  const elementsOf = (/** @type {(field: import('../engine/types.js').Field) => boolean} */ wanted) =>
    controls.filter(({ field }) => wanted(field)).map(({ control }) => control.element);
  const weights = createWeightsControl(store);
  const source = html('p', { class: 'help' });
  const addPoint = html('button', { type: 'button' }, 'Add a point');
  addPoint.addEventListener('click', () => store.addPointInGap());
  const undo = html('button', { type: 'button' }, 'Undo');
  const redo = html('button', { type: 'button' }, 'Redo');
  const explain = html('input', { type: 'checkbox', id: 'explain' });
  explain.addEventListener('change', () => element.classList.toggle('explained', explain.checked));
  const seed = html('button', { type: 'button', class: 'primary' }, 'New seed');
  undo.addEventListener('click', () => store.undo());
  redo.addEventListener('click', () => store.redo());
  seed.addEventListener('click', () => store.newSeed());
  const element = html(
    'form',
    { class: 'controls', part: 'controls', 'aria-label': 'Experiment' },
    html('div', { class: 'buttons' }, seed, undo, redo),
    html('label', { class: 'explain', for: 'explain' }, explain, ' Explain every control'),
    ...groups.map(({ name, title }) =>
      html(
        'fieldset',
        {},
        html('legend', {}, title),
        ...elementsOf(({ path, advanced }) => path.startsWith(`${name}.`) && !advanced),
        ...(name === 'data' ? [source, html('div', { class: 'buttons' }, addPoint)] : []),
      ),
    ),
    html(
      'details',
      {},
      html('summary', {}, 'Advanced'),
      ...elementsOf(({ advanced }) => advanced),
      weights.element,
    ),
  );
  element.addEventListener('submit', (event) => event.preventDefault());

  function draw() {
    const hidden = irrelevantFields(store.document.value);
    for (const { field, control } of controls) {
      setAttributes(control.element, { hidden: hidden.has(field.path) });
      control.draw();
    }
    const dataset = datasetOf(store);
    const isByHand = getField(store.document.value, 'data.source') === 'points';
    const hint =
      'Drag a point, or move it with the arrow keys; a double click on the plot adds one, Delete or a double click on it removes it.';
    setText(
      source,
      dataset
        ? `${dataset.title}. Source: ${dataset.source} (${dataset.licence}).`
        : isByHand
          ? `${store.trainingPoints().length} points. ${hint}`
          : hint,
    );
    setAttributes(undo, { disabled: !store.canUndo.value });
    setAttributes(redo, { disabled: !store.canRedo.value });
    weights.draw();
  }
  return { element, draw, destroy: () => {} };
}

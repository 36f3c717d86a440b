/** @import { FigureStore } from '../store/figure-store.js' */
import { fieldTable } from '../engine/field-table.js';
import { html, setAttributes } from '../charts/dom.js';
import { createDataControls } from './data/data-controls.js';
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
  const data = createDataControls(store);
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
        ...(name === 'data' ? [data.element] : []),
      ),
    ),
    html(
      'details',
      { part: 'advanced' },
      html('summary', {}, 'Advanced'),
      ...elementsOf(({ advanced }) => advanced),
      weights.element,
    ),
  );
  element.addEventListener('submit', (event) => event.preventDefault());

  /** What has nothing to do any more gives its focus to the other one: a disabled button swallows the figure's keys. */
  function drawHistory() {
    const { activeElement } = /** @type {ShadowRoot} */ (element.getRootNode());
    const [canUndo, canRedo] = [store.canUndo.value, store.canRedo.value];
    if (canUndo) undo.disabled = false;
    if (canRedo) redo.disabled = false;
    if (!canUndo && activeElement === undo) redo.focus();
    if (!canRedo && activeElement === redo) undo.focus();
    undo.disabled = !canUndo;
    redo.disabled = !canRedo;
  }

  function draw() {
    const hidden = irrelevantFields(store.document.value);
    for (const { field, control } of controls) {
      setAttributes(control.element, { hidden: hidden.has(field.path) });
      control.draw();
    }
    data.draw();
    drawHistory();
    weights.draw();
  }
  return { element, draw, destroy: () => {} };
}

/** @import { FigureStore } from '../../store/figure-store.js' */
import { fieldTable } from '../../engine/field-table.js';
import { html, setText } from '../../charts/dom.js';
import { getField } from '../../store/document.js';
import { shownData } from '../../store/shown-data.js';

const hints = {
  line: 'Drag a point, or move it with the arrow keys; a double click on the plot adds one, Delete or a double click on it removes it.',
  plane:
    'Drag a point, or move it with the arrow keys; Enter changes its class. A double click on a map adds one, Delete or a double click on it removes it.',
  rows: 'The table of points below the picture changes single numbers.',
};

/**
 * What stands below the fields of the data: where they come from, what can be done to points, one's own data.
 * @param {FigureStore} store
 */
export function createDataControls(store) {
  const text = html('p', { class: 'help' });
  const own = html('button', { type: 'button' }, 'Own data (CSV) …');
  own.addEventListener('click', () => void openImport());
  const circle = html('button', { type: 'button' }, 'Show the circle in the plane');
  circle.addEventListener('click', () => store.points.showCircleInPlane());
  const element = html(
    'div',
    { class: 'data-controls' },
    text,
    html('div', { class: 'buttons' }, own, circle),
  );

  async function openImport() {
    const { openCsvImport } = await import('./csv-import.js');
    openCsvImport(store, element);
  }

  function draw() {
    const { value: document } = store.document;
    const { source } = document.data;
    const dataset = fieldTable.datasets.find(({ value }) => value === source);
    const { count, coordinates } = shapeOf(store);
    const hint = coordinates === 1 ? hints.line : coordinates === 2 ? hints.plane : hints.rows;
    const origin = dataset ? `${dataset.title}. Source: ${dataset.source} (${dataset.licence}). ` : '';
    setText(text, `${origin}${count === undefined ? '' : `${count} points. `}${hint}`);
    circle.hidden = coordinates !== 1 || getField(document, 'data.inputMap') !== 'circle';
  }
  return { element, draw };
}

/**
 * Numbers of an input, and how many points stand in the document if they do; without a look at each of them.
 * @param {FigureStore} store
 * @returns {{ coordinates: number, count?: number }}
 */
function shapeOf(store) {
  const { source, points, inputs } = store.document.value.data;
  if (source === 'points') return { coordinates: 1, count: points.length };
  if (source === 'given') return { coordinates: inputs[0]?.length ?? 1, count: inputs.length };
  return { coordinates: shownData(store.runs)?.coordinates ?? 1 };
}

/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
import { html, setText } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { frameAt } from '../../store/selectors.js';
import { physical, standard } from '../../store/units.js';
import { rowAxesOf } from '../function/axes.js';
import style from './data.css?inline';

/** Coordinates of a point that have a column. */
const largestColumns = 12;

const jobs = /** @type {const} */ ([
  ['network', 'f'],
  ['linearisation', 'f lin'],
  ['limit', 'f lim'],
]);

/**
 * The training points as numbers that can be changed, in physical units where there are some, beside the three
 * functions at the time that is shown.
 * @param {FigureStore} store
 */
export function createPointTable(store) {
  const head = html('tr');
  const body = html('tbody');
  const note = html('p', { class: 'help' });
  const add = html('button', { type: 'button' }, 'Add a row');
  add.addEventListener('click', () => store.points.add(store.points.rows().at(-1) ?? [0, 0]));
  const table = html('table', { class: 'data-table' }, html('thead', {}, head), body);
  const scroll = { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Training points' };
  const element = html(
    'div',
    { class: 'point-table' },
    html('div', scroll, table),
    note,
    html('div', { class: 'edit-tools' }, add),
  );
  /** @type {{ inputs: HTMLInputElement[], outputs: HTMLElement[], row: HTMLTableRowElement }[]} */ let lines =
    [];
  let shape = '';

  /** @param {ShownData} data */
  const unitsOf = ({ coordinates, outputs }) => {
    const axes = rowAxesOf(store, coordinates);
    const columns = Array.from({ length: Math.min(coordinates, largestColumns) }, (_, j) => j);
    return [
      ...columns.map((entry) => ({ entry, unit: axes.inputs[entry], label: axes.inputs[entry].label })),
      ...Array.from({ length: outputs }, (_, o) => ({
        entry: coordinates + o,
        unit: axes.output,
        label: outputs === 1 ? 'y' : `y, output ${o + 1}`,
      })),
    ];
  };

  /** @param {number} index @param {ReturnType<typeof unitsOf>} columns */
  function createLine(index, columns) {
    const inputs = columns.map(({ entry, label }) => {
      const name = `Point ${index + 1}, ${label}`;
      const box = html('input', { type: 'number', step: 'any', 'aria-label': name });
      box.addEventListener('change', () => {
        const { unit } = columns[inputs.indexOf(box)];
        const value = standard(unit, Number(box.value));
        if (box.value.trim() !== '' && Number.isFinite(value)) store.points.set(index, entry, value);
        else box.value = '';
      });
      return box;
    });
    const outputs = jobs.map(() => html('td'));
    const remove = html(
      'button',
      { type: 'button', 'aria-label': `Remove point ${index + 1}`, title: 'Remove' },
      '×',
    );
    remove.addEventListener('click', () => store.points.remove(index));
    const cells = [...inputs.map((box) => html('td', {}, box)), ...outputs, html('td', {}, remove)];
    const row = html('tr', {}, html('th', { scope: 'row' }, String(index + 1)), ...cells);
    row.addEventListener('pointerenter', () => (store.pair.value = { row: index, column: index }));
    row.addEventListener('pointerleave', () => (store.pair.value = undefined));
    return { inputs, outputs, row };
  }

  /** @param {ShownData} data @param {number} output */
  function draw(data, output) {
    const rows = store.points.rows();
    const columns = unitsOf(data);
    const labels = columns.map(({ label }) => label).join();
    if (shape !== `${rows.length} ${labels}`) {
      shape = `${rows.length} ${labels}`;
      const headings = ['', ...columns.map(({ label }) => label), ...jobs.map(([, symbol]) => symbol), ''];
      head.replaceChildren(
        ...headings.map((text) => (text === '' ? html('td') : html('th', { scope: 'col' }, text))),
      );
      lines = rows.map((_, index) => createLine(index, columns));
      body.replaceChildren(...lines.map(({ row }) => row));
      const { coordinates } = data;
      const hidden = coordinates - largestColumns;
      setText(note, hidden > 0 ? `${hidden} more of ${coordinates} coordinates are not in the table.` : '');
    }
    const axes = rowAxesOf(store, data.coordinates);
    const outputs = jobs.map(
      ([job]) => frameAt(store.runs.states[job].value, store.shown.value)?.trainOutput,
    );
    lines.forEach((line, i) => {
      line.inputs.forEach((box, j) => {
        const { entry, unit } = columns[j];
        if (!box.matches(':focus')) box.value = String(Number(physical(unit, rows[i][entry]).toPrecision(5)));
      });
      line.outputs.forEach((cell, j) => {
        const values = outputs[j];
        const isThere = values?.length === rows.length * data.outputs;
        const value = isThere ? physical(axes.output, values[output * rows.length + i]) : undefined;
        setText(cell, formatNumber(value));
      });
    });
  }
  return { element, style, draw };
}

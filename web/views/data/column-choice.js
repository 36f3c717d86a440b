/** @import { Table } from './csv-table.js' */
import { html, setText } from '../../charts/dom.js';

/** Lines of the table that are shown. */
const previewRows = 4;

/**
 * The first lines of a table, and which columns are inputs and which one the target.
 * @param {() => void} onChange
 */
export function createColumnChoice(onChange) {
  const target = html('select', { id: 'csv-y' });
  const inputs = html('fieldset', { class: 'csv-inputs' });
  const preview = html('table', { class: 'data-table' });
  const caption = html('caption', {});
  const element = html(
    'div',
    { hidden: true, class: 'csv-columns' },
    html('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Preview' }, preview),
    inputs,
  );
  const field = html(
    'div',
    { class: 'field', hidden: true },
    html('label', { for: 'csv-y' }, 'Target y'),
    target,
  );
  /** @type {Table | undefined} */ let table;
  /** @type {HTMLInputElement[]} */ let boxes = [];

  const chosen = () => {
    const y = Number(target.value);
    return { x: boxes.flatMap((box, i) => (box.checked && i !== y ? [i] : [])), y };
  };
  const drawBoxes = () => boxes.forEach((box, i) => (box.disabled = i === Number(target.value)));
  target.addEventListener('change', () => {
    drawBoxes();
    onChange();
  });

  /** The last column is the target and all others inputs, until a person says otherwise. @param {Table | undefined} next */
  function setTable(next) {
    const isSame = next && table?.names.join('\n') === next.names.join('\n');
    table = next;
    element.hidden = !next;
    field.hidden = !next;
    if (!next) return;
    drawPreview(next);
    if (isSame) return;
    const { names } = next;
    target.replaceChildren(...names.map((name, i) => html('option', { value: String(i) }, name)));
    target.value = String(names.length - 1);
    boxes = names.map(() => html('input', { type: 'checkbox' }));
    boxes.forEach((box) => {
      box.checked = true;
      box.addEventListener('change', onChange);
    });
    inputs.replaceChildren(
      html('legend', {}, 'Inputs x'),
      ...names.map((name, i) => html('label', {}, boxes[i], ` ${name}`)),
    );
    drawBoxes();
  }

  /** @param {Table} shown */
  function drawPreview({ names, rows }) {
    const head = ['line', ...names].map((name) => html('th', { scope: 'col' }, name));
    const body = rows
      .slice(0, previewRows)
      .map(({ line, cells }) =>
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, String(line)),
          ...names.map((_, i) => html('td', {}, cells[i] ?? '')),
        ),
      );
    setText(caption, `${rows.length} lines${rows.length > previewRows ? `, the first ${previewRows}` : ''}`);
    preview.replaceChildren(caption, html('thead', {}, html('tr', {}, ...head)), html('tbody', {}, ...body));
  }
  return { element, target: field, table: () => table, setTable, chosen };
}

/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { OutputScaling } from './scaling.js' */
import { adoptStyle } from '../../charts/adopt-style.js';
import { html, setText } from '../../charts/dom.js';
import { fieldOf, pointBounds, rowBound } from '../../store/document.js';
import { createColumnChoice } from './column-choice.js';
import { largestText, readNumbers, readTable } from './csv-table.js';
import style from './data.css?inline';
import { areClasses, scaleRows, scalingText, thinned } from './scaling.js';

/** Faults that are listed; the others are counted. */
const listedFaults = 5;
const largestRows = fieldOf('data.count').maximum;

const scalings = /** @type {[OutputScaling, string][]} */ ([
  ['standard', 'mean 0, variance 1'],
  ['classes', 'two classes, −1 and 1'],
  ['plain', 'as it is'],
]);

/** What the last look at the text came to: rows to use, what to say, what is wrong. */
/** @typedef {{ use?: ReturnType<typeof scaleRows>, notes: string[], faults: string[] }} Judgement */

/**
 * Opens the dialogue in which a person pastes, drops or chooses a table of numbers.
 * @param {FigureStore} store
 * @param {HTMLElement} host
 */
export function openCsvImport(store, host) {
  const area = html('textarea', {
    id: 'csv-text',
    rows: '5',
    spellcheck: 'false',
    placeholder: 'year, temperature\n1880, -0.17\n1881, -0.09\n…',
  });
  const file = html('input', { type: 'file', id: 'csv-file', accept: '.csv,.tsv,.txt,text/csv,text/plain' });
  const columns = createColumnChoice(() => judge());
  const scaling = html(
    'select',
    { id: 'csv-scaling' },
    ...scalings.map(([value, label]) => html('option', { value }, label)),
  );
  const scalingField = html(
    'div',
    { class: 'field', hidden: true },
    html('label', { for: 'csv-scaling' }, 'Scaling of y'),
    scaling,
  );
  const notes = html('ul', { class: 'csv-notes' });
  const faults = html('ul');
  const use = html('button', { type: 'button', class: 'primary', disabled: true }, 'Use');
  const cancel = html('button', { type: 'button' }, 'Cancel');
  const dialog = html(
    'dialog',
    { class: 'csv-import', 'aria-labelledby': 'csv-title' },
    html('h2', { id: 'csv-title' }, 'Your own data'),
    html(
      'p',
      { class: 'help' },
      'One line a point, numbers separated by commas, semicolons or tabs; the first line may have names. Nothing leaves this page.',
    ),
    html('label', { for: 'csv-text' }, 'Paste the table, or drop a file here'),
    area,
    html('div', { class: 'field' }, html('label', { for: 'csv-file' }, 'Or choose a file'), file),
    columns.element,
    html('div', { class: 'csv-targets' }, columns.target, scalingField),
    notes,
    html('div', { class: 'fault csv-faults', role: 'alert' }, faults),
    html('div', { class: 'buttons' }, use, cancel),
  );
  /** @type {Judgement} */ let judgement = { notes: [], faults: [] };

  /** The table changed: other columns are there. */
  function read() {
    const table = area.value.length <= largestText ? readTable(area.value) : undefined;
    columns.setTable(table);
    const y = table && readNumbers(table, [columns.chosen().y]).rows.map(([value]) => value);
    scaling.value = y && areClasses(y) ? 'classes' : 'standard';
    judge();
  }

  function judge() {
    judgement = judgementOf(area.value, columns, /** @type {OutputScaling} */ (scaling.value));
    scalingField.hidden = !columns.table();
    const items = (/** @type {string[]} */ texts) => texts.map((text) => html('li', {}, text));
    notes.replaceChildren(...items(judgement.notes));
    faults.replaceChildren(...items(judgement.faults));
    const count = judgement.use?.rows.length ?? 0;
    use.disabled = count === 0;
    setText(use, count === 0 ? 'Use' : count === 1 ? 'Use 1 point' : `Use ${count} points`);
  }

  async function readFile(/** @type {File | undefined} */ chosen) {
    if (!chosen) return;
    area.value = chosen.size > largestText ? ' '.repeat(largestText + 1) : await chosen.text();
    read();
  }

  area.addEventListener('input', read);
  scaling.addEventListener('change', judge);
  file.addEventListener('change', () => void readFile(file.files?.[0]));
  dialog.addEventListener('dragover', (event) => event.preventDefault());
  dialog.addEventListener('drop', (event) => {
    event.preventDefault();
    void readFile(event.dataTransfer?.files[0]);
  });
  use.addEventListener('click', () => {
    if (!judgement.use) return;
    const { rows, units } = judgement.use;
    store.points.replace(rows, units.inputs.length, units);
    dialog.close();
  });
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  // The figure's keys are not the dialogue's.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  adoptStyle(host, style);
  host.append(dialog);
  dialog.showModal();
}

/**
 * @param {string} text
 * @param {ReturnType<typeof createColumnChoice>} columns
 * @param {OutputScaling} outputScaling
 * @returns {Judgement}
 */
function judgementOf(text, columns, outputScaling) {
  if (text.length > largestText)
    return { notes: [], faults: [`The text is longer than ${largestText / 1e6} million characters.`] };
  const table = columns.table();
  if (!table) return { notes: [], faults: text.trim() === '' ? [] : ['There is no line with numbers.'] };
  const { x, y } = columns.chosen();
  if (table.names.length < 2) return { notes: [], faults: ['One column only: x and y are needed.'] };
  if (x.length === 0) return { notes: [], faults: ['Choose at least one column for x.'] };
  const { rows: all, faults } = readNumbers(table, [...x, y]);
  const listed = faults.slice(0, listedFaults);
  if (faults.length > listedFaults) listed.push(`… and ${faults.length - listedFaults} lines more.`);
  if (all.length === 0) return { notes: [], faults: [...listed, 'No line is left to use.'] };
  if (outputScaling === 'classes' && !areClasses(all.map((row) => row[x.length])))
    return { notes: [], faults: [...listed, `${table.names[y]} has not two different values.`] };
  const names = [...x, y].map((column) => table.names[column]);
  const use = scaleRows(thinned(all, largestRows), names, outputScaling);
  const bound = x.length === 1 ? pointBounds.y : rowBound;
  const isTooLarge = use.rows.some((row) => Math.abs(row[x.length]) > bound);
  if (isTooLarge)
    return { notes: [], faults: [...listed, `Targets reach beyond ±${bound}: choose another scaling of y.`] };
  return { use, notes: notesOf(table, all.length, faults.length, use), faults: listed };
}

/**
 * @param {import('./csv-table.js').Table} table
 * @param {number} count of usable lines
 * @param {number} leftOut
 * @param {ReturnType<typeof scaleRows>} use
 */
function notesOf(table, count, leftOut, { units }) {
  const { inputs, output } = units;
  const letters = inputs.length === 1 ? ['x'] : ['x₁', 'x₂', 'x₃'];
  const range = inputs.length <= 2 ? 'x fills [−π, π]' : 'each x has mean 0 and variance 1';
  const shown = inputs.slice(0, 3).map((unit, j) => scalingText(letters[j], unit));
  return [
    `${count} usable lines, separated by ${table.separator}${leftOut > 0 ? `; ${leftOut} left out, see below` : ''}.`,
    ...(count > largestRows
      ? [`The engine takes ${largestRows} points: equally spaced lines are used.`]
      : []),
    `Scaled: ${range}. ${[...shown, ...(inputs.length > 3 ? ['…'] : []), scalingText('y', output)].join(', ')}.`,
  ];
}

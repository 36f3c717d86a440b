import { dsvFormat } from 'd3-dsv';

/** Characters that are looked at. */
export const largestText = 2e6;
/** Columns that can be chosen. */
const largestColumns = 64;

/**
 * @typedef {object} Table
 * @property {string[]} names of the columns, from the first line or made
 * @property {{ line: number, cells: string[] }[]} rows `line` counts from 1 in the text
 * @property {string} separator
 */

const separators = /** @type {Record<string, string>} */ ({ '\t': 'tabs', ';': 'semicolons', ',': 'commas' });

/** @param {string} text */
const separatorOf = (text) => {
  const [first = ''] = text.split('\n', 1);
  return Object.keys(separators).find((separator) => first.includes(separator)) ?? ',';
};

/**
 * A number as people write it: 1.5, −2e3, and 1,5 where commas do not separate; NaN for all else.
 * @param {string} cell
 */
export function numberOf(cell) {
  const text = cell.trim().replace('−', '-');
  if (/^[-+]?\d+,\d+$/.test(text)) return Number(text.replace(',', '.'));
  return text === '' ? NaN : Number(text);
}

/**
 * @param {string} text comma-, semicolon- or tab-separated; empty lines and lines that begin with # are left out
 * @returns {Table | undefined} undefined if there is nothing
 */
export function readTable(text) {
  const separator = separatorOf(text.replace(/^\s+/, ''));
  let line = 1;
  const rows = dsvFormat(separator)
    .parseRows(text.replace(/^\uFEFF/, ''))
    .flatMap((cells) => {
      const row = { line, cells: cells.map((cell) => cell.trim()) };
      // A quoted cell may run over several lines.
      line += 1 + cells.reduce((count, cell) => count + (cell.match(/\n/g)?.length ?? 0), 0);
      const isEmpty = row.cells.every((cell) => cell === '') || row.cells[0].startsWith('#');
      return isEmpty ? [] : [row];
    });
  if (rows.length === 0) return undefined;
  const [first] = rows;
  const hasNames = first.cells.some((cell) => Number.isNaN(numberOf(cell)) && cell !== '');
  const names = first.cells.map((cell, i) => (hasNames && cell !== '' ? cell : `column ${i + 1}`));
  return {
    names: names.slice(0, largestColumns),
    rows: hasNames ? rows.slice(1) : rows,
    separator: separators[separator],
  };
}

/**
 * Lines whose chosen cells are numbers, and what is wrong with the others.
 * @param {Table} table
 * @param {number[]} columns
 * @returns {{ rows: number[][], faults: string[] }}
 */
export function readNumbers({ names, rows }, columns) {
  /** @type {string[]} */
  const faults = [];
  const good = rows.flatMap(({ line, cells }) => {
    const numbers = columns.map((column) => numberOf(cells[column] ?? ''));
    const at = numbers.findIndex((number) => !Number.isFinite(number));
    if (at < 0) return [numbers];
    const cell = cells[columns[at]];
    const where = `Line ${line}, ${names[columns[at]]}`;
    if (cell === undefined) faults.push(`Line ${line} has ${cells.length} of ${names.length} cells.`);
    else if (cell === '') faults.push(`${where}: the cell is empty.`);
    else faults.push(`${where}: “${cell.slice(0, 30)}” is not a number.`);
    return [];
  });
  return { rows: good, faults };
}

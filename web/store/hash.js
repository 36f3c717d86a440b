/**
 * The document as a URL hash: `#v=1&network.width=8`, only what differs from the defaults, values by name; `hide=` lists
 * what a teacher hides. Hashes come from strangers: values are clamped, and what cannot be read is named in a warning
 * and left at its default.
 */
/** @import { ExperimentDocument, Field } from '../engine/types.js' */
import {
  changedFields,
  clampNumber,
  clampPoint,
  clampRow,
  defaultDocument,
  fieldOf,
  fields,
  getField,
  longestList,
  withField,
} from './document.js';
import { readHidden } from './hideable.js';

const hashVersion = 1;

/** Entries of a list are separated by commas, rows and points by semicolons. @param {unknown} value */
function valueText(value) {
  const text = Array.isArray(value) ? value.join(Array.isArray(value[0]) ? ';' : ',') : String(value);
  return encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3B', ';');
}

/** @param {ExperimentDocument} document @param {string} path */
export const fieldEntry = (document, path) => `${path}=${valueText(getField(document, path))}`;

/**
 * @param {ExperimentDocument} document
 * @param {string[]} [hidden] names of hideable.js and paths of fields
 * @returns {string} with the leading `#`
 */
export function encodeHash(document, hidden = []) {
  const entries = changedFields(defaultDocument(), document).map((path) => fieldEntry(document, path));
  if (hidden.length > 0) entries.push(`hide=${hidden.join()}`);
  return `#${[`v=${hashVersion}`, ...entries].join('&')}`;
}

const numberOf = (/** @type {string} */ text) => (text.trim() === '' ? NaN : Number(text));
const numbersOf = (/** @type {string} */ text) => text.split(',').map(numberOf);

/**
 * @param {Field} field
 * @param {string} text
 * @returns {{ value?: unknown, warning?: string }}
 */
function readNumber(field, text) {
  const number = numberOf(text);
  if (!Number.isFinite(number)) return { warning: `${field.path} is not a number` };
  const value = clampNumber(field, number);
  return value === number
    ? { value }
    : { value, warning: `${field.path} was changed from ${number} to ${value}` };
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {{ value?: unknown, warning?: string }}
 */
function readList(field, text) {
  if (text === '') return { value: [] };
  const numbers = numbersOf(text);
  if (!numbers.every(Number.isFinite))
    return { warning: `${field.path} must be numbers separated by commas` };
  if (numbers.length > longestList) return { warning: `${field.path} has more than ${longestList} numbers` };
  const value = numbers.map((number) => clampNumber(field, number));
  return value.every((number, i) => number === numbers[i])
    ? { value }
    : { value, warning: `${field.path} was changed from ${numbers.join(', ')} to ${value.join(', ')}` };
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {{ value?: unknown, warning?: string }}
 */
function readRows(field, text) {
  if (text === '') return { value: [] };
  const rows = text.split(';').map(numbersOf);
  if (!rows.every((row) => row.every(Number.isFinite)))
    return { warning: `${field.path} must be rows of numbers x,y,… separated by semicolons` };
  if (rows.length > field.maximum) return { warning: `${field.path} has more than ${field.maximum} rows` };
  const { maximum } = fieldOf('data.dimension');
  if (rows.some(({ length }) => length > maximum))
    return { warning: `${field.path} has more than ${maximum} numbers in a row` };
  const value = rows.map(clampRow);
  const isClamped = value.some((row, i) => row.some((number, j) => number !== rows[i][j]));
  return { value, warning: isClamped ? `${field.path} had too large numbers; they were clamped` : undefined };
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {{ value?: unknown, warning?: string }}
 */
function readPoints(field, text) {
  if (text === '') return { value: [] };
  const pairs = text.split(';').map(numbersOf);
  if (!pairs.every((pair) => pair.length === 2 && pair.every(Number.isFinite)))
    return { warning: `${field.path} must be pairs x,y separated by semicolons` };
  if (pairs.length > field.maximum) return { warning: `${field.path} has more than ${field.maximum} points` };
  const value = /** @type {[number, number][]} */ (pairs).map(clampPoint);
  const isMoved = value.some(([x, y], i) => x !== pairs[i][0] || y !== pairs[i][1]);
  return {
    value,
    warning: isMoved
      ? `${field.path} had points outside the picture; they were moved to its edge`
      : undefined,
  };
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {{ value?: unknown, warning?: string }}
 */
function readValue(field, text) {
  if (field.type === 'points') return readPoints(field, text);
  if (field.type === 'rows') return readRows(field, text);
  if (field.type === 'integers' || field.type === 'numbers') return readList(field, text);
  if (field.type === 'boolean') {
    return text === 'true' || text === 'false'
      ? { value: text === 'true' }
      : { warning: `${field.path} must be true or false` };
  }
  if (field.type === 'choice') {
    const isKnown = field.choices.some(({ value }) => value === text);
    return isKnown ? { value: text } : { warning: `${field.path} has no choice of that name` };
  }
  return readNumber(field, text);
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} hash with or without the leading `#`
 * @returns {{ document: ExperimentDocument, hidden: string[], warnings: string[] }}
 */
export function decodeHash(hash) {
  let document = defaultDocument();
  /** @type {string[]} */
  let hidden = [];
  /** @type {string[]} */
  const warnings = [];
  const text = hash.replace(/^#/, '');
  for (const entry of text === '' ? [] : text.split('&')) {
    const at = entry.indexOf('=');
    const key = decode(at < 0 ? entry : entry.slice(0, at));
    const value = decode(at < 0 ? '' : entry.slice(at + 1));
    const field = fields.get(key);
    if (key === 'v') {
      if (value !== String(hashVersion))
        warnings.push(`this link is of version ${value.slice(0, 20)}, not ${hashVersion}`);
    } else if (key === 'hide') {
      const read = readHidden(value);
      hidden = read.hidden;
      warnings.push(...read.warnings);
    } else if (field) {
      const read = readValue(field, value);
      if (read.value !== undefined) document = withField(document, key, read.value);
      if (read.warning) warnings.push(read.warning);
    } else if (!/^((view|sweep|output|slice|members)$|pin(\.|$))/.test(key)) {
      warnings.push(`"${key.slice(0, 40)}" is not a field of an experiment`);
    }
  }
  return { document, hidden, warnings };
}

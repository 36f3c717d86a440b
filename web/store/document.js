/** @import { ExperimentDocument, Fault, Field, JobName } from '../engine/types.js' */
import { fieldTable } from '../engine/field-table.js';

/** @type {Map<string, Field>} */
export const fields = new Map(fieldTable.fields.map((field) => [field.path, field]));

/**
 * @param {string} path
 * @returns {Field}
 */
export function fieldOf(path) {
  const field = fields.get(path);
  if (!field) throw new RangeError(`no field "${path}" in an experiment`);
  return field;
}

/**
 * @param {ExperimentDocument} document
 * @param {string} path such as `network.width`
 */
export function getField(document, path) {
  const [group, key] = path.split('.');
  return document[group]?.[key] ?? fieldOf(path).default;
}

/**
 * A copy of the document with one field changed.
 * @param {ExperimentDocument} document
 * @param {string} path
 * @param {unknown} value
 * @returns {ExperimentDocument}
 */
export function withField(document, path, value) {
  fieldOf(path);
  const [group, key] = path.split('.');
  return { ...document, [group]: { ...document[group], [key]: value } };
}

/** @returns {ExperimentDocument} every field at its default */
export function defaultDocument() {
  /** @type {ExperimentDocument} */
  const empty = { version: fieldTable.version };
  return fieldTable.fields.reduce((document, field) => withField(document, field.path, field.default), empty);
}

/**
 * A document with the defaults of what it does not say; the engine judges the rest.
 * @param {any} given a document, or what holds one as `document`
 * @returns {ExperimentDocument}
 */
export function completed(given) {
  const document = given?.document ?? given;
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Error('it holds no object');
  const groupsOf = Object.entries(defaultDocument()).map(([name, usual]) => [
    name,
    typeof usual === 'object' && typeof document[name] === 'object'
      ? { ...usual, ...document[name] }
      : (document[name] ?? usual),
  ]);
  return { ...document, ...Object.fromEntries(groupsOf) };
}

const isListOf = (/** @type {(entry: unknown) => boolean} */ is) => (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.every(is);
const isNumber = (/** @type {unknown} */ value) => typeof value === 'number';
const isRows = isListOf(isListOf(isNumber));

/** What a value of each type of field is, and how a sentence says it. @type {Record<string, [(value: any) => boolean, string]>} */
const shapes = {
  number: [isNumber, 'a number'],
  integer: [isNumber, 'a number'],
  boolean: [(value) => typeof value === 'boolean', 'true or false'],
  choice: [(value) => typeof value === 'string', 'a name'],
  numbers: [isListOf(isNumber), 'a list of numbers'],
  integers: [isListOf(isNumber), 'a list of numbers'],
  rows: [isRows, 'a list of rows of numbers'],
  points: [isRows, 'a list of pairs of numbers'],
};

/**
 * Faults of a document of strangers that no view could draw; whether its values are allowed the engine says.
 * @param {ExperimentDocument} document complete
 * @returns {Fault[]}
 */
export const misshapen = (document) =>
  [...fields.values()].flatMap(({ path, type }) => {
    const [group, key] = path.split('.');
    const value = document[group]?.[key];
    const [is, name] = shapes[type];
    return is(value)
      ? []
      : [{ field: path, value: String(JSON.stringify(value)), message: `${path} must be ${name}` }];
  });

/** @param {unknown} a @param {unknown} b */
const isSame = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Paths whose values differ.
 * @param {ExperimentDocument} before
 * @param {ExperimentDocument} after
 */
export const changedFields = (before, after) =>
  [...fields.keys()].filter((path) => !isSame(getField(before, path), getField(after, path)));

/**
 * Jobs whose results a change of the document makes worthless, as the engine's table says.
 * @param {ExperimentDocument} before
 * @param {ExperimentDocument} after
 * @returns {Set<JobName>}
 */
export const staleJobs = (before, after) =>
  new Set(changedFields(before, after).flatMap((path) => fieldOf(path).jobs));

/**
 * The nearest allowed value of a number or integer field, or of an entry of a list of them.
 * @param {Field} field
 * @param {number} value finite
 */
export function clampNumber(field, value) {
  const whole = field.type.startsWith('integer') ? Math.round(value) : value;
  return Math.min(field.maximum, Math.max(field.minimum, whole));
}

/** Largest |x| and |y| of a point placed by hand, as the engine's reader has them. */
export const pointBounds = { x: Math.PI, y: 100 };

/** Largest |entry| of given rows, likewise. */
export const rowBound = 1e4;

/** Most entries of a list of numbers: one an affine layer. */
export const longestList = fieldOf('network.depth').maximum + 1;

const clamp = (/** @type {number} */ value, /** @type {number} */ bound) =>
  Math.min(bound, Math.max(-bound, value));

/**
 * @param {number[]} point x, y, both finite
 * @returns {[number, number]}
 */
export const clampPoint = ([x, y]) => [clamp(x, pointBounds.x), clamp(y, pointBounds.y)];

/** @param {number[]} row finite numbers */
export const clampRow = (row) => row.map((value) => clamp(value, rowBound));

const planeSources = new Set(['xor', 'spirals', 'circles', 'halfPlane']);

/** Whether a source draws points of the plane. */
export const isInPlane = (/** @type {string} */ source) => planeSources.has(source);

const lineSources = new Set(['sine', 'step', 'sawtooth', 'fourier', 'points', 'globalTemperature']);

/** Whether inputs of a source are numbers x, as the plots have them, and not points of a plane or beyond. */
export const isOnLine = (/** @type {string} */ source) => lineSources.has(source);

/** @import { Unit } from '../../store/units.js' */
import { standard } from '../../store/units.js';

/** @typedef {'standard' | 'classes' | 'plain'} OutputScaling */

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean 0 and variance 1; a constant column becomes 0. @param {string} label @param {number[]} values @returns {Unit} */
function standardised(label, values) {
  const offset = mean(values);
  return { label, offset, scale: Math.sqrt(mean(values.map((value) => (value - offset) ** 2))) || 1 };
}

/** The two ends become −size and size. @param {string} label @param {number[]} values @param {number} size @returns {Unit} */
function stretched(label, values, size) {
  const [low, high] = extent(values);
  return { label, offset: (low + high) / 2, scale: (high - low) / (2 * size) || 1 };
}

/** @param {number[]} values @returns {[number, number]} */
const extent = (values) =>
  values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);

/** Whether values are of two classes only. @param {number[]} values */
export const areClasses = (values) => new Set(values).size === 2;

/**
 * Rows of c inputs and one target in the numbers that the engine is given, and what these mean.
 *
 * One or two inputs fill [−π, π]; more have mean 0 and variance 1 each. The target has mean 0 and variance 1, or its
 * two values become −1 and 1, or it stays as it is.
 * @param {number[][]} rows
 * @param {string[]} names of the columns
 * @param {OutputScaling} outputScaling
 */
export function scaleRows(rows, names, outputScaling) {
  const coordinates = names.length - 1;
  const column = (/** @type {number} */ j) => rows.map((row) => row[j]);
  const inputs = names
    .slice(0, coordinates)
    .map((name, j) =>
      coordinates <= 2 ? stretched(name, column(j), Math.PI) : standardised(name, column(j)),
    );
  const targets = column(coordinates);
  const name = names[coordinates];
  const output = {
    standard: () => standardised(name, targets),
    classes: () => stretched(name, targets, 1),
    plain: () => ({ label: name, offset: 0, scale: 1 }),
  }[outputScaling]();
  const units = [...inputs, output];
  const scaled = rows.map((row) => row.map((value, j) => standard(units[j], value)));
  return { rows: scaled, units: { inputs, output } };
}

/**
 * At most so many rows, equally spaced in the file, the first one included.
 * @template Row
 * @param {Row[]} rows
 * @param {number} largest
 */
export const thinned = (rows, largest) =>
  rows.length <= largest
    ? rows
    : Array.from({ length: largest }, (_, i) => rows[Math.floor((i * rows.length) / largest)]);

/** @param {string} letter @param {Unit} unit such as x = (year − 1951.5)/22.8 */
export function scalingText(letter, { label, offset, scale }) {
  if (offset === 0 && scale === 1) return `${letter} = ${label}`;
  const short = (/** @type {number} */ value) => String(Number(value.toPrecision(6)));
  const sign = offset < 0 ? '+' : '−';
  return `${letter} = (${label} ${sign} ${short(Math.abs(offset))}) / ${short(scale)}`;
}

/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { Unit, Units } from '../../store/units.js' */
/** @import uPlot from 'uplot' */

/** @param {string} label @returns {Unit} */
const plain = (label) => ({ label, offset: 0, scale: 1 });

/** Named targets and points put by hand are their own units. @type {Units} */
const plainAxes = { inputs: [plain('x')], output: plain('f(x)') };

/** @param {Pick<RunSource, 'points'>} store @returns {Units} the same object as long as it means the same */
export const axesOf = (store) => store.points.units() ?? plainAxes;

/** The unit of differences of outputs, such as °C. @param {Units} axes */
export const outputUnit = ({ output }) => output.label.split(', ')[1] ?? '';

/** Without a thousands separator, since it may be a year. */
export const formatPlain = (/** @type {number} */ value, digits = 6) =>
  String(Number(value.toPrecision(digits))).replace('-', '−');

/** Ticks of such numbers. */
export const plainNumbers = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) =>
  ticks.map((value) => formatPlain(value));

/** @type {Units} */
const plainPlane = { inputs: [plain('x₁'), plain('x₂')], output: plain('f(x)') };

/** @param {RunSource} store @returns {Units} of two inputs */
export function planeAxesOf(store) {
  const units = store.points.units();
  return units?.inputs.length === 2 ? units : plainPlane;
}

const digits = '₀₁₂₃₄₅₆₇₈₉';
const subscript = (/** @type {number} */ index) => [...String(index)].map((d) => digits[Number(d)]).join('');

/** @param {RunSource} store @param {number} coordinates @returns {Units} of any number of inputs */
export function rowAxesOf(store, coordinates) {
  const units = store.points.units();
  if (units?.inputs.length === coordinates) return units;
  const inputs = Array.from({ length: coordinates }, (_, j) => plain(`x${subscript(j + 1)}`));
  return { inputs, output: plainAxes.output };
}

/** @import { FigureStore } from './figure-store.js' */
import { shownData } from './shown-data.js';

/**
 * The training points of the run on the screen, with their order in pictures.
 *
 * @typedef {object} TrainingSet
 * @property {number} count n
 * @property {number} coordinates c of each
 * @property {number} outputs k
 * @property {Float32Array} x n·c numbers, point by point
 * @property {Float32Array} y k·n numbers, output by output
 * @property {number[]} order of the points in pictures: along x; else by target, then by angle
 * @property {string} orderName
 */

/**
 * @param {FigureStore} store
 * @returns {TrainingSet | undefined}
 */
export function trainingSetOf(store) {
  const data = shownData(store.runs);
  if (!data) return undefined;
  const { count, coordinates, outputs } = data;
  const { trainX: x, trainY: y } = data.constants;
  const angle = (/** @type {number} */ i) => Math.atan2(x[i * coordinates + 1], x[i * coordinates]);
  const byTarget = (/** @type {number} */ a, /** @type {number} */ b) => y[a] - y[b] || angle(a) - angle(b);
  const isLine = coordinates === 1;
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) =>
    isLine ? x[a] - x[b] : byTarget(a, b),
  );
  const orderName = isLine ? 'in the order of x' : 'in the order of their targets';
  return { count, coordinates, outputs, x, y, order, orderName };
}

/**
 * One n × n block of a kernel matrix over n or k·n rows, which stand output by output. A matrix over n rows is that of
 * every output, and between two outputs 0.
 * @param {Float32Array | undefined} matrix
 * @param {TrainingSet} set
 * @param {number} row output of its rows @param {number} column output of its columns
 * @returns {Float32Array | undefined} undefined where the matrix is of other data
 */
export function blockOf(matrix, { count, outputs }, row, column) {
  if (matrix?.length === count ** 2) return row === column ? matrix : new Float32Array(count ** 2);
  const order = count * outputs;
  if (matrix?.length !== order ** 2) return undefined;
  const first = row * count * order + column * count;
  return Float32Array.from(
    { length: count ** 2 },
    (_, i) => matrix[first + Math.floor(i / count) * order + (i % count)],
  );
}

/**
 * The whole matrix over k·n rows, output by output; one over n rows stands in its diagonal blocks.
 * @param {Float32Array | undefined} matrix
 * @param {TrainingSet} set
 * @returns {Float32Array | undefined} undefined where the matrix is of other data
 */
export function wholeOf(matrix, { count, outputs }) {
  const order = count * outputs;
  if (matrix?.length === order ** 2) return matrix;
  if (matrix?.length !== count ** 2) return undefined;
  const whole = new Float32Array(order ** 2);
  for (let row = 0; row < order; row += 1) {
    const own = (row % count) * count;
    whole.set(matrix.subarray(own, own + count), row * order + row - (row % count));
  }
  return whole;
}

/** @import { Tensor, TensorLike } from './types.js' */

/**
 * Rows of numbers as a tensor; a list of numbers is n inputs of one number.
 * @param {ArrayLike<number | ArrayLike<number>>} rows n rows of d numbers, or n numbers
 * @returns {Tensor} shape [n, d]
 */
export function tensor(rows) {
  const table = Array.from(rows, (row) => (typeof row === 'number' ? [row] : Array.from(row)));
  const columns = table[0]?.length ?? 0;
  if (table.some((row) => row.length !== columns)) throw new RangeError('tensor: rows differ in length');
  return { data: Float64Array.from(table.flat()), shape: [table.length, columns] };
}

/**
 * The rows of a tensor [n, d].
 * @param {TensorLike} of
 * @returns {number[][]}
 */
export function rowsOf({ data, shape: [count, columns] }) {
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: columns }, (__, j) => data[i * columns + j]),
  );
}

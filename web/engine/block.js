/** @import { Block, LayoutEntry } from './types.js' */

/**
 * Names the parts of a block: views into it, no copies.
 * @param {LayoutEntry[]} layout
 * @param {Float32Array} values
 * @returns {Block}
 */
export function unpack(layout, values) {
  return Object.fromEntries(
    layout.map(({ name, offset, shape }) => [
      name,
      values.subarray(offset, offset + shape.reduce((size, extent) => size * extent, 1)),
    ]),
  );
}

/** What is looked at and stands in no field: which output, and which slice through the inputs; in a hash counted from 1. */

/** Larger numbers are no output or coordinate of any document. */
const largest = 9999;

/**
 * @param {string} hash
 * @param {{ output: number, slice: number }} look output from 0; slice 0 is predicted against true, i along coordinate i
 */
export const withLook = (hash, { output, slice }) =>
  hash + (output > 0 ? `&output=${output + 1}` : '') + (slice > 0 ? `&slice=${slice}` : '');

/**
 * @param {string} hash
 * @returns {{ look: { output: number, slice: number }, warnings: string[] }} what cannot be read is as at first
 */
export function lookIn(hash) {
  /** @type {string[]} */
  const warnings = [];
  const read = (/** @type {string} */ name) => {
    const text = hash.match(new RegExp(`[#&]${name}=([^&]*)`))?.[1];
    if (text === undefined) return 0;
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= largest) return number;
    warnings.push(`${name} is a number from 1 on`);
    return 0;
  };
  return { look: { output: Math.max(0, read('output') - 1), slice: read('slice') }, warnings };
}

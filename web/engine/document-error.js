/** @import { Fault } from './types.js' */

/** A document or a call that the engine refuses; `faults` names every field at once. */
export class DocumentError extends Error {
  /** @param {Fault[]} faults */
  constructor(faults) {
    super(faults.map(({ message }) => message).join('\n'));
    this.name = 'DocumentError';
    this.faults = faults;
  }
}

/**
 * @param {Fault[]} faults
 * @throws {DocumentError} if there are any
 */
export function refuse(faults) {
  if (faults.length > 0) throw new DocumentError(faults);
}

/**
 * What a call of the module returned, if it was not refused.
 * @template Result
 * @param {Result | { faults: Fault[] }} result
 * @returns {Result}
 */
export function accept(result) {
  if (typeof result === 'object' && result !== null && 'faults' in result)
    throw new DocumentError(result.faults);
  return /** @type {Result} */ (result);
}

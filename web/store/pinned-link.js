/**
 * The pinned document in a hash: `pin.network.width=64` for each field that differs from the current document, `pin=same`
 * if none does. What comes from strangers is clamped and named in warnings as the rest of a hash.
 */
/** @import { ExperimentDocument } from '../engine/types.js' */
import { changedFields } from './document.js';
import { decodeHash, fieldEntry } from './hash.js';

/**
 * @param {string} hash of the current document
 * @param {ExperimentDocument} document
 * @param {ExperimentDocument | undefined} pinned
 */
export function withPinned(hash, document, pinned) {
  if (!pinned) return hash;
  const entries = changedFields(document, pinned).map((path) => `pin.${fieldEntry(pinned, path)}`);
  return [hash, ...(entries.length > 0 ? entries : ['pin=same'])].join('&');
}

/**
 * @param {string} hash
 * @returns {{ pinned: ExperimentDocument | undefined, warnings: string[] }}
 */
export function pinnedIn(hash) {
  const entries = hash.replace(/^#/, '').split('&');
  const isPin = (/** @type {string} */ entry) => /^pin(\.|=|$)/.test(entry);
  const own = entries.filter(isPin);
  if (own.length === 0) return { pinned: undefined, warnings: [] };
  const differences = own.filter((entry) => entry.startsWith('pin.')).map((entry) => entry.slice(4));
  // Of two entries of a field the last one counts.
  const { document } = decodeHash([...entries.filter((entry) => !isPin(entry)), ...differences].join('&'));
  const { warnings } = decodeHash(differences.join('&'));
  return { pinned: document, warnings: warnings.map((warning) => `pinned run: ${warning}`) };
}

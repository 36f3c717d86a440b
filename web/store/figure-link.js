/** @import { FigureStore } from './figure-store.js' */
import { encodeHash } from './hash.js';
import { withMembers } from './members-link.js';
import { withPinned } from './pinned-link.js';

/**
 * What a figure computes as a hash: its document, the ensemble of finite networks, the pinned run.
 * @param {Pick<FigureStore, 'document' | 'members' | 'pinned'>} store
 * @param {string[]} [hidden] names of hideable.js and paths of fields
 */
export const figureHash = ({ document: { value: document }, members, pinned }, hidden) =>
  withPinned(withMembers(encodeHash(document, hidden), members.value), document, pinned.value);

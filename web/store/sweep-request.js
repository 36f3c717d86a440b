/** @import { ExperimentDocument } from '../engine/types.js' */
/** @import { SweepPlan } from './sweep-plan.js' */
import { cellKey } from '../engine/sweep.js';
import { changedFields, fieldOf, fields, getField } from './document.js';
import { planText, valuesOf } from './sweep-plan.js';

/**
 * What a sweep is asked for: an experiment and a plan; which cells that are, and which requests have cells in common.
 *
 * @typedef {{ document: ExperimentDocument, plan: SweepPlan }} Request
 */

/** What the cells of a sweep do not depend on, since every cell or the engine sets it. */
const unused = (/** @type {string} */ path) => path === 'network.member' || path.startsWith('observe.');

/** @type {WeakMap<ExperimentDocument, Map<string, string>>} */
const knownKeys = new WeakMap();

/** All that the cells of one field have in common; made once a document. @param {Request} request */
export function experimentKey({ document, plan: { path } }) {
  const keys = knownKeys.get(document) ?? new Map();
  knownKeys.set(document, keys);
  if (!keys.has(path)) {
    const others = [...fields.keys()].filter((other) => other !== path && !unused(other));
    keys.set(path, [path, ...others.map((other) => JSON.stringify(getField(document, other)))].join());
  }
  return keys.get(path);
}

/** Most draws that are counted here; the engine refuses more. */
const mostMembers = 1000;

/** Every cell, one draw after another. @param {Request} request */
export function cellsOf({ plan }) {
  const members = Math.min(Math.max(0, Math.floor(plan.members) || 0), mostMembers);
  const values = valuesOf(plan);
  return Array.from({ length: members }, (_, member) =>
    values.map((value, position) => ({ value, position, member })),
  ).flat();
}

/** Keys of all cells, in their order. @param {Request} request */
export const keysOf = (request) => cellsOf(request).map(({ value, member }) => cellKey(value, member));

/** @param {Request} a @param {Request} b */
export const isSameRequest = (a, b) =>
  a.document === b.document && planText({ ...a.plan, measure: '' }) === planText({ ...b.plan, measure: '' });

/** The same cells. @param {Request} a @param {Request} b */
export const isSameSweep = (a, b) =>
  planText({ ...a.plan, measure: '' }) === planText({ ...b.plan, measure: '' }) &&
  experimentKey(a) === experimentKey(b);

/**
 * Labels of the fields in which an older request differs from what is set now, apart from the one that is swept.
 * @param {Request} before
 * @param {Request} now
 */
export const changedLabels = (before, now) =>
  changedFields(before.document, now.document)
    .filter((path) => path !== now.plan.path && !unused(path))
    .map((path) => fieldOf(path).label);

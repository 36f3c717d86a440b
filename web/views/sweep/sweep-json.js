/** @import { ShownSweep } from '../../store/sweep-store.js' */
import { engineVersion } from '../../engine/field-table.js';
import { measures } from './measures.js';

/** JSON has no ∞ and no NaN: they are strings. */
const named = (/** @type {string} */ _, /** @type {unknown} */ value) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/**
 * The whole sweep: experiment, plan, what is measured, and every finished cell with all its measures, by value and draw.
 * @param {ShownSweep} sweep
 * @returns {string}
 */
export function sweepJson({ document, plan, values, cells }) {
  const { path, members } = plan;
  const sorted = cells.toSorted((a, b) => a.value - b.value || a.member - b.member);
  const about = measures.map(({ name, title, unit, help }) => ({ name, title, unit, help }));
  const head = { format: 'ntk-lab-sweep', engine: engineVersion, document, path, values, members };
  return `${JSON.stringify({ ...head, measures: about, cells: sorted }, named)}\n`;
}

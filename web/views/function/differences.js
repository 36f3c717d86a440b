/** @import { ExperimentDocument, Field } from '../../engine/types.js' */
import { changedFields, fieldOf, getField } from '../../store/document.js';
import { irrelevantFields } from '../relevant-fields.js';

/** @typedef {{ label: string, before: string, after: string }} Difference */

/** @param {Field} field @param {any} value */
function valueText({ choices, type }, value) {
  if (type === 'choice') return choices.find((choice) => choice.value === value)?.label ?? String(value);
  if (type === 'boolean') return value ? 'on' : 'off';
  if (type === 'points' || type === 'rows') return String(value.length);
  const text = Array.isArray(value) ? value.join(', ') || 'none' : String(value);
  return text.replaceAll('-', '−');
}

/**
 * What differs between two documents, in a person's words; what means nothing in either is left out.
 * @param {ExperimentDocument} before
 * @param {ExperimentDocument} after
 * @returns {Difference[]}
 */
export function differencesOf(before, after) {
  const [irrelevantBefore, irrelevantAfter] = [irrelevantFields(before), irrelevantFields(after)];
  return changedFields(before, after)
    .filter((path) => !irrelevantBefore.has(path) || !irrelevantAfter.has(path))
    .map((path) => {
      const field = fieldOf(path);
      const [old, now] = [before, after].map((document) => valueText(field, getField(document, path)));
      // As many points, but not the same.
      return { label: field.label, before: old, after: old === now ? `${now} others` : now };
    });
}

/** Most differences that one line names. */
const mostNamed = 4;

/** One line: "Width 64 → 4096; Output scale 10 → 0.1". @param {Difference[]} differences */
export function differenceText(differences) {
  if (differences.length === 0) return 'nothing yet: change one thing';
  const named = differences.slice(0, mostNamed).map((d) => `${d.label} ${d.before} → ${d.after}`);
  const more = differences.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}

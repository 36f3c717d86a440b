/**
 * Training points that stand in a document, as rows of numbers: c inputs, then k targets. Points of the line are the
 * field `data.points`; all others the fields `data.inputs` and `data.targets` of the source "given".
 */
/** @import { ExperimentDocument } from '../engine/types.js' */
import { clampPoint, clampRow, fieldOf, getField, isOnLine } from './document.js';

/** Four decimals are a fraction of a pixel, and short in a link. */
export const placed = (/** @type {number} */ value) => Number(value.toFixed(4));

/** Whether the points of a source stand in the document. */
export const isWritten = (/** @type {string} */ source) => source === 'points' || source === 'given';

/**
 * @param {ExperimentDocument} document
 * @returns {number[][] | undefined} undefined if the points come from elsewhere, or are not regular
 */
export function writtenRows(document) {
  const outputs = getField(document, 'network.outputs');
  const { source, points, inputs, targets } = document.data;
  if (source === 'points')
    return points.map((/** @type {number[]} */ [x, y]) => [x, ...Array.from({ length: outputs }, () => y)]);
  if (source !== 'given' || !Array.isArray(inputs) || !Array.isArray(targets)) return undefined;
  const rows = inputs.map((row, i) => [...row, ...(targets[i] ?? [])]);
  const isRegular = rows.every(
    (row, i) => inputs[i].length === inputs[0].length && row.length === inputs[0].length + outputs,
  );
  return isRegular ? rows : undefined;
}

/**
 * The document with these training points. Noise of another source is in the rows already.
 * @param {ExperimentDocument} document
 * @param {number[][]} rows
 * @param {number} coordinates c
 */
export function withRows(document, rows, coordinates) {
  const { data } = document;
  const noise = isWritten(data.source) ? data.noise : fieldOf('data.noise').default;
  if (coordinates === 1 && rows[0]?.length === 2 && isOnLine(data.source))
    return { ...document, data: { ...data, source: 'points', noise, points: rows.map(clampPoint) } };
  const inputs = rows.map((row) => clampRow(row.slice(0, coordinates)));
  const targets = rows.map((row) => clampRow(row.slice(coordinates)));
  const probeInputs = data.source === 'given' ? data.probeInputs : [];
  return { ...document, data: { ...data, source: 'given', noise, inputs, targets, probeInputs } };
}

/** Most training points of a document. @param {ExperimentDocument} document */
export const largestCount = (document) =>
  Math.floor(fieldOf('data.count').maximum / getField(document, 'network.outputs'));

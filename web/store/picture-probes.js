/**
 * Where a figure looks at functions of given rows for which the document names no probes: on the line and in the plane
 * on the grids that named targets have, else along one coordinate after the other.
 */
/** @import { ExperimentDocument } from '../engine/types.js' */
import { fieldOf, getField } from './document.js';

/** Points of a slice along one coordinate, and most slices. */
export const slicePoints = 41;
const largestSlices = Math.floor(fieldOf('data.probeInputs').maximum / slicePoints);

/** Most points of the plane's grid along one side. */
const largestSide = Math.floor(Math.sqrt(fieldOf('data.probeInputs').maximum));

/**
 * Half the width of the picture around 0: it rests while points move, so it is one of few numbers.
 * @param {number[][]} inputs
 */
export function pictureRadius(inputs) {
  const largest = inputs.flat().reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  if (largest <= 1.5) return 1.5;
  // Columns that were stretched to [−π, π] may miss its ends by round-off.
  if (largest <= Math.PI * (1 + 1e-6)) return Math.PI;
  const decade = 10 ** Math.floor(Math.log10(largest));
  return [1, 2, 5, 10].map((factor) => factor * decade).find((radius) => radius >= largest) ?? largest;
}

/** @param {number} count @param {number} low @param {number} high both included */
const spaced = (count, low, high) =>
  Array.from({ length: count }, (_, i) => (i + 1 < count ? low + ((high - low) * i) / (count - 1) : high));

/** Row by row from below, x₁ fastest. @param {number} side @param {number} radius */
function squareGrid(side, radius) {
  const axis = spaced(side, -radius, radius);
  return axis.flatMap((x2) => axis.map((x1) => [x1, x2]));
}

/** Coordinate by coordinate, the others at their means. @param {number[][]} inputs */
function slices(inputs) {
  const means = inputs[0].map((_, j) => inputs.reduce((sum, row) => sum + row[j], 0) / inputs.length);
  return means.slice(0, largestSlices).flatMap((_, j) => {
    const column = inputs.map((row) => row[j]);
    const [low, high] = [Math.min(...column), Math.max(...column)];
    const margin = low === high ? 1 : 0;
    return spaced(slicePoints, low - margin, high + margin).map((value) => means.with(j, value));
  });
}

/**
 * @param {ExperimentDocument} document
 * @returns {ExperimentDocument} what the figure runs
 */
export function withPictureProbes(document) {
  const { source, inputs, probeInputs } = document.data;
  if (source !== 'given' || probeInputs?.length > 0 || !Array.isArray(inputs)) return document;
  const dimension = inputs[0]?.length ?? 0;
  const isRegular = inputs.every(
    (/** @type {unknown} */ row) =>
      Array.isArray(row) && row.length === dimension && row.every((value) => Number.isFinite(value)),
  );
  // What is wrong with the rows the engine says.
  if (!isRegular || dimension === 0) return document;
  const { minimum, maximum } = fieldOf('data.probes');
  const probes = Math.min(
    maximum,
    Math.max(minimum, Math.round(getField(document, 'data.probes')) || minimum),
  );
  const radius = pictureRadius(inputs);
  const side = Math.min(largestSide, Math.max(2, Math.round(Math.sqrt(probes))));
  const grid =
    dimension === 1
      ? spaced(probes, -radius, radius).map((x) => [x])
      : dimension === 2
        ? squareGrid(side, radius)
        : slices(inputs);
  return { ...document, data: { ...document.data, probeInputs: grid } };
}

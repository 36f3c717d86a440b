/** @import { Block, ExperimentDocument } from '../../engine/types.js' */
import { getField } from '../../store/document.js';

/**
 * How the neurons of the first layer can be drawn.
 *
 * @typedef {object} Plane the two numbers of each neuron that are the coordinates of its point
 * @property {string} xLabel
 * @property {string} yLabel
 * @property {(frame: Block, neuron: number) => [number, number]} at
 */

const kinked = new Set(['relu', 'leakyRelu', 'abs']);

/** Largest number of neurons in a frame. */
const mostNeurons = 2048;

/**
 * Neurons of the first layer that a frame holds, and whether the output layer has a weight for each of them.
 * @param {ExperimentDocument} document of the frame
 */
export function firstLayerOf(document) {
  const widths = getField(document, 'network.widths');
  const count = Math.min(mostNeurons, widths[0] ?? getField(document, 'network.width'));
  const depth = widths.length || getField(document, 'network.depth');
  return { count, isShallow: depth === 1 && getField(document, 'network.outputs') === 1 };
}

/**
 * @param {Block} frame
 * @param {number} count of neurons
 * @returns {Plane | undefined} undefined where a neuron has more than two numbers
 */
export function planeOf({ firstWeights, firstBiases }, count) {
  const inputs = firstWeights.length / count;
  if (inputs === 2)
    return {
      xLabel: 'w₁',
      yLabel: 'w₂',
      at: (frame, j) => [frame.firstWeights[2 * j], frame.firstWeights[2 * j + 1]],
    };
  if (inputs === 1 && firstBiases)
    return { xLabel: 'w', yLabel: 'b', at: (frame, j) => [frame.firstWeights[j], frame.firstBiases[j]] };
  return undefined;
}

/**
 * Where a neuron's pre-activation is 0 on the line of inputs x, in −π … π; none where the activation has no kink or the
 * inputs are not numbers. The inputs are (x, 1)/‖·‖, (cos x, sin x), or x with a bias.
 * @param {ExperimentDocument} document
 * @param {boolean} isLine
 * @param {Plane | undefined} plane
 * @returns {((frame: Block, neuron: number) => number[]) | undefined}
 */
export function kinksOf(document, isLine, plane) {
  if (!isLine || !plane || !kinked.has(getField(document, 'network.activation'))) return undefined;
  if (getField(document, 'data.inputMap') !== 'circle')
    return (frame, j) => {
      const [w, b] = plane.at(frame, j);
      return w === 0 ? [] : [-b / w];
    };
  return (frame, j) => {
    const [w1, w2] = plane.at(frame, j);
    const angle = Math.atan2(-w1, w2);
    return [angle, angle > 0 ? angle - Math.PI : angle + Math.PI];
  };
}

/**
 * Counts in equal bins; what lies outside is in the outermost.
 * @param {ArrayLike<number>} values
 * @param {number} largest the bins cover −largest … largest
 * @param {number} bins
 */
export function histogram(values, largest, bins) {
  const counts = new Array(bins).fill(0);
  for (let i = 0; i < values.length; i += 1) {
    const place = Math.floor(((values[i] / largest + 1) / 2) * bins);
    if (Number.isFinite(values[i])) counts[Math.min(bins - 1, Math.max(0, place))] += 1;
  }
  return counts;
}

/**
 * Frames of a trail: equally spaced from the first to the one that is shown, which are the last two.
 * @param {Block[]} frames
 * @param {number} index
 * @param {number} most
 */
export function trailFrames(frames, index, most) {
  const last = Math.min(Math.round(index), frames.length - 1);
  const count = Math.min(most, last + 1);
  return Array.from({ length: count }, (_, i) => frames[Math.round((i * last) / Math.max(1, count - 1))]);
}

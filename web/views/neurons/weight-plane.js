/** @import { Block } from '../../engine/types.js' */
/** @import { Plane } from './neurons.js' */
import { createCanvasPicture } from '../../charts/canvas-picture.js';
import { setAttributes } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';

const margin = 26;
const trailOpacity = 0.45;

/**
 * @typedef {object} PlaneScene
 * @property {Plane} plane
 * @property {number} count of neurons
 * @property {Block[]} trail from the first frame to the one that is shown
 * @property {number} largest |coordinate|
 * @property {((neuron: number) => number) | undefined} outputWeight a_j, where there is one for each neuron
 * @property {number} largestOutput
 * @property {number | undefined} focus the neuron that is pointed at
 */

/** A pointer this near to a neuron's point, in pixels of plain type, points at it. */
const reach = 14;

/**
 * Neurons as points of the plane with their trails: filled dots where a_j > 0, rings where a_j < 0, size by |a_j|.
 * @param {(neuron: number | undefined) => void} point at a neuron, or at none
 */
export function createWeightPlane(point) {
  /** @type {PlaneScene | undefined} */ let scene;
  const picture = createCanvasPicture('weight-plane', (context, { width, height }, colour) => {
    if (!scene) return;
    const { plane, count, trail, largest, outputWeight, largestOutput } = scene;
    const { unit, place } = placing(scene, width, height);
    drawAxes(context, width, height, largest, unit, plane, colour);
    for (const isPositive of [true, false]) {
      const members = Array.from({ length: count }, (_, j) => j).filter(
        (j) => (outputWeight?.(j) ?? 1) >= 0 === isPositive,
      );
      const ink = colour(isPositive ? '--network' : '--limit');
      context.strokeStyle = ink;
      context.fillStyle = ink;
      context.globalAlpha = trailOpacity;
      context.lineWidth = 1;
      context.beginPath();
      for (const j of members)
        trail.forEach((frame, i) => {
          const [x, y] = place(plane.at(frame, j));
          if (i === 0) context.moveTo(x, y);
          else context.lineTo(x, y);
        });
      context.stroke();
      context.globalAlpha = 1;
      drawPoints(
        context,
        members,
        (j) => {
          const [x, y] = place(plane.at(/** @type {Block} */ (trail.at(-1)), j));
          const share = Math.abs(outputWeight?.(j) ?? largestOutput) / (largestOutput || 1);
          return { x, y, radius: (count > 300 ? 1 : 1.5) + (count > 300 ? 1.2 : 3) * Math.sqrt(share) };
        },
        isPositive,
      );
    }
    if (scene.focus === undefined) return;
    const [x, y] = place(plane.at(/** @type {Block} */ (trail.at(-1)), scene.focus));
    context.strokeStyle = colour('--fault');
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(x, y, 9, 0, 2 * Math.PI);
    context.stroke();
  });
  const { canvas } = picture;
  setAttributes(canvas, { tabindex: '0' });

  /** @param {PointerEvent} event */
  function nearest(event) {
    if (!scene) return undefined;
    const { plane, trail, count } = scene;
    const { at, size } = picture.placeOf(event);
    const { place } = placing(scene, size.width, size.height);
    const distances = Array.from({ length: count }, (_, j) => {
      const [u, v] = place(plane.at(/** @type {Block} */ (trail.at(-1)), j));
      return Math.hypot(u - at[0], v - at[1]);
    });
    const least = distances.reduce((best, distance, j) => (distance < distances[best] ? j : best), 0);
    return distances[least] <= reach ? least : undefined;
  }
  picture.onPointing((event) => point(event && nearest(event)));
  canvas.addEventListener('blur', () => point(undefined));
  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !scene) return;
    const { count, focus = step > 0 ? -1 : 0 } = scene;
    point((focus + step + count) % count);
    event.preventDefault();
    event.stopPropagation();
  });

  const draw = (/** @type {PlaneScene} */ next, /** @type {string} */ description) => {
    scene = next;
    picture.canvas.setAttribute('aria-label', description);
    picture.draw();
  };
  return { element: picture.canvas, draw, destroy: picture.destroy };
}

/** Pixels of a unit of weight, and where a neuron is. @param {PlaneScene} scene @param {number} width @param {number} height */
function placing({ largest }, width, height) {
  const unit = (Math.min(width, height) / 2 - margin) / largest;
  const place = (/** @type {[number, number]} */ [x, y]) => [width / 2 + unit * x, height / 2 - unit * y];
  return { unit, place };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} members
 * @param {(neuron: number) => { x: number, y: number, radius: number }} at
 * @param {boolean} isFilled
 */
function drawPoints(context, members, at, isFilled) {
  context.beginPath();
  for (const j of members) {
    const { x, y, radius } = at(j);
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  if (isFilled) context.fill();
  else context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {number} largest
 * @param {number} unit pixels
 * @param {Plane} plane
 * @param {(property: string) => string} colour
 */
function drawAxes(context, width, height, largest, unit, { xLabel, yLabel }, colour) {
  context.strokeStyle = colour('--grid');
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, height / 2);
  context.lineTo(width, height / 2);
  context.moveTo(width / 2, 0);
  context.lineTo(width / 2, height);
  context.stroke();
  context.fillStyle = colour('--text-soft');
  context.font = '12px system-ui, sans-serif';
  const tick = Number((largest * 0.8).toPrecision(1));
  context.textAlign = 'center';
  for (const value of [-tick, tick]) {
    context.fillRect(width / 2 + unit * value - 0.5, height / 2 - 3, 1, 6);
    context.fillText(formatNumber(value), width / 2 + unit * value, height / 2 + 16);
    context.fillRect(width / 2 - 3, height / 2 - unit * value - 0.5, 6, 1);
  }
  context.fillText(xLabel, width - 12, height / 2 - 6);
  context.textAlign = 'left';
  context.fillText(yLabel, width / 2 + 6, 12);
}

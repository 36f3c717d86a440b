/** @import { Block } from '../../engine/types.js' */
/** @import { Unit } from '../../store/units.js' */
import { createCanvasPicture } from '../../charts/canvas-picture.js';
import { formatPlain } from '../function/axes.js';
import { physical } from '../../store/units.js';

/** A pointer this near to a kink, in pixels of plain type, points at its neuron. */
const reach = 8;
const edge = { top: 18, bottom: 34, side: 8 };

/**
 * @typedef {object} KinkScene
 * @property {(frame: Block, neuron: number) => number[]} kinks
 * @property {number} count of neurons
 * @property {Block[]} trail
 * @property {Float32Array} points x of the training points
 * @property {Unit} unit of x, for the numbers below
 * @property {((neuron: number) => number) | undefined} outputWeight
 * @property {number | undefined} focus the neuron that is pointed at
 */

/**
 * Kinks of the units along x, from t = 0 above to now below: lazy kinks go straight down, rich ones wander.
 * @param {(neuron: number | undefined) => void} point at a neuron, or at none
 */
export function createKinkStrip(point) {
  /** @type {KinkScene | undefined} */ let scene;
  const picture = createCanvasPicture('kink-strip', (context, { width, height }, colour) => {
    if (!scene) return;
    const { count, outputWeight } = scene;
    const { rows, toX, toY } = placing(scene, width, height);
    for (const isPositive of [true, false]) {
      context.strokeStyle = colour(isPositive ? '--network' : '--limit');
      context.setLineDash(isPositive ? [] : [4, 3]);
      context.globalAlpha = count > 300 ? 0.25 : 0.7;
      context.lineWidth = 1;
      context.beginPath();
      for (let j = 0; j < count; j += 1) {
        if ((outputWeight?.(j) ?? 1) >= 0 === isPositive) trace(context, scene, j, rows, toX, toY);
      }
      context.stroke();
    }
    context.globalAlpha = 1;
    context.setLineDash([]);
    if (scene.focus !== undefined) {
      context.strokeStyle = colour('--fault');
      context.lineWidth = 2.5;
      context.beginPath();
      trace(context, scene, scene.focus, rows, toX, toY);
      context.stroke();
    }
    drawFrame(context, width, height, toX, scene, colour);
  });

  /** The neuron whose kink is nearest at the height of the pointer. @param {PointerEvent} event */
  function nearest(event) {
    if (!scene) return undefined;
    const { kinks, count, trail } = scene;
    const { at, size } = picture.placeOf(event);
    const { rows, toX, toY } = placing(scene, size.width, size.height);
    const row = Math.round((rows * (at[1] - toY(0))) / (toY(rows) - toY(0)));
    const frame = trail[Math.min(Math.max(row, 0), trail.length - 1)];
    let [neuron, least] = [/** @type {number | undefined} */ (undefined), reach];
    for (let j = 0; j < count; j += 1)
      for (const x of kinks(frame, j)) {
        const distance = Math.abs(toX(x) - at[0]);
        if (distance < least) [neuron, least] = [j, distance];
      }
    return neuron;
  }
  picture.onPointing((event) => point(event && nearest(event)));

  const draw = (/** @type {KinkScene} */ next, /** @type {string} */ description) => {
    scene = next;
    picture.canvas.setAttribute('aria-label', description);
    picture.draw();
  };
  return { element: picture.canvas, draw, destroy: picture.destroy };
}

/** Where x and a frame of the trail are. @param {KinkScene} scene @param {number} width @param {number} height */
function placing({ trail }, width, height) {
  const rows = Math.max(1, trail.length - 1);
  const toX = (/** @type {number} */ x) =>
    edge.side + ((x + Math.PI) / (2 * Math.PI)) * (width - 2 * edge.side);
  const toY = (/** @type {number} */ i) => edge.top + (i / rows) * (height - edge.top - edge.bottom);
  return { rows, toX, toY };
}

/**
 * The way of one neuron's kinks.
 * @param {CanvasRenderingContext2D} context
 * @param {KinkScene} scene
 * @param {number} neuron
 * @param {number} rows
 * @param {(x: number) => number} toX
 * @param {(i: number) => number} toY
 */
function trace(context, { kinks, trail }, neuron, rows, toX, toY) {
  const first = kinks(trail[0], neuron);
  for (let k = 0; k < first.length; k += 1) {
    let before = first[k];
    context.moveTo(toX(before), toY(0));
    for (let i = 1; i <= rows; i += 1) {
      const at = kinks(trail[Math.min(i, trail.length - 1)], neuron)[k];
      // A kink that leaves at one end of the circle comes back at the other.
      if (Math.abs(at - before) < Math.PI) context.lineTo(toX(at), toY(i));
      else context.moveTo(toX(at), toY(i));
      before = at;
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {(x: number) => number} toX
 * @param {KinkScene} scene
 * @param {(property: string) => string} colour
 */
function drawFrame(context, width, height, toX, { points, unit }, colour) {
  const bottom = height - edge.bottom;
  context.fillStyle = colour('--text');
  for (const x of points) {
    context.beginPath();
    context.arc(toX(x), bottom + 7, 3, 0, 2 * Math.PI);
    context.fill();
  }
  context.fillStyle = colour('--text-soft');
  context.font = '12px system-ui, sans-serif';
  context.textAlign = 'left';
  context.fillText('t = 0', edge.side, 12);
  context.fillText('now', edge.side, height - 6);
  context.textAlign = 'center';
  for (const x of [-2, 0, 2]) context.fillText(formatPlain(physical(unit, x), 4), toX(x), height - 6);
  context.textAlign = 'right';
  context.fillText(`${unit.label}, dots are training points`, width - edge.side, 12);
}

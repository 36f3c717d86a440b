import { createCanvasPicture } from '../../charts/canvas-picture.js';
import { formatNumber } from '../../charts/format.js';
import { histogram } from './neurons.js';

const bins = 41;
const bottom = 22;

/**
 * Entries of a layer's weights: at t = 0 as an outline, now as bars.
 * @param {string} label of the x axis
 */
export function createWeightHistogram(label) {
  /** @type {{ before: Float32Array, now: Float32Array, largest: number } | undefined} */ let scene;
  const picture = createCanvasPicture('weight-histogram', (context, { width, height }, colour) => {
    if (!scene) return;
    const [before, now] = [scene.before, scene.now].map((values) =>
      histogram(values, scene?.largest || 1, bins),
    );
    const most = Math.max(...before, ...now, 1);
    const toY = (/** @type {number} */ n) => (height - bottom) * (1 - (0.92 * n) / most);
    const step = width / bins;
    context.fillStyle = colour('--network');
    now.forEach((n, i) => context.fillRect(i * step + 0.5, toY(n), step - 1, height - bottom - toY(n)));
    context.strokeStyle = colour('--text');
    context.lineWidth = 1.5;
    context.beginPath();
    before.forEach((n, i) => {
      context.lineTo(i * step, toY(n));
      context.lineTo((i + 1) * step, toY(n));
    });
    context.stroke();
    context.fillStyle = colour('--text-soft');
    context.font = '12px system-ui, sans-serif';
    context.textAlign = 'left';
    context.fillText(formatNumber(-scene.largest), 0, height - 6);
    context.textAlign = 'right';
    context.fillText(formatNumber(scene.largest), width, height - 6);
    context.textAlign = 'center';
    context.fillText(label, width / 2, height - 6);
  });
  /** @param {Float32Array} before @param {Float32Array} now @param {number} largest @param {string} description */
  function draw(before, now, largest, description) {
    scene = { before, now, largest };
    picture.canvas.setAttribute('aria-label', description);
    picture.draw();
  }
  return { element: picture.canvas, draw, destroy: picture.destroy };
}

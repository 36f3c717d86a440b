import { contours } from '../../charts/contours.js';
import { paintGrid } from '../../charts/diverging-map.js';
import { html } from '../../charts/dom.js';

/** Lines on the map, whose middle is light in any colour scheme. */
const ink = '#1b1b22';

/**
 * One function over a square of the plane as colours and contour lines: the one that parts the classes heavy, negative levels
 * dashed.
 * @param {string} label
 */
export function createPlaneMap(label) {
  const canvas = html('canvas', { class: 'plane-canvas', role: 'img' });
  const frame = html('div', { class: 'plane-frame' }, canvas);
  const low = html('span');
  const high = html('span');
  const bottom = html('span');
  const top = html('span');
  const [across, up] = [html('span'), html('span')];
  const note = html('span', { class: 'plane-note' });
  const figure = html(
    'figure',
    { class: 'plane-map' },
    html('figcaption', {}, html('strong', {}, label), ' ', note),
    html('div', { class: 'plane-axis up', 'aria-hidden': 'true' }, top, up, bottom),
    frame,
    html('div', { class: 'plane-axis across', 'aria-hidden': 'true' }, low, across, high),
  );

  /**
   * @param {ArrayLike<number> | undefined} values
   * @param {number} side
   * @param {number} largest
   * @param {number[]} levels
   * @param {number} parting the level between the classes
   */
  function paint(values, side, largest, levels, parting) {
    const size = Math.round(frame.clientWidth * devicePixelRatio);
    if (size === 0) return;
    if (canvas.width !== size) Object.assign(canvas, { width: size, height: size });
    const context = canvas.getContext('2d');
    if (!values || !context) return void context?.clearRect(0, 0, size, size);
    paintGrid(canvas, values, side, largest);
    const unit = size / (side - 1);
    context.strokeStyle = ink;
    for (const level of levels) {
      context.lineWidth = devicePixelRatio * (level === parting ? 2.2 : 0.9);
      context.setLineDash(level < 0 ? [4 * devicePixelRatio, 3 * devicePixelRatio] : []);
      context.beginPath();
      for (const line of contours(values, side, level))
        line.forEach(([x, y], i) => context[i === 0 ? 'moveTo' : 'lineTo'](x * unit, size - y * unit));
      context.stroke();
    }
  }
  return { figure, frame, canvas, note, labels: { low, high, bottom, top, across, up }, paint };
}

/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import uPlot from 'uplot' */
import { html, svg } from '../../charts/dom.js';
import { getField } from '../../store/document.js';
import { standard } from '../../store/units.js';
import { axesOf } from './axes.js';

/**
 * Points equally spaced under a stroke, each in the middle of its cell. Where a stroke goes back, the last pass counts.
 * @param {[number, number][]} stroke at least one point
 * @param {number} count
 * @returns {[number, number][]}
 */
export function pointsOfStroke(stroke, count) {
  const xs = stroke.map(([x]) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  if (low === high) return [stroke[stroke.length - 1]];
  return Array.from({ length: count }, (_, i) => {
    const x = low + ((i + 0.5) * (high - low)) / count;
    const at = stroke.findLastIndex(([b], j) => j > 0 && (stroke[j - 1][0] - x) * (b - x) <= 0);
    const [[a, yA], [b, yB]] = [stroke[at - 1], stroke[at]];
    return [x, a === b ? yB : yA + ((x - a) / (b - a)) * (yB - yA)];
  });
}

/**
 * One stroke over a plot, by mouse, pen or finger, becomes the training points; Escape ends it without any.
 * @param {RunSource} store
 * @param {uPlot} plot
 * @param {() => void} onEnd
 * @returns {() => void} ends it
 */
export function drawTarget(store, plot, onEnd) {
  const line = svg('polyline', { class: 'stroke' });
  const sheet = html('div', { class: 'stroke-sheet' });
  const picture = svg('svg', { class: 'points', 'aria-hidden': 'true' }, line);
  sheet.append(picture, html('p', { class: 'stroke-hint' }, 'Draw a curve from side to side. Escape ends.'));
  /** @type {[number, number][]} */ const places = [];

  const end = () => {
    sheet.remove();
    removeEventListener('keydown', onKey);
    onEnd();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && end();
  const follow = (/** @type {PointerEvent} */ event) => {
    const box = sheet.getBoundingClientRect();
    const inside = (/** @type {number} */ value, /** @type {number} */ size) =>
      Math.min(size, Math.max(0, value));
    places.push([inside(event.clientX - box.left, box.width), inside(event.clientY - box.top, box.height)]);
    line.setAttribute('points', places.map((place) => place.join()).join(' '));
  };
  sheet.addEventListener('pointerdown', (event) => {
    sheet.setPointerCapture(event.pointerId);
    follow(event);
  });
  sheet.addEventListener('pointermove', (event) => sheet.hasPointerCapture(event.pointerId) && follow(event));
  sheet.addEventListener('pointerup', () => {
    const axes = axesOf(store);
    const stroke = places.map(
      ([left, top]) =>
        /** @type {[number, number]} */ ([
          standard(axes.inputs[0], plot.posToVal(left, 'x')),
          standard(axes.output, plot.posToVal(top, 'y')),
        ]),
    );
    const count = getField(store.document.value, 'data.count');
    store.points.replace(pointsOfStroke(stroke, count), 1, store.points.units());
    end();
  });
  sheet.addEventListener('pointercancel', end);
  addEventListener('keydown', onKey);
  plot.over.append(sheet);
  return end;
}

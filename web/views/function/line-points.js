/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import uPlot from 'uplot' */
import { setAttributes, svg } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { pointBounds } from '../../store/document.js';
import { physical, standard } from '../../store/units.js';
import { axesOf } from './axes.js';
import { createHighlight, litPoints } from './highlight.js';

const radius = 6;
/** Share of the axis that one arrow key moves a point; with Shift ten times as far. */
export const keyStep = 0.01;

export const arrows = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
});

/**
 * The training points over a chart: draggable, focusable, removable; a double click on the empty plot adds one. Those of
 * a pinned run are marks only.
 */
export class LinePoints {
  #highlight = createHighlight();
  #svg;
  /** @type {SVGCircleElement[]} */ #circles = [];
  /** @type {uPlot | undefined} */ #plot;

  /** @param {RunSource} store */
  constructor(store) {
    this.store = store;
    this.#svg = svg(
      'svg',
      { class: 'points', part: 'points', 'aria-hidden': store.isPinned && 'true' },
      this.#highlight.element,
    );
  }

  /** @param {uPlot} plot */
  attach(plot) {
    this.#plot = plot;
    plot.over.append(this.#svg);
    if (!this.store.isPinned) plot.over.addEventListener('dblclick', (event) => this.#add(event));
    this.draw();
  }

  draw() {
    const plot = this.#plot;
    // A chart that was just made has no scales until its first commit.
    if (!plot || !Number.isFinite(plot.valToPos(plot.scales.y.max ?? NaN, 'y'))) return;
    const axes = axesOf(this.store);
    const { rows, coordinates } = this.store.points.current();
    const points = coordinates === 1 ? rows : [];
    while (this.#circles.length > points.length) this.#circles.pop()?.remove();
    while (this.#circles.length < points.length) this.#circles.push(this.#createCircle(this.#circles.length));
    const isLit = litPoints(this.store);
    const places = points.map((row) => ({
      x: plot.valToPos(physical(axes.inputs[0], row[0]), 'x'),
      y: plot.valToPos(physical(axes.output, row[this.#entry()]), 'y'),
    }));
    this.#highlight.draw(this.store, plot, places);
    points.forEach((row, i) => {
      const y = row[this.#entry()];
      const [x, height] = [physical(axes.inputs[0], row[0]), physical(axes.output, y)];
      setAttributes(this.#circles[i], {
        cx: places[i].x.toFixed(1),
        cy: places[i].y.toFixed(1),
        class: isLit(i) ? 'point lit' : 'point',
        ...(!this.store.isPinned && {
          'aria-label': `Training point ${i + 1} of ${points.length}`,
          'aria-valuenow': y.toFixed(3),
          'aria-valuetext': `x ${formatNumber(x)}, y ${formatNumber(height)}`,
        }),
      });
    });
  }

  /** Where a row has the target of the output that is looked at. */
  #entry() {
    return 1 + this.store.shownOutput.value;
  }

  /** @param {number} index */
  #createCircle(index) {
    const circle = svg('circle', { r: String(radius) });
    this.#svg.append(circle);
    if (this.store.isPinned) return circle;
    setAttributes(circle, {
      role: 'slider',
      tabindex: '0',
      'aria-valuemin': String(-pointBounds.y),
      'aria-valuemax': String(pointBounds.y),
    });
    circle.addEventListener('pointerdown', (event) => {
      circle.setPointerCapture(event.pointerId);
      event.preventDefault();
      circle.focus();
    });
    // Chromium lets the page scroll under a finger on a part of an SVG, whatever its touch-action.
    circle.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
    circle.addEventListener('pointermove', (event) => {
      if (circle.hasPointerCapture(event.pointerId)) this.#move(index, this.#place(event), `drag ${index}`);
    });
    circle.addEventListener('pointerup', () => this.store.endGesture());
    circle.addEventListener('dblclick', (event) => {
      event.stopPropagation();
      this.store.points.remove(index);
    });
    circle.addEventListener('keydown', (event) => this.#key(event, index));
    return circle;
  }

  /** @param {number} index @param {[number, number]} point @param {string} gesture */
  #move(index, [x, y], gesture) {
    const entries = /** @type {[number, number][]} */ ([
      [0, x],
      [this.#entry(), y],
    ]);
    this.store.points.move(index, entries, gesture);
  }

  /** @param {KeyboardEvent} event @param {number} index */
  #key(event, index) {
    const arrow = arrows[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') this.store.points.remove(index);
    else if (arrow && this.#plot) {
      const step = (event.shiftKey ? 10 : 1) * keyStep;
      const { x, y } = this.#plot.scales;
      const axes = axesOf(this.store);
      const width = ((x.max ?? 0) - (x.min ?? 0)) / axes.inputs[0].scale;
      const height = ((y.max ?? 0) - (y.min ?? 0)) / axes.output.scale;
      const row = this.store.points.rows()[index];
      this.#move(
        index,
        [row[0] + arrow[0] * step * width, row[this.#entry()] + arrow[1] * step * height],
        `keys ${index}`,
      );
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {MouseEvent} event */
  #add(event) {
    const [x, y] = this.#place(event);
    const [known] = this.store.points.rows();
    this.store.points.add(known.map((_, entry) => (entry === 0 ? x : y)));
  }

  /** @param {MouseEvent} event @returns {[number, number]} */
  #place(event) {
    const plot = /** @type {uPlot} */ (this.#plot);
    const box = plot.over.getBoundingClientRect();
    const y = Math.min(box.height, Math.max(0, event.clientY - box.top));
    const axes = axesOf(this.store);
    return [
      standard(axes.inputs[0], plot.posToVal(event.clientX - box.left, 'x')),
      standard(axes.output, plot.posToVal(y, 'y')),
    ];
  }
}

/** @import { FigureStore } from '../store/figure-store.js' */
/** @import uPlot from 'uplot' */
import { setAttributes, svg } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { pointBounds } from '../store/document.js';
import { axesOf, physicalInput, physicalOutput, standardInput, standardOutput } from './dataset-axes.js';

const radius = 6;
/** Share of the axis that one arrow key moves a point; with Shift ten times as far. */
const keyStep = 0.01;

const arrows = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
});

/** The training points over a chart: draggable, focusable, removable; a double click on the empty plot adds one. */
export class PointLayer {
  #svg = svg('svg', { class: 'points', part: 'points' });
  /** @type {SVGCircleElement[]} */ #circles = [];
  /** @type {uPlot | undefined} */ #plot;

  /** @param {FigureStore} store */
  constructor(store) {
    this.store = store;
  }

  /** @param {uPlot} plot */
  attach(plot) {
    this.#plot = plot;
    plot.over.append(this.#svg);
    plot.over.addEventListener('dblclick', (event) => this.#add(event));
    this.draw();
  }

  draw() {
    const plot = this.#plot;
    // A chart that was just made has no scales until its first commit.
    if (!plot || !Number.isFinite(plot.valToPos(plot.scales.y.max ?? NaN, 'y'))) return;
    const axes = axesOf(this.store);
    const points = this.store.trainingPoints();
    while (this.#circles.length > points.length) this.#circles.pop()?.remove();
    while (this.#circles.length < points.length) this.#circles.push(this.#createCircle(this.#circles.length));
    const pair = this.store.pair.value;
    points.forEach(([x, y], i) => {
      const [physicalX, physicalY] = [physicalInput(axes, x), physicalOutput(axes, y)];
      const isLit = i === pair?.row || i === pair?.column;
      setAttributes(this.#circles[i], {
        cx: plot.valToPos(physicalX, 'x').toFixed(1),
        cy: plot.valToPos(physicalY, 'y').toFixed(1),
        class: isLit ? 'point lit' : 'point',
        'aria-label': `Training point ${i + 1} of ${points.length}`,
        'aria-valuenow': y.toFixed(3),
        'aria-valuetext': `x ${formatNumber(physicalX)}, y ${formatNumber(physicalY)}`,
      });
    });
  }

  /** @param {number} index */
  #createCircle(index) {
    const circle = svg('circle', {
      r: String(radius),
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
    circle.addEventListener('pointermove', (event) => {
      if (circle.hasPointerCapture(event.pointerId))
        this.store.movePoint(index, this.#place(event), `drag ${index}`);
    });
    circle.addEventListener('pointerup', () => this.store.endGesture());
    circle.addEventListener('dblclick', (event) => {
      event.stopPropagation();
      this.store.removePoint(index);
    });
    circle.addEventListener('keydown', (event) => this.#key(event, index));
    this.#svg.append(circle);
    return circle;
  }

  /** @param {KeyboardEvent} event @param {number} index */
  #key(event, index) {
    const arrow = arrows[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') this.store.removePoint(index);
    else if (arrow && this.#plot) {
      const step = (event.shiftKey ? 10 : 1) * keyStep;
      const { min = 0, max = 0 } = this.#plot.scales.y;
      const height = (max - min) / axesOf(this.store).outputScale;
      const [x, y] = this.store.trainingPoints()[index];
      const moved = /** @type {[number, number]} */ ([
        x + arrow[0] * step * 2 * pointBounds.x,
        y + arrow[1] * step * height,
      ]);
      this.store.movePoint(index, moved, `keys ${index}`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {MouseEvent} event */
  #add(event) {
    this.store.addPoint(this.#place(event));
  }

  /** @param {MouseEvent} event @returns {[number, number]} */
  #place(event) {
    const plot = /** @type {uPlot} */ (this.#plot);
    const box = plot.over.getBoundingClientRect();
    const y = Math.min(box.height, Math.max(0, event.clientY - box.top));
    const axes = axesOf(this.store);
    return [
      standardInput(axes, plot.posToVal(event.clientX - box.left, 'x')),
      standardOutput(axes, plot.posToVal(y, 'y')),
    ];
  }
}

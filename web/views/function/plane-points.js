/** @import { RunSource } from '../../store/pinned-run.js' */
import { setAttributes, svg } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { physical } from '../../store/units.js';
import { arrows, keyStep } from './line-points.js';
import { litPoints } from './highlight.js';

/** A disc for the positive class, a square for the other: shape and lightness, not only colour. */
const shapes = {
  positive: 'M-6 0A6 6 0 1 0 6 0A6 6 0 1 0-6 0Z',
  negative: 'M-5.4-5.4H5.4V5.4H-5.4Z',
};

/** The level between the classes: those of several outputs are one-hot rows. @param {number} outputs */
export const partingLevel = (outputs) => (outputs === 1 ? 0 : 0.5);

/**
 * Whether a training point belongs to the class that is looked at.
 * @param {number} target of the output that is looked at @param {number} outputs
 */
export const isPositive = (target, outputs) => target > partingLevel(outputs);

/** The targets of the other class: the sign, or the next one of several. @param {number[]} targets */
export const flipped = (targets) =>
  targets.length === 1 ? [-targets[0]] : [targets[targets.length - 1], ...targets.slice(0, -1)];

/**
 * The training points over a map: draggable; on the first map focusable too; Enter changes the class. Those of a pinned
 * run are marks only.
 */
export class PlanePoints {
  /** @type {SVGSVGElement[]} */ #marks = [];

  /**
   * @param {RunSource} store
   * @param {HTMLElement} frame of the map
   * @param {{ radius: () => number, newTargets: () => number[], isFocusable: boolean }} options
   */
  constructor(store, frame, options) {
    this.store = store;
    this.options = options;
    this.svg = svg('svg', { class: 'points', part: 'points', 'aria-hidden': !options.isFocusable && 'true' });
    frame.append(this.svg);
    if (store.isPinned) return;
    frame.addEventListener('dblclick', (event) =>
      store.points.add([...this.#place(event), ...options.newTargets()]),
    );
  }

  /** @param {import('../../store/units.js').Units} axes */
  draw(axes) {
    const current = this.store.points.current();
    const rows = current.coordinates === 2 ? current.rows : [];
    while (this.#marks.length > rows.length) this.#marks.pop()?.remove();
    while (this.#marks.length < rows.length) this.#marks.push(this.#createMark(this.#marks.length));
    const isPointedAt = litPoints(this.store);
    const radius = this.options.radius();
    const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(2)}%`;
    rows.forEach((row, i) => {
      const outputs = row.length - 2;
      const target = row[2 + this.store.shownOutput.value] ?? 0;
      const isDisc = isPositive(target, outputs);
      const isLit = isPointedAt(i);
      const [x1, x2, y] = [axes.inputs[0], axes.inputs[1], axes.output].map((unit, at) =>
        formatNumber(physical(unit, [row[0], row[1], target][at])),
      );
      setAttributes(this.#marks[i], {
        x: percent((row[0] + radius) / (2 * radius)),
        y: percent((radius - row[1]) / (2 * radius)),
      });
      setAttributes(/** @type {Element} */ (this.#marks[i].firstChild), {
        d: isDisc ? shapes.positive : shapes.negative,
        class: `plane-point ${isDisc ? 'positive' : 'negative'}${isLit ? ' lit' : ''}`,
        ...(this.options.isFocusable && {
          'aria-label': `Training point ${i + 1} of ${rows.length}`,
          'aria-valuenow': target.toFixed(3),
          'aria-valuetext': `x₁ ${x1}, x₂ ${x2}, y ${y}`,
        }),
      });
    });
  }

  /** @param {number} index */
  #createMark(index) {
    const { isFocusable } = this.options;
    const path = svg('path', isFocusable ? { role: 'slider', tabindex: '0' } : {});
    const mark = svg('svg', { overflow: 'visible' }, path);
    this.svg.append(mark);
    if (this.store.isPinned) return mark;
    path.addEventListener('pointerdown', (event) => {
      path.setPointerCapture(event.pointerId);
      event.preventDefault();
      path.focus();
    });
    path.addEventListener('touchmove', (event) => event.preventDefault(), { passive: false });
    path.addEventListener('pointermove', (event) => {
      if (path.hasPointerCapture(event.pointerId)) this.#move(index, this.#place(event), `drag ${index}`);
    });
    path.addEventListener('pointerup', () => this.store.endGesture());
    path.addEventListener('dblclick', (event) => {
      event.stopPropagation();
      this.store.points.remove(index);
    });
    path.addEventListener('keydown', (event) => this.#key(event, index));
    return mark;
  }

  /** @param {number} index @param {number[]} place @param {string} gesture */
  #move(index, place, gesture) {
    const radius = this.options.radius();
    const [x1, x2] = place.map((value) => Math.min(radius, Math.max(-radius, value)));
    const entries = /** @type {[number, number][]} */ ([
      [0, x1],
      [1, x2],
    ]);
    this.store.points.move(index, entries, gesture);
  }

  /** @param {KeyboardEvent} event @param {number} index */
  #key(event, index) {
    const arrow = arrows[event.key];
    const row = this.store.points.rows()[index];
    if (event.key === 'Delete' || event.key === 'Backspace') this.store.points.remove(index);
    else if (event.key === 'Enter')
      this.store.points.edit((rows) => rows.with(index, [row[0], row[1], ...flipped(row.slice(2))]));
    else if (arrow) {
      const step = 2 * this.options.radius() * keyStep * (event.shiftKey ? 10 : 1);
      this.#move(index, [row[0] + step * arrow[0], row[1] + step * arrow[1]], `keys ${index}`);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {MouseEvent} event @returns {[number, number]} */
  #place(event) {
    const box = this.svg.getBoundingClientRect();
    const radius = this.options.radius();
    const share = (/** @type {number} */ part) => radius * (2 * Math.min(1, Math.max(0, part)) - 1);
    return [share((event.clientX - box.left) / box.width), -share((event.clientY - box.top) / box.height)];
  }
}

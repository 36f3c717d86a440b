/** @import { FigureStore } from '../store/figure-store.js' */
import uPlot from 'uplot';
import { formatNumber } from './format.js';
import { timesOf } from '../store/selectors.js';
import { LineChart, axis } from './line-chart.js';
import { logAxis, logScale } from './log-axis.js';

/**
 * @typedef {object} TimeLine
 * @property {string} label
 * @property {string} colour a custom property of the figure
 * @property {number[]} [dash]
 * @property {number} [width]
 * @property {number} [dot] diameter of a dot at each time instead of a line
 */

/** @param {(property: string) => string} colour @param {TimeLine} line @returns {uPlot.Series} */
const seriesOf = (colour, { label, colour: property, dash = [], width = 2, dot = 0 }) => ({
  label,
  stroke: colour(property),
  width: dot > 0 ? 0 : width,
  dash,
  points: { show: dot > 0, size: dot, width: 0, fill: colour(property) },
});

/** Lines over log time on the figure's one clock: the vertical line is now, and dragging moves it. */
export class TimeChart {
  /** @type {unknown[]} */ #source = [];

  /**
   * @param {FigureStore} store
   * @param {HTMLElement} container
   * @param {{ lines: TimeLine[], label?: string, isLinear?: boolean, onDraw?: (plot: uPlot, colour: (property: string) => string) => void }} options
   *   label of the y axis, in a small chart none; linear: y is not logarithmic
   */
  constructor(store, container, { lines, label, isLinear = false, onDraw }) {
    this.store = store;
    const yAxis = { size: 46, ...(label ? { label, labelSize: 20 } : {}) };
    const xAxis = label ? { label: 'time t = rate × steps', labelSize: 20, size: 30 } : { size: 26 };
    this.chart = new LineChart(
      container,
      (colour) => ({
        legend: { show: false },
        cursor: { show: false },
        padding: [8, label ? 18 : 12, 0, 0],
        scales: { x: { time: false, ...logScale }, y: isLinear ? {} : logScale },
        axes: [
          logAxis(colour, xAxis, label ? 8 : 4),
          isLinear
            ? axis(colour, { ...yAxis, space: 28, values: (_, ticks) => ticks.map(formatNumber) })
            : logAxis(colour, yAxis, label ? 8 : 4),
        ],
        series: [{}, ...lines.map((line) => seriesOf(colour, line))],
        hooks: {
          draw: [
            (plot) => {
              onDraw?.(plot, colour);
              this.#drawNow(plot, colour('--text'));
            },
          ],
        },
      }),
      (plot) => plot.over.addEventListener('pointerdown', (event) => this.#startSeeking(plot, event)),
    );
  }

  /**
   * @param {((index: number) => number | undefined)[]} columns y of each line at a place in the time grid; what cannot
   *   be drawn is a gap
   * @param {unknown} [key] of what is drawn, besides the frames
   * @param {{ times: Float32Array, columns: ((index: number) => number | undefined)[] }} [other] lines after these, on a
   *   time grid of their own
   */
  draw(columns, key, other) {
    const times = timesOf(this.store);
    if (!times) return;
    const source = [...Object.values(this.store.runs.states).map((state) => state.value), key];
    // While only time runs the lines stay as they are.
    if (this.chart.plot && source.every((part, i) => part === this.#source[i])) {
      this.chart.plot.redraw(false, false);
      return;
    }
    this.#source = source;
    const isLog = this.chart.plot?.scales.y.distr !== 1;
    const drawable = (/** @type {number | undefined} */ y) =>
      y !== undefined && Number.isFinite(y) && (y > 0 || !isLog) ? y : null;
    /** @param {Float32Array} grid @param {((index: number) => number | undefined)[]} lines */
    const table = (grid, lines) => {
      const finite = Array.from(grid.subarray(1, grid.length - 1));
      return [finite, ...lines.map((at) => finite.map((_, i) => drawable(at(i + 1))))];
    };
    const tables = [table(times, columns), ...(other ? [table(other.times, other.columns)] : [])];
    this.chart.setData(uPlot.join(/** @type {uPlot.AlignedData[]} */ (tables)));
  }

  destroy() {
    this.chart.destroy();
  }

  /** t = 0 stands at the left end of the axis, ∞ at the right end. @param {uPlot} plot @param {string} colour */
  #drawNow(plot, colour) {
    const times = timesOf(this.store);
    const time = times?.[Math.min(times.length - 2, Math.max(1, Math.round(this.store.shown.value)))];
    if (time === undefined) return;
    const x = Math.round(plot.valToPos(time, 'x', true));
    const { top, height } = plot.bbox;
    plot.ctx.fillStyle = colour;
    plot.ctx.fillRect(x, top, devicePixelRatio, height);
  }

  /** @param {uPlot} plot @param {PointerEvent} down */
  #startSeeking(plot, down) {
    const seek = (/** @type {PointerEvent} */ event) => {
      const left = event.clientX - plot.over.getBoundingClientRect().left;
      const time = plot.posToVal(left, 'x');
      const index = timesOf(this.store)?.findIndex((candidate) => candidate >= time) ?? 0;
      this.store.seek(left <= 0 ? 0 : index);
    };
    plot.over.setPointerCapture(down.pointerId);
    seek(down);
    plot.over.addEventListener('pointermove', seek);
    const stop = () => plot.over.removeEventListener('pointermove', seek);
    plot.over.addEventListener('pointerup', stop, { once: true });
    plot.over.addEventListener('pointercancel', stop, { once: true });
  }
}

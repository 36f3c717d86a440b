/** @import { FigureStore } from '../store/figure-store.js' */
/** @import uPlot from 'uplot' */
import { html, setText } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { LineChart, axis } from '../charts/line-chart.js';
import { drawingOrder, series } from '../charts/series.js';
import { numbersAt } from '../store/selectors.js';

/** Smaller losses, near the round-off of float outputs, are drawn as gaps. */
const smallestLoss = 1e-10;
/**
 * Whole decades: between others uPlot's logarithmic ticks may never end. One decade while there is nothing to show.
 * @param {number | null} low
 * @param {number | null} high
 * @returns {[number, number]}
 */
export function decadesAround(low, high) {
  if (low === null || high === null || !(low > 0) || !Number.isFinite(high)) return [0.1, 1];
  const first = Math.floor(Math.log10(low) + 1e-9);
  return [10 ** first, 10 ** Math.max(first + 1, Math.ceil(Math.log10(high) - 1e-9))];
}

/**
 * Training losses over log time; the vertical line is now, and can be dragged.
 * @param {FigureStore} store
 */
export function createLossView(store) {
  const plotArea = html('div', { class: 'plot loss-plot' });
  const description = html('p', { class: 'visually-hidden' });
  const heading = html('h2', {}, 'Training loss');
  const element = html('section', { class: 'panel', part: 'loss' }, heading, plotArea, description);

  const powers = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) =>
    ticks.map((value) => (value === null ? '' : formatNumber(value)));
  /** Lines and labels at powers of ten only, at most about eight of them. */
  const decades = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) => {
    const exponents = ticks.map((value) => Math.round(Math.log10(value)));
    const stride = Math.ceil((Math.max(...exponents) - Math.min(...exponents)) / 8);
    return ticks.map((value, i) => {
      const isPower = Math.abs(value / 10 ** exponents[i] - 1) < 1e-6;
      return isPower && exponents[i] % stride === 0 ? value : null;
    });
  };
  const logAxis = (
    /** @type {(property: string) => string} */ colour,
    /** @type {Partial<uPlot.Axis>} */ own,
  ) => {
    const plain = axis(colour, { values: powers, filter: decades, ...own });
    return { ...plain, grid: { ...plain.grid, filter: decades }, ticks: { ...plain.ticks, filter: decades } };
  };
  const chart = new LineChart(
    plotArea,
    (colour) => ({
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 18, 0, 0],
      scales: {
        x: { time: false, distr: 3, range: (_, low, high) => decadesAround(low, high) },
        y: {
          distr: 3,
          range: (_, low, high) => decadesAround(low, high),
        },
      },
      axes: [
        logAxis(colour, { label: 'time t = rate × steps', labelSize: 20, size: 30 }),
        logAxis(colour, { label: 'loss L', labelSize: 20, size: 46 }),
      ],
      series: [
        {},
        ...drawingOrder.map((job) => ({
          label: series[job].label,
          stroke: colour(series[job].colour),
          width: series[job].width,
          dash: series[job].dash,
          points: { show: false },
        })),
      ],
      hooks: { draw: [(plot) => drawNow(plot, colour('--text'))] },
    }),
    (plot) => plot.over.addEventListener('pointerdown', (event) => startSeeking(plot, event)),
  );

  /** Index into the time grid → position on the axis: t = 0 stands at the left end, ∞ at the right end. */
  const timeOf = (/** @type {number} */ index) => {
    const times = store.runs.states.limit.value.constants?.times;
    return times?.[Math.min(times.length - 2, Math.max(1, Math.round(index)))];
  };

  /** @param {uPlot} plot @param {string} colour */
  function drawNow(plot, colour) {
    const time = timeOf(store.shown.value);
    if (time === undefined) return;
    const x = Math.round(plot.valToPos(time, 'x', true));
    const { top, height } = plot.bbox;
    plot.ctx.fillStyle = colour;
    plot.ctx.fillRect(x, top, devicePixelRatio, height);
  }

  /** @param {uPlot} plot @param {PointerEvent} down */
  function startSeeking(plot, down) {
    const seek = (/** @type {PointerEvent} */ event) => {
      const times = store.runs.states.limit.value.constants?.times;
      if (!times) return;
      const left = event.clientX - plot.over.getBoundingClientRect().left;
      const time = plot.posToVal(left, 'x');
      const index = times.findIndex((candidate) => candidate >= time);
      store.seek(left <= 0 ? 0 : index);
    };
    plot.over.setPointerCapture(down.pointerId);
    seek(down);
    plot.over.addEventListener('pointermove', seek);
    const stop = () => plot.over.removeEventListener('pointermove', seek);
    plot.over.addEventListener('pointerup', stop, { once: true });
    plot.over.addEventListener('pointercancel', stop, { once: true });
  }

  function draw() {
    const times = store.runs.states.limit.value.constants?.times;
    if (!times) return;
    const finite = times.subarray(1, times.length - 1);
    const columns = drawingOrder.map((job) => {
      const { frames } = store.runs.states[job].value;
      return Array.from(finite, (_, i) => {
        const loss = frames[i + 1]?.trainLoss[0];
        return loss > smallestLoss && Number.isFinite(loss) ? loss : null;
      });
    });
    chart.setData(/** @type {uPlot.AlignedData} */ ([Array.from(finite), ...columns]));
    const { networkLoss, linearisationLoss, limitLoss } = numbersAt(store);
    setText(
      description,
      `Training loss now: network ${formatNumber(networkLoss)}, linearisation ${formatNumber(linearisationLoss)}, ` +
        `limit ${formatNumber(limitLoss)}.`,
    );
  }

  return { element, draw, destroy: () => chart.destroy() };
}

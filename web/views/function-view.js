/** @import { FigureStore } from '../store/figure-store.js' */
/** @import uPlot from 'uplot' */
import { html, setText, setAttributes } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { LineChart, axis } from '../charts/line-chart.js';
import { drawingOrder, series } from '../charts/series.js';
import { isOnLine } from '../store/document.js';
import { curveAt, numbersAt } from '../store/selectors.js';
import { axesOf, physicalInput, physicalOutput } from './dataset-axes.js';
import { PointLayer } from './point-layer.js';
import { outputRange } from './output-range.js';

/** Ticks without a thousands separator, since they may be years. */
const plainNumbers = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) =>
  ticks.map((value) => String(Number(value.toPrecision(6))).replace('-', '−'));

/**
 * The three functions at the same t over x, the data, and the points that a person moves.
 * @param {FigureStore} store
 */
export function createFunctionView(store) {
  const plotArea = html('div', { class: 'plot function-plot' });
  const description = html('p', { class: 'visually-hidden', id: 'function-description' });
  const element = html(
    'section',
    { class: 'panel function-panel', part: 'function', 'aria-label': 'Functions' },
    plotArea,
    description,
  );
  let range = { minimum: -1.5, maximum: 1.5 };

  let axes = axesOf(store);
  const chart = new LineChart(
    plotArea,
    (colour) => ({
      legend: { show: false },
      cursor: { show: false },
      padding: [12, 14, 0, 0],
      scales: {
        x: { time: false, range: () => [physicalInput(axes, -Math.PI), physicalInput(axes, Math.PI)] },
        y: { range: () => [physicalOutput(axes, range.minimum), physicalOutput(axes, range.maximum)] },
      },
      axes: [
        axis(colour, { label: axes.inputLabel, labelSize: 22, size: 34, values: plainNumbers }),
        axis(colour, { label: axes.outputLabel, labelSize: 22, size: 50, values: plainNumbers }),
      ],
      series: [
        {},
        { label: 'target', stroke: colour('--target'), width: 1.5, points: { show: false } },
        ...drawingOrder.map((job) => {
          const { label, colour: property, dash, width } = series[job];
          return { label, stroke: colour(property), width, dash, points: { show: false } };
        }),
      ],
    }),
    (plot) => points.attach(plot),
  );
  const points = new PointLayer(store);

  function draw() {
    const constants = store.runs.states.limit.value.constants ?? store.runs.states.network.value.constants;
    if (!constants) return;
    if (axes !== axesOf(store)) {
      axes = axesOf(store);
      chart.recreate();
    }
    range = outputRange(store);
    const curves = drawingOrder.map((job) => curveAt(store.runs.states[job].value, store.shown.value));
    const probes = isOnLine(store.document.value.data.source) ? constants.probeX : new Float32Array();
    const length = probes.length;
    const gaps = new Float32Array(length).fill(NaN);
    const columns = [constants.probeTarget, ...curves].map((values) =>
      Array.from(values?.length === length ? values : gaps, (value) =>
        Number.isFinite(value) ? physicalOutput(axes, value) : null,
      ),
    );
    const x = Array.from(probes, (value) => physicalInput(axes, value));
    chart.setData(/** @type {uPlot.AlignedData} */ ([x, ...columns]));
    points.draw();
    const { time, gapToLimit, gapToLinearisation } = numbersAt(store);
    setText(
      description,
      `At time ${formatNumber(time)} the network differs from the infinite-width limit by at most ${formatNumber(gapToLimit)} ` +
        `and from its linearisation by at most ${formatNumber(gapToLinearisation)}.`,
    );
    setAttributes(plotArea, { 'aria-describedby': 'function-description' });
  }

  return { element, draw, destroy: () => chart.destroy() };
}

/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { TrainingSet } from '../../store/training-set.js' */
/** @import { KernelName } from './kernel-matrices.js' */
/** @import uPlot from 'uplot' */
import { html } from '../../charts/dom.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { axesOf } from '../function/axes.js';
import { placeOf, shortTicks, trainingPointAxis } from '../training-point-axis.js';

/** @type {{ name: KernelName, label: string, colour: string, dash: number[], width: number, size: number }[]} */
const lines = [
  { name: 'limit', label: 'Θ', colour: '--limit', dash: [11, 6], width: 4, size: 9 },
  { name: 'initial', label: 'K₀', colour: '--linearisation', dash: [2, 5], width: 3, size: 7 },
  { name: 'current', label: 'Kₜ', colour: '--network', dash: [], width: 1.5, size: 5 },
];

/**
 * One row of the kernel matrices: k(x, x_j) over the training points x_j, the vertical line is x.
 * @param {FigureStore} store
 */
export function createKernelRow(store) {
  const plotArea = html('div', { class: 'plot small-plot', 'aria-hidden': 'true' });
  let isLine = true;
  let [unit] = axesOf(store).inputs;
  /** @type {number | undefined} */ let here;
  const chart = new LineChart(plotArea, (colour) => ({
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 12, 0, 0],
    scales: { x: { time: false } },
    axes: [
      trainingPointAxis(colour, unit.label === 'x' ? 'x′' : unit.label, isLine),
      axis(colour, { label: 'k(x, x′)', labelSize: 20, size: 44, space: 22, values: shortTicks }),
    ],
    series: [
      {},
      ...lines.map(({ label, colour: property, dash, width, size }) => ({
        label,
        stroke: colour(property),
        dash,
        width,
        points: { show: true, size, fill: colour('--surface'), stroke: colour(property), width: 1.5 },
      })),
    ],
    hooks: {
      draw: [
        (plot) => {
          if (here === undefined) return;
          plot.ctx.fillStyle = colour('--fault');
          const { top, height } = plot.bbox;
          plot.ctx.fillRect(Math.round(plot.valToPos(here, 'x', true)), top, 1.5 * devicePixelRatio, height);
        },
      ],
    },
  }));

  /**
   * @param {TrainingSet} set
   * @param {Record<KernelName, Float32Array | undefined>} matrices
   */
  function draw(set, matrices) {
    const { count, order } = set;
    const [wasLine, oldUnit] = [isLine, unit];
    [unit] = axesOf(store).inputs;
    isLine = set.coordinates === 1;
    const pair = store.pair.value;
    const row = pair && pair.row < count ? pair.row : order[count >> 1];
    const at = placeOf(set, unit);
    here = at(row, order.indexOf(row));
    const columns = lines.map(({ name }) =>
      order.map((j) => {
        const value = matrices[name]?.[row * count + j] ?? NaN;
        return Number.isFinite(value) ? value : null;
      }),
    );
    chart.setData(/** @type {uPlot.AlignedData} */ ([order.map(at), ...columns]));
    if (wasLine !== isLine || oldUnit !== unit) chart.recreate();
    return row;
  }
  return { element: plotArea, draw, destroy: () => chart.destroy() };
}

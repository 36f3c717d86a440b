/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { TrainingSet } from '../../store/training-set.js' */
/** @import uPlot from 'uplot' */
import { html } from '../../charts/dom.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { axesOf } from '../function/axes.js';
import { placeOf, shortTicks, trainingPointAxis } from '../training-point-axis.js';

/** The unit eigenvector q_i of K_0 over the training points. @param {FigureStore} store */
export function createEigenfunctionChart(store) {
  const plotArea = html('div', { class: 'plot small-plot', 'aria-hidden': 'true' });
  let isLine = true;
  let [unit] = axesOf(store).inputs;
  const chart = new LineChart(plotArea, (colour) => ({
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 14, 0, 0],
    scales: { x: { time: false }, y: { range: (_, low, high) => symmetric(low, high) } },
    axes: [
      trainingPointAxis(colour, unit.label, isLine),
      axis(colour, { label: 'qᵢ, no unit', labelSize: 20, size: 54, space: 22, values: shortTicks }),
    ],
    series: [
      {},
      {
        label: 'eigenfunction',
        stroke: colour('--network'),
        width: 1.5,
        points: { show: true, size: 7, fill: colour('--network'), width: 0 },
      },
    ],
  }));

  /** @param {TrainingSet} set @param {ArrayLike<number>} values q_i at each training point, of one output */
  function draw(set, values) {
    const { order } = set;
    const [wasLine, oldUnit] = [isLine, unit];
    [unit] = axesOf(store).inputs;
    isLine = set.coordinates === 1;
    const columns = [order.map(placeOf(set, unit)), order.map((j) => values[j])];
    chart.setData(/** @type {uPlot.AlignedData} */ (columns));
    if (wasLine !== isLine || oldUnit !== unit) chart.recreate();
  }
  return { element: plotArea, draw, destroy: () => chart.destroy() };
}

/** @param {number | null} low @param {number | null} high @returns {[number, number]} */
function symmetric(low, high) {
  const largest = 1.1 * Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0)) || 1;
  return [-largest, largest];
}

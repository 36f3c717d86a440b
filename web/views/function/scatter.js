/** @import { JobName } from '../../engine/types.js' */
/** @import uPlot from 'uplot' */
import { html } from '../../charts/dom.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { series } from '../../charts/series.js';
import { plainNumbers } from './axes.js';

const none = () => null;

/**
 * Predicted against true for one function: small dots for probes, rings for training points, the line f = y.
 * @param {JobName} job
 * @param {() => [number, number]} range of both axes
 */
export function createScatter(job, range) {
  const { label, colour: property } = series[job];
  const area = html('div', { class: 'plot scatter', role: 'img' });
  const figure = html('figure', {}, html('figcaption', {}, html('strong', {}, label)), area);
  const chart = new LineChart(area, (colour) => ({
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 8, 0, 0],
    scales: { x: { time: false, range }, y: { range } },
    axes: [
      axis(colour, { label: 'true y', labelSize: 20, size: 26, space: 40, values: plainNumbers }),
      axis(colour, { label: 'predicted f', labelSize: 20, size: 40, space: 30, values: plainNumbers }),
    ],
    series: [
      {},
      { label: 'f = y', stroke: colour('--target'), width: 1.5, spanGaps: true, points: { show: false } },
      {
        label: 'probes',
        stroke: colour(property),
        paths: none,
        points: { show: true, size: 4, width: 0, fill: colour(property) },
      },
      {
        label: 'training points',
        stroke: colour('--text'),
        paths: none,
        points: { show: true, size: 9, width: 1.6, fill: colour('--surface') },
      },
    ],
  }));
  const setData = (/** @type {(number | null)[][]} */ columns) =>
    chart.setData(/** @type {uPlot.AlignedData} */ (columns));
  return { job, figure, area, setData, destroy: () => chart.destroy() };
}

/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
/** @import uPlot from 'uplot' */
import { html, setAttributes } from '../../charts/dom.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { drawingOrder, series } from '../../charts/series.js';
import { slicePoints } from '../../store/picture-probes.js';
import { curveAt } from '../../store/selectors.js';
import { physical } from '../../store/units.js';
import { plainNumbers, rowAxesOf } from './axes.js';

/**
 * The three functions along one coordinate, the others at the means of the training points.
 * @param {RunSource} store
 * @param {() => [number, number]} range of outputs
 */
export function createSlicePlot(store, range) {
  const element = html('div', { class: 'plot function-plot', role: 'img' });
  let coordinate = 0;
  let axes = rowAxesOf(store, 0);
  const chart = new LineChart(element, (colour) => ({
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 14, 0, 0],
    scales: { x: { time: false }, y: { range } },
    axes: [
      axis(colour, { label: axes.inputs[coordinate].label, labelSize: 22, size: 26, values: plainNumbers }),
      axis(colour, { label: axes.output.label, labelSize: 22, size: 50, values: plainNumbers }),
    ],
    series: [
      {},
      ...drawingOrder.map((job) => {
        const { label, colour: property, dash, width } = series[job];
        return { label, stroke: colour(property), width, dash, points: { show: false } };
      }),
    ],
  }));

  /** @param {ShownData} data @param {number} output @param {number} wanted coordinate */
  function draw({ constants, coordinates, outputs, probes }, output, wanted) {
    const wantedAxes = rowAxesOf(store, coordinates);
    if (wanted !== coordinate || wantedAxes.inputs.length !== axes.inputs.length) {
      [coordinate, axes] = [wanted, wantedAxes];
      chart.recreate();
    }
    const first = coordinate * slicePoints;
    const x = Array.from({ length: slicePoints }, (_, i) =>
      physical(axes.inputs[coordinate], constants.probeX[(first + i) * coordinates + coordinate]),
    );
    const columns = drawingOrder.map((job) => {
      const values = curveAt(store.runs.states[job].value, store.shown.value);
      return x.map((_, i) => {
        const value = values?.length === probes * outputs ? values[output * probes + first + i] : NaN;
        return Number.isFinite(value) ? physical(axes.output, value) : null;
      });
    });
    chart.setData(/** @type {uPlot.AlignedData} */ ([x, ...columns]));
    setAttributes(element, {
      'aria-label': `The three functions along ${axes.inputs[coordinate].label}, the other coordinates at their means.`,
    });
  }
  return { element, draw, destroy: () => chart.destroy() };
}

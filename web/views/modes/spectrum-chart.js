/** @import uPlot from 'uplot' */
import { html } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { logAxis, logScale } from '../../charts/log-axis.js';

const whole = (/** @type {uPlot} */ _, /** @type {number[]} */ ticks) =>
  ticks.map((value) => (Number.isInteger(value) ? formatNumber(value) : ''));

/**
 * Eigenvalues on a log axis: of K_0 as dots, of Θ as rings; pointing at one chooses its mode.
 * @param {(mode: number) => void} choose from 0
 * @param {() => void} leave
 */
export function createSpectrumChart(choose, leave) {
  const plotArea = html('div', { class: 'plot spectrum-plot', 'aria-hidden': 'true' });
  let focused = 0;
  let count = 0;
  const chart = new LineChart(
    plotArea,
    (colour) => ({
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 14, 0, 0],
      scales: { x: { time: false, range: () => [0.4, count + 0.6] }, y: logScale },
      axes: [
        axis(colour, {
          label: 'mode i',
          labelSize: 20,
          size: 28,
          values: whole,
          incrs: [1, 2, 5, 10, 20, 50, 100],
        }),
        logAxis(colour, { label: 'eigenvalue λ', labelSize: 20, size: 46 }, 6),
      ],
      series: [
        {},
        {
          label: 'Θ',
          width: 0,
          stroke: colour('--limit'),
          points: { show: true, size: 12, width: 2, stroke: colour('--limit'), fill: 'transparent' },
        },
        {
          label: 'K₀',
          width: 0,
          stroke: colour('--network'),
          points: { show: true, size: 6, width: 0, fill: colour('--network') },
        },
      ],
      hooks: {
        drawAxes: [
          (plot) => {
            plot.ctx.fillStyle = colour('--grid');
            const width = Math.max(3, plot.bbox.width / (count + 0.2));
            const middle = plot.valToPos(focused + 1, 'x', true);
            plot.ctx.fillRect(middle - width / 2, plot.bbox.top, width, plot.bbox.height);
          },
        ],
      },
    }),
    (plot) => {
      const point = (/** @type {PointerEvent} */ event) => {
        const left = event.clientX - plot.over.getBoundingClientRect().left;
        choose(Math.min(count - 1, Math.max(0, Math.round(plot.posToVal(left, 'x')) - 1)));
      };
      plot.over.addEventListener('pointermove', point);
      plot.over.addEventListener('pointerdown', point);
      plot.over.addEventListener('pointerleave', leave);
    },
  );

  /** @param {{ initial: Float32Array, limit: Float32Array | undefined }} spectra @param {number} mode */
  function draw({ initial, limit }, mode) {
    focused = mode;
    count = initial.length;
    const positive = (/** @type {Float32Array | undefined} */ values) =>
      Array.from({ length: count }, (_, i) => (values && values[i] > 0 ? values[i] : null));
    const x = Array.from({ length: count }, (_, i) => i + 1);
    chart.setData(/** @type {uPlot.AlignedData} */ ([x, positive(limit), positive(initial)]));
  }
  return { element: plotArea, draw, destroy: () => chart.destroy() };
}

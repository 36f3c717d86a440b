/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import uPlot from 'uplot' */
import { html } from '../../charts/dom.js';
import { TimeChart } from '../../charts/time-chart.js';
import { typeScale } from '../../charts/type-scale.js';

/** Residuals below this share of the targets' size are round-off of floats. */
const smallestShown = 1e-6;
/** Every so many frames have a dot. */
const stride = 4;

/**
 * |c_i(t)| of some modes over log time: dots measured on the network, lines predicted, e^{−λ_i t/n} from K_0.
 * @param {FigureStore} store
 * @param {number[]} modes that are drawn besides the focused one
 * @param {() => number} focusedMode
 */
export function createResidualChart(store, modes, focusedMode) {
  const plotArea = html('div', { class: 'plot time-plot residual-plot', 'aria-hidden': 'true' });
  const line = (/** @type {number} */ width) => ({ label: 'predicted', colour: '--limit', width });
  const dots = (/** @type {number} */ dot) => ({ label: 'measured', colour: '--network', dot });
  const chart = new TimeChart(store, plotArea, {
    lines: [...modes.flatMap(() => [line(1), dots(4)]), line(3), dots(8)],
    label: '|c_i|, unit of y'.replace('_i', 'ᵢ'),
    onDraw: drawLabels,
  });

  /** The modes' numbers where their lines end. @param {uPlot} plot @param {(property: string) => string} colour */
  function drawLabels(plot, colour) {
    const { ctx, bbox } = plot;
    const size = 12 * devicePixelRatio * typeScale(plot.root);
    ctx.fillStyle = colour('--text');
    ctx.font = `600 ${size}px system-ui, sans-serif`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'bottom';
    const ends = [...new Set([focusedMode(), ...modes])].flatMap((mode) => {
      const at = predicted(mode);
      const end = plot.data[0].findLastIndex((_, i) => at(i + 1) !== undefined);
      if (end < 0) return [];
      const x = plot.valToPos(plot.data[0][end], 'x', true);
      const y = plot.valToPos(/** @type {number} */ (at(end + 1)), 'y', true);
      return [{ mode, x: Math.min(x, bbox.left + bbox.width - size), y: y - size / 4 }];
    });
    ends.forEach(({ mode, x, y }, i) => {
      const isFree = ends.slice(0, i).every((other) => Math.hypot(other.x - x, other.y - y) > 1.2 * size);
      if (isFree) ctx.fillText(String(mode + 1), x, y);
    });
  }

  /** @param {string} part @param {number} mode @param {number} index */
  const sample = (part, mode, index) => store.runs.states.network.value.frames[index]?.[part]?.[mode];
  /** @param {string} part @param {number} mode @param {number} step */
  const column = (part, mode, step) => (/** @type {number} */ index) => {
    const value = Math.abs(sample(part, mode, index) ?? NaN);
    return value > smallestShown && index % step === 1 ? value : undefined;
  };
  const predicted = (/** @type {number} */ mode) => (/** @type {number} */ index) => {
    const value = Math.abs(sample('predictedModeResiduals', mode, index) ?? NaN);
    return value > smallestShown ? value : undefined;
  };

  function draw() {
    const columns = [...modes, focusedMode()].flatMap((mode) => [
      predicted(mode),
      column('modeResiduals', mode, stride),
    ]);
    chart.draw(columns, focusedMode());
  }
  return { element: plotArea, draw, destroy: () => chart.destroy() };
}

/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
/** @import uPlot from 'uplot' */
import { html, setAttributes } from '../../charts/dom.js';
import { LineChart, axis } from '../../charts/line-chart.js';
import { drawingOrder, series } from '../../charts/series.js';
import { curveAt } from '../../store/selectors.js';
import { ofOutput } from '../../store/shown-data.js';
import { physical } from '../../store/units.js';
import { axesOf, plainNumbers } from './axes.js';
import { createGapStrip } from './gap-strip.js';
import { LinePoints } from './line-points.js';
import { outputRange, withMargin } from './output-range.js';
import style from './line-picture.css?inline';

/** Room of the y axis, the same in both plots so that they stand under each other. */
export const yAxisSize = 56;
export const yLabelSize = 22;

/**
 * The three functions at the same t over x, the data, and the points that a person moves; below, network − limit.
 * @param {RunSource} store
 */
export function createLinePicture(store) {
  const plotArea = html('div', { class: 'plot function-plot' });
  let axes = axesOf(store);
  /** @type {import('./ensemble-bands.js').BandName[]} */ let bandNames = [];
  let range = { minimum: -1.5, maximum: 1.5 };
  /** @type {[number, number]} */ let inputRange = [-Math.PI, Math.PI];
  const physicalInputs = () =>
    /** @type {[number, number]} */ (inputRange.map((x) => physical(axes.inputs[0], x)));
  const points = new LinePoints(store);
  const gap = createGapStrip(store, () => ({ axes, inputRange: physicalInputs() }));
  const legend = html('div');
  const add = html('button', { type: 'button' }, 'Add a point');
  add.addEventListener('click', () => store.points.addInGap());
  const drawing = html('button', { type: 'button', 'aria-pressed': 'false' }, 'Draw a target');
  drawing.addEventListener('click', () => void toggleDrawing());
  const tools = html('div', { class: 'edit-tools', hidden: store.isPinned }, add, drawing);
  const element = html('div', { class: 'line-picture' }, plotArea, legend, gap.element, tools);

  const chart = new LineChart(
    plotArea,
    (colour) => ({
      legend: { show: false },
      cursor: { show: false },
      padding: [12, 14, 0, 0],
      scales: {
        x: { time: false, range: physicalInputs },
        y: { range: () => [physical(axes.output, range.minimum), physical(axes.output, range.maximum)] },
      },
      axes: [
        // The strip below has the numbers of both.
        axis(colour, { size: 6, values: (_, ticks) => ticks.map(() => '') }),
        axis(colour, {
          label: axes.output.label,
          labelSize: yLabelSize,
          size: yAxisSize,
          values: plainNumbers,
        }),
      ],
      bands: ensembles?.bandOptions(colour, bandNames) ?? [],
      series: [
        {},
        ...(ensembles?.bandSeries(colour, bandNames) ?? []),
        { label: 'target', stroke: colour('--target'), width: 1.5, points: { show: false } },
        ...drawingOrder.map((job) => {
          const { label, colour: property, dash, width } = series[job];
          return { label, stroke: colour(property), width, dash, points: { show: false } };
        }),
      ],
    }),
    (plot) => points.attach(plot),
  );

  /** @type {(() => void) | undefined} */ let endDrawing;
  async function toggleDrawing() {
    if (endDrawing) return endDrawing();
    const { drawTarget } = await import('./draw-target.js');
    if (endDrawing || !chart.plot) return;
    endDrawing = drawTarget(store, chart.plot, () => {
      endDrawing = undefined;
      setAttributes(drawing, { 'aria-pressed': 'false' });
    });
    setAttributes(drawing, { 'aria-pressed': 'true' });
  }

  /** Bands are seldom there: loaded with the first ensemble. @type {typeof import('./ensemble-bands.js') | undefined} */
  let ensembles;
  /** @param {ShownData} data @param {number} output */
  function bandsNow(data, output) {
    const isEnsemble = store
      .compared()
      .some(({ ensemble, runs }) => ensemble.value ?? runs.states.limit.value.constants?.posteriorMean);
    if (!isEnsemble) return [];
    if (ensembles) return ensembles.bandsOf(store, data, output);
    import('./ensemble-bands.js').then(
      (loaded) => {
        ensembles = loaded;
        element.dispatchEvent(new Event('chart-change', { bubbles: true }));
      },
      // Asked again when it is next drawn: the network may be back.
      () => {},
    );
    return [];
  }

  /** @param {ShownData} data @param {number} output */
  function draw(data, output) {
    const { constants, probes } = data;
    const bands = bandsNow(data, output);
    const names = bands.map(({ name }) => name);
    if (axes !== axesOf(store) || bandNames.join() !== names.join()) {
      axes = axesOf(store);
      bandNames = names;
      if (ensembles) legend.replaceChildren(ensembles.bandLegend(names));
      chart.recreate();
      gap.recreate();
    }
    range = withMargin(ensembles?.rangeWithBands(store) ?? outputRange(store));
    inputRange = [constants.probeX[0], constants.probeX[probes - 1]];
    const curves = drawingOrder.map((job) => curveAt(store.runs.states[job].value, store.shown.value));
    const gaps = new Float32Array(probes).fill(NaN);
    const columns = [constants.probeTarget, ...curves].map((values) =>
      values?.length === probes * data.outputs ? ofOutput(values, output, probes) : gaps,
    );
    const edges = bands.flatMap(({ low, high, mean }) => [low, high, mean]);
    const drawn = [...edges, ...columns].map((values) =>
      Array.from(values, (value) => (Number.isFinite(value) ? physical(axes.output, value) : null)),
    );
    const x = Array.from(constants.probeX, (value) => physical(axes.inputs[0], value));
    chart.setData(/** @type {uPlot.AlignedData} */ ([x, ...drawn]));
    gap.draw(data, output, x);
    points.draw();
  }

  const destroy = () => {
    endDrawing?.();
    chart.destroy();
    gap.destroy();
  };
  return { element, style, draw, destroy };
}

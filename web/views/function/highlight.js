/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import uPlot from 'uplot' */
import { setAttributes, svg } from '../../charts/dom.js';
import { physical } from '../../store/units.js';
import { axesOf } from './axes.js';

/** Longest stem as a share of the plot's height. */
const longestStem = 0.18;

/** Training points that a panel points at. @param {RunSource} store @returns {(index: number) => boolean} */
export function litPoints({ pair, highlight }) {
  const lit = new Set(highlight.value?.points ?? []);
  if (pair.value) lit.add(pair.value.row).add(pair.value.column);
  return (index) => lit.has(index);
}

/**
 * Where the plot has the vertical lines of a highlight: on its own, physical axis; none where a kink is nowhere.
 * @param {Pick<RunSource, 'highlight' | 'points'>} store
 */
export function linePlaces({ highlight, points }) {
  const [unit] = axesOf({ points }).inputs;
  return (highlight.value?.lines ?? []).filter(Number.isFinite).map((x) => physical(unit, x));
}

/** An eigenfunction as stems on the training points, a neuron's kinks as vertical lines: what a panel points at. */
export function createHighlight() {
  const path = svg('path', { class: 'highlight' });

  /**
   * @param {RunSource} store
   * @param {uPlot} plot
   * @param {{ x: number, y: number }[]} places of the training points in pixels
   */
  function draw(store, plot, places) {
    const { stems = [] } = store.highlight.value ?? {};
    const lines = linePlaces(store);
    const height = plot.over.clientHeight;
    const up = (/** @type {number} */ share) => (-share * longestStem * height).toFixed(1);
    const parts = [
      ...places.flatMap(({ x, y }, i) =>
        stems[i] === undefined ? [] : [`M${x.toFixed(1)} ${y.toFixed(1)}v${up(stems[i])}`],
      ),
      ...lines.map((line) => `M${plot.valToPos(line, 'x').toFixed(1)} 0v${height}`),
    ];
    setAttributes(path, {
      d: parts.join(''),
      'data-shows': stems.length > 0 ? 'mode' : lines.length > 0 ? 'kinks' : undefined,
    });
  }
  return { element: path, draw };
}

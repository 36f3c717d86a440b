/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
import { html } from '../../charts/dom.js';
import { curveAt } from '../../store/selectors.js';
import { ofOutput } from '../../store/shown-data.js';

/**
 * Infinitely wide networks of all initialisations at t, and the NNGP posterior, as the limit's frames have them with
 * `observe.ensemble` (C17): mean and mean ± 2σ.
 */
const kinds = [
  { name: 'posterior', label: 'NNGP posterior', colour: '--posterior', dash: [2, 3] },
  { name: 'ensemble', label: 'infinitely wide ensemble at t', colour: '--ensemble', dash: [12, 3, 2, 3] },
];
const deviations = 2;

/**
 * Low, high and mean of either kind; none without an ensemble.
 * @param {RunSource} store
 * @param {ShownData} data
 * @param {number} output
 * @returns {Float32Array[]}
 */
export function bandColumns(store, { probes, outputs }, output) {
  const { limit } = store.runs.states;
  const { constants } = limit.value;
  const pairs = [
    [constants?.posteriorMean, constants?.posteriorDeviation],
    ...[['ensembleMean', 'ensembleDeviation'].map((part) => curveAt(limit.value, store.shown.value, part))],
  ];
  return pairs.flatMap(([mean, deviation]) => {
    if (mean?.length !== probes * outputs || !deviation) return [];
    const chosen = ofOutput(mean, output, probes);
    const edge = (/** @type {number} */ sign) => chosen.map((value, i) => value + sign * deviation[i]);
    return [edge(-deviations), edge(deviations), chosen];
  });
}

/** @param {(property: string) => string} colour */
export const bandSeries = (colour) =>
  kinds.flatMap(({ label, colour: property, dash }) => {
    const stroke = colour(property);
    const edge = (/** @type {string} */ side) => ({
      label: side,
      stroke,
      width: 0.75,
      points: { show: false },
    });
    return [
      edge(`${label} − 2σ`),
      edge(`${label} + 2σ`),
      { label: `${label}, mean`, stroke, width: 2, dash, points: { show: false } },
    ];
  });

/** @param {(property: string) => string} colour */
export const bandOptions = (colour) =>
  kinds.map(({ colour: property }, i) => ({
    series: /** @type {[number, number]} */ ([3 * i + 2, 3 * i + 1]),
    fill: colour(`${property}-fill`),
  }));

export const createBandLegend = () =>
  html(
    'ul',
    { class: 'legend band-legend', hidden: true },
    ...kinds.map(({ name, label }) =>
      html('li', {}, html('span', { class: `swatch ${name}`, 'aria-hidden': 'true' }), `${label}: mean ± 2σ`),
    ),
  );

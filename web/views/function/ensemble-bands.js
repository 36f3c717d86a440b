/** @import { RunSource } from '../../store/pinned-run.js' */
/** @import { ShownData } from '../../store/shown-data.js' */
import { html } from '../../charts/dom.js';
import { curveAt } from '../../store/selectors.js';
import { ofOutput, shownData } from '../../store/shown-data.js';
import { onOneScale, outputRange } from './output-range.js';

/**
 * Kinds of ensembles at t, mean and mean ± 2σ: the NNGP posterior and infinitely wide networks of all initialisations,
 * as the limit's frames have them with `observe.ensemble` (C17); the finite networks that were trained,
 * or their linearisations.
 */
const kinds = {
  posterior: { label: 'NNGP posterior', colour: '--posterior', dash: [2, 3] },
  ensemble: { label: 'infinitely wide ensemble at t', colour: '--ensemble', dash: [12, 3, 2, 3] },
  networks: { label: 'finite ensemble at t', colour: '--networks', dash: [6, 3] },
};
const deviations = 2;

/** @typedef {keyof typeof kinds} BandName */
/** @typedef {{ name: BandName, low: ArrayLike<number>, high: ArrayLike<number>, mean: ArrayLike<number> }} Band */

/**
 * The bands that there are at a place of the time grid, the lowest first.
 * @param {RunSource} store
 * @param {ShownData} data
 * @param {number} output
 * @param {number} [place] default: what is shown
 * @returns {Band[]}
 */
export function bandsOf(store, { probes, outputs }, output, place = store.shown.value) {
  const { value: limit } = store.runs.states.limit;
  const networks = store.ensemble.value?.at(place);
  const found = {
    posterior: [limit.constants?.posteriorMean, limit.constants?.posteriorDeviation],
    ensemble: ['ensembleMean', 'ensembleDeviation'].map((part) => curveAt(limit, place, part)),
    networks: [networks?.mean, networks?.deviation],
  };
  return /** @type {BandName[]} */ (Object.keys(kinds)).flatMap((name) => {
    const [mean, deviation] = found[name];
    if (mean?.length !== probes * outputs || !deviation) return [];
    const chosen = ofOutput(mean, output, probes);
    // Networks of finite width have a deviation for each output, infinitely wide ones the same for all.
    const own = deviation.length === mean.length ? ofOutput(deviation, output, probes) : deviation;
    const edge = (/** @type {number} */ sign) => chosen.map((value, i) => value + sign * own[i]);
    return [{ name, low: edge(-deviations), high: edge(deviations), mean: chosen }];
  });
}

/**
 * The range of the outputs of all runs on one scale with their bands, at the start and at the end.
 * @param {RunSource} source
 */
export function rangeWithBands(source) {
  const { minimum, maximum } = outputRange(source);
  const bands = onOneScale(source).flatMap((other) => {
    const data = shownData(other.runs);
    if (!data) return [];
    return [0, other.lastIndex.value].flatMap((place) =>
      bandsOf(other, data, other.shownOutput.value, place),
    );
  });
  const finite = (/** @type {ArrayLike<number>} */ values) => Array.from(values).filter(Number.isFinite);
  return {
    minimum: Math.min(minimum, ...bands.flatMap(({ low }) => finite(low))),
    maximum: Math.max(maximum, ...bands.flatMap(({ high }) => finite(high))),
  };
}

/** @param {(property: string) => string} colour @param {BandName[]} names */
export const bandSeries = (colour, names) =>
  names.flatMap((name) => {
    const { label, colour: property, dash } = kinds[name];
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

/** @param {(property: string) => string} colour @param {BandName[]} names */
export const bandOptions = (colour, names) =>
  names.map((name, i) => ({
    series: /** @type {[number, number]} */ ([3 * i + 2, 3 * i + 1]),
    fill: colour(`${kinds[name].colour}-fill`),
  }));

/** @param {BandName[]} names */
export const bandLegend = (names) =>
  html(
    'ul',
    { class: 'legend band-legend', hidden: names.length === 0 },
    ...names.map((name) =>
      html(
        'li',
        {},
        html('span', { class: `swatch ${name}`, 'aria-hidden': 'true' }),
        `${kinds[name].label}: mean ± 2σ`,
      ),
    ),
  );

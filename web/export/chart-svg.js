/** @import uPlot from 'uplot' */
import { RecordingContext } from './recording-context.js';
import { escaped, short, tag } from './svg-text.js';

/** @typedef {{ x: number, y: number }} Place of the plot area's corner in the picture, in CSS pixels */

/** A value of uPlot's options, or what its function gives. @param {any} option @param {...any} parameters */
const resolved = (option, ...parameters) => (typeof option === 'function' ? option(...parameters) : option);

/**
 * A uPlot chart from its data, scales and axes: bands, lines and dots as paths, what hooks draw as recorded. Reads the
 * ticks that uPlot has chosen.
 * @param {uPlot} plot
 * @param {Place} place
 * @param {string} id unique in the picture
 */
export function chartMarkup(plot, place, id) {
  const { width, height } = plot.over.getBoundingClientRect();
  const area = { x: place.x, y: place.y, width, height };
  const series = plot.series.map((_, i) => (i > 0 ? seriesMarkup(plot, i, place) : '')).join('');
  const { bands: all = [] } = /** @type {{ bands?: uPlot.Band[] }} */ (/** @type {unknown} */ (plot));
  const bands = all.map((band) => bandMarkup(plot, band, place)).join('');
  return [
    tag('clipPath', { id }, tag('rect', area)),
    hooksMarkup(plot, place, ['drawClear']),
    axesMarkup(plot, area),
    tag('g', { 'clip-path': `url(#${id})` }, bands + series || ' '),
    hooksMarkup(plot, place, ['drawAxes', 'draw']),
  ].join('');
}

/** Places of a series' points, null where there is none. @param {uPlot} plot @param {number} i @param {Place} place */
function placesOf(plot, i, place) {
  const { scale = 'y' } = plot.series[i];
  const xScale = plot.series[0].scale ?? 'x';
  return Array.from(plot.data[i], (value, k) => {
    const x = plot.valToPos(plot.data[0][k], xScale);
    const y = value === null || value === undefined ? NaN : plot.valToPos(value, scale);
    return Number.isFinite(x) && Number.isFinite(y) ? [place.x + x, place.y + y] : null;
  });
}

/** @param {(number[] | null)[]} places runs of places between gaps */
function linePath(places) {
  let isOpen = false;
  return places
    .map((at) => {
      const command = isOpen ? 'L' : 'M';
      isOpen = at !== null;
      return at ? `${command}${short(at[0])} ${short(at[1])}` : '';
    })
    .join('');
}

/** @param {uPlot} plot @param {number} i @param {Place} place */
function seriesMarkup(plot, i, place) {
  const series = /** @type {any} */ (plot.series[i]);
  if (series.show === false) return '';
  // Undefined is where only another line of the chart has a point.
  const places = placesOf(plot, i, place).filter((_, k) => plot.data[i][k] !== undefined);
  const stroke = resolved(series.stroke, plot, i);
  const line =
    series._paths && stroke && series.width > 0
      ? tag('path', {
          d: linePath(places),
          fill: 'none',
          stroke,
          'stroke-width': series.width,
          'stroke-dasharray': series.dash?.length ? series.dash.join(' ') : undefined,
          'stroke-linejoin': 'round',
        })
      : '';
  return line + dotsMarkup(plot, i, places);
}

/** @param {uPlot} plot @param {number} i @param {(number[] | null)[]} places */
function dotsMarkup(plot, i, places) {
  const { points } = /** @type {any} */ (plot.series[i]);
  if (!points || !resolved(points.show, plot, i, 0, places.length - 1)) return '';
  const fill = resolved(points.fill, plot, i) ?? resolved(points.stroke, plot, i);
  const dots = places.flatMap((at) =>
    at ? [tag('circle', { cx: at[0], cy: at[1], r: points.size / 2 })] : [],
  );
  const attributes = { fill, stroke: resolved(points.stroke, plot, i), 'stroke-width': points.width };
  return tag('g', attributes, dots.join('') || ' ');
}

/** The area between two series. @param {uPlot} plot @param {uPlot.Band} band @param {Place} place */
function bandMarkup(plot, band, place) {
  const [upper, lower] = band.series.map((i) => placesOf(plot, i, place));
  const there = upper.flatMap((at, k) => (at && lower[k] ? [k] : []));
  if (there.length === 0) return '';
  const outline = [...there.map((k) => upper[k]), ...there.toReversed().map((k) => lower[k])];
  return tag('path', { d: `${linePath(outline)}Z`, fill: resolved(band.fill, plot, 0) ?? 'none' });
}

/** @param {uPlot} plot @param {{ x: number, y: number, width: number, height: number }} area */
function axesMarkup(plot, area) {
  return plot.axes
    .map((axis, i) => {
      const { show, _splits: splits, _values: values } = /** @type {any} */ (axis);
      return show === false || !splits ? '' : axisMarkup(plot, i, area, splits, values);
    })
    .join('');
}

/**
 * @param {uPlot} plot
 * @param {number} i
 * @param {{ x: number, y: number, width: number, height: number }} area
 * @param {number[]} splits
 * @param {(string | null)[]} values
 */
function axisMarkup(plot, i, area, splits, values) {
  const axis = /** @type {any} */ (plot.axes[i]);
  const isBelow = axis.side === 2;
  const scale = axis.scale ?? (isBelow ? 'x' : 'y');
  const size = axis.font[2];
  const colour = resolved(axis.stroke, plot, i);
  const [increment, space] = axis._found ?? [0, 0];
  const lines = (
    /** @type {any} */ { show, filter, stroke, width },
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => {
    if (show === false) return '';
    const kept = filter ? filter(plot, splits, i, space, increment) : splits;
    const d = kept.flatMap((/** @type {number | null} */ value) => {
      if (value === null) return [];
      const at = plot.valToPos(value, scale);
      return isBelow
        ? [`M${short(area.x + at)} ${short(from)}V${short(to)}`]
        : [`M${short(from)} ${short(area.y + at)}H${short(to)}`];
    });
    return tag('path', { d: d.join(''), stroke: resolved(stroke, plot, i), 'stroke-width': width });
  };
  const tick = axis.ticks.show === false ? 0 : axis.ticks.size;
  const edge = isBelow ? area.y + area.height : area.x;
  const outside = edge + (isBelow ? tick : -tick);
  const labels = splits.map((value, k) => {
    if (values[k] === null || values[k] === undefined) return '';
    const at = plot.valToPos(value, scale);
    const place = isBelow
      ? { x: area.x + at, y: outside + axis.gap + 0.85 * size, 'text-anchor': 'middle' }
      : { x: outside - axis.gap, y: area.y + at + 0.35 * size, 'text-anchor': 'end' };
    return tag('text', { ...place, fill: colour, 'font-size': size }, escaped(values[k]));
  });
  const grid = isBelow ? [area.y, area.y + area.height] : [area.x, area.x + area.width];
  return (
    lines(axis.grid, grid[0], grid[1]) +
    lines(axis.ticks, edge, outside) +
    labels.join('') +
    titleMarkup(axis, area, isBelow, colour)
  );
}

/**
 * @param {any} axis
 * @param {{ x: number, y: number, width: number, height: number }} area
 * @param {boolean} isBelow
 * @param {string} colour
 */
function titleMarkup(axis, area, isBelow, colour) {
  if (!axis.label) return '';
  const size = axis.labelFont[2];
  const away = axis._size + axis.labelGap;
  const middle = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const below = { x: middle.x, y: area.y + area.height + away + 0.85 * size };
  const left = {
    transform: `translate(${short(area.x - away - 0.2 * size)} ${short(middle.y)}) rotate(-90)`,
  };
  return tag(
    'text',
    { ...(isBelow ? below : left), 'text-anchor': 'middle', fill: colour, 'font-size': size },
    escaped(axis.label),
  );
}

/**
 * What the chart's own hooks paint; they draw in device pixels from the canvas's corner.
 * @param {uPlot} plot
 * @param {Place} place
 * @param {string[]} names
 */
function hooksMarkup(plot, place, names) {
  const context = new RecordingContext();
  const recorder = Object.create(plot, { ctx: { value: context } });
  for (const name of names) {
    for (const hook of /** @type {any} */ (plot.hooks)[name] ?? []) hook(recorder);
  }
  if (context.markup === '') return '';
  const ratio = devicePixelRatio;
  const corner = [place.x - plot.bbox.left / ratio, place.y - plot.bbox.top / ratio];
  const transform = `translate(${corner.map(short).join(' ')}) scale(${1 / ratio})`;
  return `<g transform="${transform}">${context.markup}</g>`;
}

/** @import { FigureStore } from '../store/figure-store.js' */
import { formatNumber } from '../charts/format.js';
import { charts } from '../charts/line-chart.js';
import { engineVersion } from '../engine/field-table.js';
import { figureHash } from '../store/figure-link.js';
import { numbersAt } from '../store/selectors.js';
import { panelMarkup } from './panel-svg.js';
import { titleOf } from './panels.js';
import { escaped, short, tag } from './svg-text.js';

const margin = 14;
const lineHeight = 18;

/** What differs from the defaults, in lines that fit. @param {FigureStore} store @param {number} width in pixels */
function footerLines(store, width) {
  const fields = decodeURIComponent(figureHash(store)).split('&').slice(1);
  const words = [...fields.map((field) => field.replace('=', ' = ')), `NTK Lab ${engineVersion}`];
  const longest = Math.max(24, Math.floor(width / 6.2));
  /** @type {string[]} */
  const lines = [];
  for (const word of words) {
    const line = `${lines.at(-1) ?? ''} · ${word}`;
    if (lines.length === 0 || line.length > longest) lines.push(word.slice(0, longest));
    else lines[lines.length - 1] = line;
  }
  return lines;
}

/** Named lines of the panel's charts that have a point, each once; edges of bands are not lines of their own. @param {Element} panel */
function legendOf(panel) {
  const all = [...panel.querySelectorAll('.uplot')].flatMap((root) => {
    const plot = charts.get(root)?.plot;
    return plot
      ? plot.series.slice(1).map((series, i) => ({ series: /** @type {any} */ (series), plot, i: i + 1 }))
      : [];
  });
  const isEdge = (/** @type {any} */ plot, /** @type {number} */ i) =>
    plot.bands?.some((/** @type {{ series: number[] }} */ band) => band.series.includes(i));
  const named = all.filter(
    ({ series, plot, i }) =>
      series.label &&
      series.show !== false &&
      series.width > 0 &&
      !isEdge(plot, i) &&
      Array.from(plot.data[i]).some(Number.isFinite),
  );
  const entries = named.map(({ series, plot, i }) => ({
    label: String(series.label),
    stroke: typeof series.stroke === 'function' ? series.stroke(plot, i) : series.stroke,
    width: series.width,
    dash: series.dash?.length ? series.dash.join(' ') : undefined,
  }));
  return [...new Map(entries.map((entry) => [entry.label, entry])).values()];
}

/**
 * The legend in rows, from the height y on.
 * @param {ReturnType<typeof legendOf>} entries @param {number} width @param {number} y @param {string} colour
 */
function legendMarkup(entries, width, y, colour) {
  let [x, row] = [margin, 0];
  const parts = entries.map(({ label, stroke, width: lineWidth, dash }) => {
    const wide = 46 + 7 * label.length;
    if (x > margin && x + wide > width) [x, row] = [margin, row + 1];
    const middle = y + row * lineHeight - 4;
    const line = { x1: x, y1: middle, x2: x + 30, y2: middle };
    const text = { x: x + 36, y: middle + 4, fill: colour, 'font-size': 13 };
    x += wide;
    return (
      tag('line', { ...line, stroke, 'stroke-width': lineWidth, 'stroke-dasharray': dash }) +
      tag('text', text, escaped(label))
    );
  });
  return { markup: parts.join(''), height: entries.length > 0 ? (row + 1) * lineHeight + 4 : 0 };
}

/**
 * One panel with its title, time, legend and experiment, as an SVG document.
 * @param {FigureStore} store
 * @param {Element} panel
 */
export function composed(store, panel) {
  const style = getComputedStyle(panel);
  const box = panel.getBoundingClientRect();
  const width = Math.ceil(box.width);
  const time = panel.hasAttribute('data-timeless') ? '' : `, t = ${formatNumber(numbersAt(store).time)}`;
  const title = `${titleOf(panel)}${time}`;
  // What the panel explains itself is not explained twice.
  const own = [...panel.querySelectorAll('.legend, .line-legend')].map(({ textContent }) => textContent);
  const plain = (/** @type {string} */ label) => label.replaceAll(/[_{}]/g, '');
  const entries = legendOf(panel).filter(({ label }) => !own.join('\n').includes(plain(label)));
  const text = style.color;
  const legend = legendMarkup(entries, width, 48, text);
  const top = 40 + legend.height;
  // The heading is the title already; without one the panel's padding is margin enough.
  const heading = panel.querySelector('h2')?.getBoundingClientRect().bottom;
  const part = panel.querySelector('[data-picture]');
  const partBox = part?.getBoundingClientRect();
  const cut = partBox ? 0 : heading === undefined ? 12 : heading - box.top;
  const inset = partBox ? partBox.left - box.left : 0;
  const picture = panelMarkup(part ?? panel);
  const end = top - cut + picture.bottom;
  const lines = footerLines(store, width - 2 * margin);
  const height = Math.ceil(end + lines.length * 15 + 2 * margin);
  const soft = style.getPropertyValue('--text-soft').trim() || text;
  const footer = lines.map((line, i) =>
    tag('text', { x: margin, y: end + 24 + 15 * i, fill: soft, 'font-size': 11 }, escaped(line)),
  );
  const content = [
    tag('title', {}, escaped(title)),
    tag('metadata', {}, escaped(JSON.stringify(store.document.value))),
    tag('rect', { width, height, fill: style.backgroundColor }),
    tag('text', { x: margin, y: 24, fill: text, 'font-size': 15, 'font-weight': '600' }, escaped(title)),
    legend.markup,
    `<g transform="translate(${short(inset)} ${short(top - cut)})">${picture.markup}</g>`,
    ...footer,
  ].join('');
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  };
  return plainColours(tag('svg', { ...attributes, 'font-family': 'system-ui, sans-serif' }, content), panel);
}

/** Colours of the figure's scheme in place of those that depend on it. @param {string} svg @param {Element} panel */
function plainColours(svg, panel) {
  const probe = document.createElement('span');
  panel.append(probe);
  const plain = svg.replace(/light-dark\([^()]*\)/g, (colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return plain;
}

/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { Quantity, QuantityLine } from './quantities.js' */
import { html, setAttributes, setText, withSubscripts } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { TimeChart } from '../../charts/time-chart.js';
import { frameAt, timesOf } from '../../store/selectors.js';
import { boundedFrames } from './quantities.js';

/** Smaller values, near the round-off of float outputs, are gaps on a logarithmic axis. */
const smallestShown = 1e-10;

/** How the first line of the network is drawn of a pinned run. */
const pinnedStyle = { colour: '--pinned', dash: [9, 3, 2, 3], width: 2 };

/** A line's swatch, name and number. @param {QuantityLine} line @param {string} [of] */
function createEntry({ job, part, label, colour, dash = [] }, of = '') {
  const swatch = html('span', { class: 'line-swatch', 'aria-hidden': 'true' });
  Object.assign(swatch.style, {
    borderTopColor: `var(${colour})`,
    borderTopStyle: dash.length === 0 ? 'solid' : dash[0] > 3 ? 'dashed' : 'dotted',
  });
  const value = html('span', { class: 'value', 'data-line': `${of}${job}.${part}` });
  const text = html('span', {}, ...withSubscripts(label));
  return { value, item: html('li', {}, swatch, text, value) };
}

/**
 * One quantity over log time, with the numbers of its lines now.
 * @param {FigureStore} store
 * @param {Quantity} quantity
 * @param {boolean} isLarge
 */
export function createQuantityChart(store, quantity, isLarge) {
  const { name, title, unit, help, lines, isLinear } = quantity;
  const first = /** @type {QuantityLine} */ (lines.find(({ job }) => job === 'network'));
  const pinnedLine = { ...first, ...pinnedStyle, label: `${first.label}, pinned` };
  const plotArea = html('div', {
    class: `plot time-plot ${isLarge ? 'loss-plot' : 'small-plot'}`,
    'aria-hidden': 'true',
  });
  const entries = lines.map((line) => createEntry(line));
  const pinnedEntry = createEntry(pinnedLine, 'pinned.');
  const sentence = html('p', { class: 'help' });
  const element = html(
    'div',
    { class: 'quantity', 'data-chart': name },
    html(
      'h3',
      { title: help.replaceAll(/[_{}]/g, '') },
      ...withSubscripts(title),
      ' ',
      html('span', { class: 'unit' }, ...withSubscripts(unit)),
    ),
    plotArea,
    html('ul', { class: 'line-legend' }, ...[...entries, pinnedEntry].map(({ item }) => item)),
    sentence,
  );
  const options = isLarge ? { label: 'loss L' } : {};
  const chart = new TimeChart(store, plotArea, { lines: [...lines, pinnedLine], isLinear, ...options });

  const drawable = (/** @type {number | undefined} */ value) =>
    value !== undefined && (isLinear || value > smallestShown) ? value : undefined;

  /** @param {QuantityLine} line @param {number} index @param {number} bounded */
  function valueAt({ job, part, isBound }, index, bounded) {
    if (isBound && index >= bounded) return undefined;
    return drawable(store.runs.states[job].value.frames[index]?.[part]?.[0]);
  }

  /** The pinned run's line on its own time grid; without a run there is none. */
  function pinnedLines() {
    const run = store.pinnedRun.value;
    const state = run?.runs.states.network.value;
    const times = run && timesOf(run);
    setAttributes(pinnedEntry.item, { hidden: !times });
    const now = run && state && frameAt(state, run.shown.value)?.[first.part]?.[0];
    setText(pinnedEntry.value, formatNumber(now));
    const at = (/** @type {number} */ index) => drawable(state?.frames[index]?.[first.part]?.[0]);
    return { times: times ?? new Float32Array(), columns: [at], state };
  }

  /** What is to be said about lines that are not there. @param {boolean} isBoundOver */
  function sentenceOf(isBoundOver) {
    const isGone = (/** @type {{ item: HTMLElement }} */ { item }) => item.hidden;
    if (isBoundOver) return 'λ_{min}(K_t) has fallen below λ_0/2: from there on C19 says nothing.';
    if (isLarge && isGone(entries[entries.length - 1])) return 'C19 is about the flow of the square loss.';
    if (name === 'gap' && entries.slice(2).every(isGone))
      return 'No bound here: C5 and C6 are about one hidden layer of which only the first weights are trained.';
    const now = frameAt(store.runs.states.network.value, store.shown.value);
    if (name === 'smallestEigenvalue' && now?.smallestEigenvalue?.[0] === 0)
      return 'K_t is singular to round-off: 0 has no place on a logarithmic axis.';
    return '';
  }

  function draw() {
    const bounded = boundedFrames(store.runs.states.network.value.frames);
    const pinned = pinnedLines();
    chart.draw(
      lines.map((line) => (index) => valueAt(line, index, bounded)),
      pinned.state,
      pinned,
    );
    const index = Math.round(store.shown.value);
    let isBoundOver = false;
    lines.forEach(({ job, part, isBound }, i) => {
      const value = frameAt(store.runs.states[job].value, index)?.[part]?.[0];
      const isThere = value !== undefined && !Number.isNaN(value);
      isBoundOver ||= isLarge && isBound === true && isThere && index >= bounded;
      setAttributes(entries[i].item, { hidden: !isThere });
      setText(entries[i].value, isBound && index >= bounded ? 'no longer' : formatNumber(value));
    });
    const text = sentenceOf(isBoundOver);
    if (sentence.dataset.text !== text) sentence.replaceChildren(...withSubscripts(text));
    sentence.dataset.text = text;
    setAttributes(sentence, { hidden: text === '' });
  }
  return { element, draw, destroy: () => chart.destroy() };
}

/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setAttributes, setText } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { drawingOrder, series } from '../charts/series.js';
import { numbersAt } from '../store/selectors.js';

/** A screen reader hears at most one message in this time. */
const announcementMilliseconds = 2000;

/**
 * Legend, progress, cancel, sentences about runs that ended early, faults of the document, warnings of the link.
 * @param {FigureStore} store
 */
export function createStatusView(store) {
  const entries = drawingOrder.toReversed().map((job) => {
    const bar = html('progress', { max: '1', 'aria-label': `Progress of the ${series[job].label}` });
    const swatch = html('span', { class: `swatch ${job}`, 'aria-hidden': 'true' });
    return { job, bar, element: html('li', {}, swatch, series[job].label, bar) };
  });
  const cancel = html('button', { type: 'button', class: 'quiet' }, 'Cancel');
  cancel.addEventListener('click', () => store.cancel());
  const messages = html('ul');
  const alert = html('div', { class: 'messages', role: 'alert' }, messages);
  const live = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  const element = html(
    'div',
    { class: 'status', part: 'status' },
    html(
      'ul',
      { class: 'legend' },
      ...entries.map((entry) => entry.element),
      html('li', {}, html('span', { class: 'swatch target', 'aria-hidden': 'true' }), 'target'),
    ),
    cancel,
    alert,
    live,
  );
  let shown = '';
  let announcedAt = 0;

  function draw() {
    for (const { job, bar } of entries) {
      const { status, progress } = store.runs.states[job].value;
      bar.value = progress;
      setAttributes(bar, { class: status === 'running' ? 'busy' : 'idle' });
    }
    setAttributes(cancel, { disabled: !store.isRunning.value });
    const sentences = drawingOrder.flatMap((job) => {
      const { status, sentence, failure } = store.runs.states[job].value;
      // Where there is no run at all the figure says so, once for all three.
      const isSilent = ['running', 'finished', 'refused'].includes(status) || failure !== undefined;
      return isSilent ? [] : [`${series[job].label}: ${sentence}`];
    });
    const faults = store.faults.value.map(({ message }) => message);
    const texts = [...faults, ...sentences, ...store.warnings.value.map((warning) => `Link: ${warning}.`)];
    if (texts.join('\n') !== shown) {
      shown = texts.join('\n');
      messages.replaceChildren(...texts.map((text) => html('li', {}, text)));
    }
    announce();
  }

  function announce() {
    const now = performance.now();
    if (now - announcedAt < announcementMilliseconds) return;
    announcedAt = now;
    const { time, gapToLimit } = numbersAt(store);
    setText(
      live,
      time === undefined ? '' : `t = ${formatNumber(time)}, network to limit ${formatNumber(gapToLimit)}`,
    );
  }

  return { element, draw, destroy: () => {} };
}

/** @import { FigureStore } from '../../store/figure-store.js' */
/** @import { PinnedRun, RunSource } from '../../store/pinned-run.js' */
import { adoptStyle } from '../../charts/adopt-style.js';
import { html, setAttributes } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { frameAt, largestGap, numbersAt } from '../../store/selectors.js';
import style from './comparison.css?inline';
import { differenceText, differencesOf } from './differences.js';
import { onOneScale } from './output-range.js';
import { createStage } from './stage.js';

/** @param {string} label @param {string} title @param {() => void} act */
function button(label, title, act) {
  const element = html('button', { type: 'button', title }, label);
  element.addEventListener('click', act);
  return element;
}

/**
 * Largest distance over the probe points between the networks of two runs at the t that each shows; undefined where
 * they are of other probes, times or units, or one is of an older document.
 * @param {RunSource} a
 * @param {RunSource} b
 */
export function gapBetween(a, b) {
  if (!onOneScale(a).includes(b) || [a, b].some(({ runs }) => runs.states.network.value.isOld))
    return undefined;
  const [probesA, probesB] = [a, b].map(({ runs }) => runs.states.network.value.constants?.probeX);
  if (largestGap(probesA, probesB) !== 0) return undefined;
  const [frameA, frameB] = [a, b].map(({ runs, shown }) => frameAt(runs.states.network.value, shown.value));
  const isSameTime = frameA?.time[0] === frameB?.time[0];
  return isSameTime ? largestGap(frameA?.probeOutput, frameB?.probeOutput) : undefined;
}

/** What kept a run from its end. @param {RunSource} source */
function troubleOf({ runs }) {
  const states = Object.values(runs.states).map((state) => state.value);
  const { faults = [], sentence = '' } =
    states.find(({ status }) => !['running', 'finished'].includes(status)) ?? {};
  return faults[0]?.message ?? sentence;
}

/**
 * The pinned run's picture beside the current one, at the same t and on one scale, under a line that says what differs.
 * @param {FigureStore} store
 * @param {HTMLElement} sides the place of both, with the current one in it
 */
export function createComparison(store, sides) {
  const difference = html('p', { class: 'difference' });
  const bar = html(
    'div',
    { class: 'comparison-bar' },
    difference,
    html(
      'div',
      { class: 'buttons' },
      button('Swap', 'The pinned run and this one change places (x)', () => store.swapPinned()),
      button('Unpin', 'Only this run again (c)', () => store.togglePin()),
    ),
  );
  const captions = { pinned: html('p', { class: 'run-caption' }), now: html('p', { class: 'run-caption' }) };
  const side = html(
    'div',
    { class: 'pinned-side', role: 'group', 'aria-label': 'Pinned run' },
    captions.pinned,
  );
  const current = /** @type {HTMLElement} */ (sides.firstElementChild);
  adoptStyle(sides, style);
  sides.before(bar);
  sides.prepend(side);
  current.prepend(captions.now);
  /** @type {{ run: PinnedRun, stage: ReturnType<typeof createStage> } | undefined} */ let shown;

  /** @param {PinnedRun | undefined} run */
  function stageOf(run) {
    if (shown?.run === run) return shown?.stage;
    shown?.stage.destroy();
    shown?.stage.element.remove();
    shown = run && { run, stage: createStage(run) };
    if (shown) side.append(shown.stage.element);
    return shown?.stage;
  }

  /** @returns {string} the comparison in words */
  function draw() {
    const { value: pinned } = store.pinned;
    const run = store.pinnedRun.value;
    for (const element of [bar, side, captions.now]) setAttributes(element, { hidden: pinned === undefined });
    setAttributes(sides, { class: pinned ? 'sides' : undefined });
    const stage = stageOf(pinned && run);
    if (!pinned) return '';
    const differences = differencesOf(pinned, store.document.value);
    const text = differenceText(differences);
    const gap = run && gapBetween(store, run);
    const gapText = gap === undefined ? '' : `The networks differ by at most ${formatNumber(gap)}.`;
    difference.replaceChildren(html('strong', {}, 'Pinned → now: '), `${text}. ${gapText}`);
    const own = (/** @type {'before' | 'after'} */ which) =>
      differences.slice(0, 2).map((d) => `${d.label} ${d[which]}`);
    drawCaption(captions.now, 'Now', own('after'), timeText(store));
    drawCaption(captions.pinned, 'Pinned', own('before'), run ? pinnedTimeText(run) : 'being loaded');
    stage?.draw();
    return `Beside it stands a pinned run; from pinned to now: ${text}. ${gapText}`;
  }

  /** @param {RunSource} source */
  const timeText = (source) => `t = ${formatNumber(numbersAt(source).time)}`;

  /** @param {PinnedRun} run */
  function pinnedTimeText(run) {
    const [there, here] = [numbersAt(run).time, numbersAt(store).time];
    const isNearest = there !== undefined && there !== here;
    const isOwnScale = onOneScale(run).length === 1;
    const trouble = troubleOf(run);
    return [
      timeText(run) + (isNearest ? ' (the nearest that it has)' : ''),
      ...(isOwnScale ? ['other units: a scale of its own'] : []),
      ...(trouble === '' ? [] : [trouble]),
    ].join(' · ');
  }

  /** @param {HTMLElement} caption @param {string} name @param {string[]} own @param {string} time */
  function drawCaption(caption, name, own, time) {
    const text = [name, ...own, time].join(' · ');
    if (caption.dataset.text === text) return;
    caption.dataset.text = text;
    caption.replaceChildren(html('strong', {}, name), ...[...own, time].map((part) => ` · ${part}`));
  }

  return { draw, destroy: () => shown?.stage.destroy() };
}

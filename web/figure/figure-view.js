/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { ShownParts } from './shown-parts.js' */
import { html, setAttributes } from '../charts/dom.js';
import { createFunctionView } from '../views/function-view.js';
import { createStatusView } from '../views/status-view.js';
import { createTimeBar } from '../views/time-bar.js';
import { createLazyView } from './lazy-view.js';

/** All views of one figure, laid out; they share the store, and with it one clock and one document. */
export class FigureView {
  /** @param {FigureStore} store @param {ShownParts} shown */
  constructor(store, shown) {
    this.store = store;
    this.shown = shown;
    const status = createStatusView(store);
    const functions = createFunctionView(store);
    const timeBar = createTimeBar(store);
    this.first = [functions, timeBar, status];
    /** What is loaded once it is shown. */
    this.later = [
      {
        isShown: () => shown.panels.value.length > 0,
        view: createLazyView(
          async () => (await import('./panel-dock.js')).createPanelDock(store, shown.panels),
          'side',
        ),
      },
      {
        isShown: () => shown.hasNumbers.value,
        view: createLazyView(
          async () => (await import('./figure-numbers.js')).createFigureNumbers(store),
          'lazy-numbers',
        ),
      },
      {
        isShown: () => shown.isWithControls.value,
        view: createLazyView(
          async () => (await import('./figure-controls.js')).createFigureControls(store),
          'lazy-controls',
        ),
      },
    ];
    this.element = html(
      'div',
      { class: 'figure' },
      html(
        'div',
        { class: 'main', role: 'group', 'aria-label': 'Figure', tabindex: '0' },
        status.element,
        functions.element,
        timeBar.element,
      ),
      ...this.later.map(({ view }) => view.element),
    );
  }

  /** Reads every signal that a view shows, so that an effect around it runs when one changes. */
  track() {
    const { document, weights, warnings, playhead, isPlaying, speed, pair, output, panels } = this.store;
    const { slice, highlight, pinned, members, ensemble } = this.store;
    const { hidden, isWithControls, panels: shownPanels, hasNumbers } = this.shown;
    for (const signal of [document, weights, warnings, playhead, isPlaying, speed, pair, output, panels])
      void signal.value;
    for (const signal of [slice, highlight, pinned, members, ensemble.value?.state]) void signal?.value;
    for (const signal of [hidden, isWithControls, shownPanels, hasNumbers]) void signal.value;
    for (const { runs } of this.store.compared())
      for (const state of Object.values(runs.states)) void state.value;
  }

  draw() {
    const { isWithControls, panels } = this.shown;
    this.element.classList.toggle('with-controls', isWithControls.value);
    this.element.classList.toggle('with-panels', panels.value.length > 0);
    this.element.classList.toggle('comparing', this.store.pinned.value !== undefined);
    for (const view of this.first) view.draw();
    for (const { view, isShown } of this.later) {
      setAttributes(view.element, { hidden: !isShown() });
      if (isShown()) view.draw();
    }
  }

  isComplete() {
    return Object.values(this.store.runs.states).every((state) => state.value.frames.length > 0);
  }

  destroy() {
    for (const view of [...this.first, ...this.later.map(({ view: later }) => later)]) view.destroy();
  }
}

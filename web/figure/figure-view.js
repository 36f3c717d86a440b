/** @import { FigureStore } from '../store/figure-store.js' */
import { html } from '../charts/dom.js';
import { createControlsView } from '../views/controls-view.js';
import { createFunctionView } from '../views/function-view.js';
import { createStatusView } from '../views/status-view.js';
import { createTimeBar } from '../views/time-bar.js';
import { createLazyView } from './lazy-view.js';
import { createPanelDock } from './panel-dock.js';

/** All views of one figure, laid out; they share the store, and with it one clock and one document. */
export class FigureView {
  /** @param {FigureStore} store @param {boolean} hasControls */
  constructor(store, hasControls) {
    this.store = store;
    const status = createStatusView(store);
    const functions = createFunctionView(store);
    const timeBar = createTimeBar(store);
    const dock = createPanelDock(store);
    const numbers = createLazyView(
      async () => (await import('../views/numbers-view.js')).createNumbersView(store),
      'lazy-numbers',
    );
    const controls = hasControls ? [createControlsView(store)] : [];
    this.views = [functions, dock, numbers, timeBar, status, ...controls];
    this.element = html(
      'div',
      { class: hasControls ? 'figure with-controls' : 'figure' },
      html('div', { class: 'main' }, status.element, functions.element, timeBar.element),
      html('div', { class: 'side' }, dock.element),
      numbers.element,
      ...controls.map(({ element }) => element),
    );
  }

  /** Reads every signal that a view shows, so that an effect around it runs when one changes. */
  track() {
    const { document, weights, warnings, playhead, isPlaying, speed, pair, output, panels } = this.store;
    const { slice, pinned, members, ensemble } = this.store;
    for (const signal of [document, weights, warnings, playhead, isPlaying, speed, pair, output, panels])
      void signal.value;
    for (const signal of [slice, pinned, members, ensemble.value?.state]) void signal?.value;
    for (const { runs } of this.store.compared())
      for (const state of Object.values(runs.states)) void state.value;
  }

  draw() {
    this.element.classList.toggle('comparing', this.store.pinned.value !== undefined);
    for (const view of this.views) view.draw();
  }

  isComplete() {
    return Object.values(this.store.runs.states).every((state) => state.value.frames.length > 0);
  }

  destroy() {
    for (const view of this.views) view.destroy();
  }
}

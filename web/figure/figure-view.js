/** @import { FigureStore } from '../store/figure-store.js' */
import { html } from '../charts/dom.js';
import { createControlsView } from '../views/controls-view.js';
import { createFunctionView } from '../views/function-view.js';
import { createKernelView } from '../views/kernel-view.js';
import { createLossView } from '../views/loss-view.js';
import { createNumbersView } from '../views/numbers-view.js';
import { createStatusView } from '../views/status-view.js';
import { createTimeBar } from '../views/time-bar.js';

/** All views of one figure, laid out; they share the store, and with it one clock and one document. */
export class FigureView {
  /** @param {FigureStore} store @param {boolean} hasControls */
  constructor(store, hasControls) {
    this.store = store;
    const status = createStatusView(store);
    const functions = createFunctionView(store);
    const timeBar = createTimeBar(store);
    const loss = createLossView(store);
    const kernel = createKernelView(store);
    const numbers = createNumbersView(store);
    const controls = hasControls ? [createControlsView(store)] : [];
    this.views = [functions, loss, kernel, numbers, timeBar, status, ...controls];
    this.element = html(
      'div',
      { class: hasControls ? 'figure with-controls' : 'figure' },
      html('div', { class: 'main' }, status.element, functions.element, timeBar.element, loss.element),
      html('div', { class: 'side' }, kernel.element, numbers.element),
      ...controls.map(({ element }) => element),
    );
  }

  /** Reads every signal that a view shows, so that an effect around it runs when one changes. */
  track() {
    const { document, weights, warnings, playhead, isPlaying, speed, pair, output, runs } = this.store;
    for (const signal of [document, weights, warnings, playhead, isPlaying, speed, pair, output])
      void signal.value;
    for (const state of Object.values(runs.states)) void state.value;
  }

  draw() {
    for (const view of this.views) view.draw();
  }

  isComplete() {
    return Object.values(this.store.runs.states).every((state) => state.value.frames.length > 0);
  }

  destroy() {
    for (const view of this.views) view.destroy();
  }
}

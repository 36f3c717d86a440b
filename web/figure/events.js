/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { ShownParts } from './shown-parts.js' */
import { effect, untracked } from '@preact/signals-core';
import { figureHash } from '../store/figure-link.js';
import { withLook } from '../store/look-link.js';
import { withPanels } from '../store/panel-choice.js';

/** The experiment, what stands beside it, the open panels, their sweep, what is looked at and what is hidden as a hash. @param {FigureStore} store @param {string[]} hidden */
export const hashOf = (store, hidden) =>
  withLook(withPanels(figureHash(store, hidden), store.panels.value, store.sweep.value), {
    output: store.output.value,
    slice: store.slice.value,
  });

/** @param {FigureStore} store */
export const statusesOf = (store) =>
  Object.fromEntries(Object.entries(store.runs.states).map(([job, state]) => [job, state.value.status]));

/**
 * Tells the page what changes besides time.
 * @param {FigureStore} store
 * @param {ShownParts} shown
 * @param {(type: string, detail: object) => void} announce
 * @returns {(() => void)[]} each ends one
 */
export function announcements(store, shown, announce) {
  const state = effect(() => {
    const hidden = shown.hidden.value;
    const detail = { hash: hashOf(store, hidden), hidden };
    // Whoever listens may read and write the figure's state.
    untracked(() => announce('ntk-state', detail));
  });
  let told = '';
  const progress = effect(() => {
    const statuses = statusesOf(store);
    const shares = Object.values(store.runs.states).map((run) => run.value.progress);
    const detail = { progress: shares.reduce((sum, share) => sum + share, 0) / shares.length, statuses };
    const text = `${detail.progress.toFixed(2)} ${Object.values(statuses).join()}`;
    if (text === told) return;
    told = text;
    untracked(() => announce('ntk-progress', detail));
  });
  return [state, progress];
}

/** @import { FigureStore } from '../store/figure-store.js' */
import { effect, untracked } from '@preact/signals-core';

/** Longest step of the clock: a figure that was away goes on where it was. */
const longestStep = 100;

/**
 * Draws at most once a display frame, and only after something changed; moves the clock while it plays. Nothing is
 * asked of the browser while nothing changes, or while `isAwake` says that nobody looks.
 * @param {FigureStore} store
 * @param {{ track: () => void, draw: () => void }} view
 * @param {() => boolean} isAwake reads signals
 * @returns {{ mark: () => void, drawNow: () => void, destroy: () => void }}
 */
export function createFrameLoop(store, view, isAwake) {
  let isDirty = true;
  let isEnded = false;
  /** @type {number | undefined} */ let handle;
  /** @type {number | undefined} */ let last;

  function drawNow() {
    if (!isDirty) return;
    isDirty = false;
    view.draw();
  }
  function turn(/** @type {number} */ now) {
    handle = undefined;
    if (last !== undefined) store.tick(Math.min(now - last, longestStep));
    last = store.isPlaying.value ? now : undefined;
    drawNow();
    schedule();
  }
  function schedule() {
    if (isEnded || handle !== undefined || !(isDirty || store.isPlaying.value)) return;
    if (isAwake()) handle = requestAnimationFrame(turn);
    else last = undefined;
  }
  function mark() {
    isDirty = true;
    schedule();
  }
  const stopTracking = effect(() => {
    view.track();
    untracked(mark);
  });
  const stopWaking = effect(() => {
    if (isAwake()) untracked(schedule);
  });
  const destroy = () => {
    stopTracking();
    stopWaking();
    isEnded = true;
    if (handle !== undefined) cancelAnimationFrame(handle);
  };
  return { mark, drawNow, destroy };
}

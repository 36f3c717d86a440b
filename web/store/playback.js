/** @import { ReadonlySignal } from '@preact/signals-core' */
import { signal } from '@preact/signals-core';

/** Milliseconds that playing the whole time axis takes at speed 1. */
const playMilliseconds = 9000;

/** A place on the time axis, and going along it. */
export class Playback {
  /** An index into the time grid, fractional while playing. */
  playhead = signal(0);
  isPlaying = signal(false);
  speed = signal(1);
  /** Index of t = ∞. @type {ReadonlySignal<number>} */ lastIndex = signal(0);
  /** The last index that there is a picture of; playing waits there. @type {ReadonlySignal<number>} */ reached =
    signal(0);

  play() {
    if (this.playhead.value >= this.lastIndex.value) this.playhead.value = 0;
    this.isPlaying.value = true;
  }

  pause() {
    this.isPlaying.value = false;
    this.playhead.value = Math.round(this.playhead.value);
  }

  togglePlay() {
    if (this.isPlaying.value) this.pause();
    else this.play();
  }

  restart() {
    this.playhead.value = 0;
    this.play();
  }

  /** @param {number} index */
  seek(index) {
    this.isPlaying.value = false;
    this.playhead.value = Math.min(this.lastIndex.value, Math.max(0, Math.round(index)));
  }

  /** @param {number} count of frames, negative for back */
  step(count) {
    this.seek(Math.round(this.playhead.value) + count);
  }

  /** @param {number} milliseconds since the last call */
  tick(milliseconds) {
    if (!this.isPlaying.value) return;
    const last = this.lastIndex.value;
    const next = this.playhead.value + (milliseconds / playMilliseconds) * this.speed.value * last;
    this.playhead.value = Math.min(next, Math.max(this.playhead.value, this.reached.value));
    if (this.playhead.value >= last) this.pause();
  }
}

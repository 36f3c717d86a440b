import { computed, signal } from '@preact/signals-core';

const longest = 100;

/**
 * What can be undone and redone.
 * @template Step
 */
export class History {
  #past = signal(/** @type {Step[]} */ ([]));
  #future = signal(/** @type {Step[]} */ ([]));
  /** @type {string | undefined} */ #gesture;
  canUndo = computed(() => this.#past.value.length > 0);
  canRedo = computed(() => this.#future.value.length > 0);

  clear() {
    this.#past.value = [];
    this.#future.value = [];
    this.endGesture();
  }

  /**
   * @param {Step} before what a change leaves
   * @param {string} [gesture] changes of one gesture (a drag, a slider) are one step
   */
  record(before, gesture) {
    if (gesture === undefined || gesture !== this.#gesture)
      this.#past.value = [...this.#past.value, before].slice(-longest);
    this.#gesture = gesture;
    this.#future.value = [];
  }

  endGesture() {
    this.#gesture = undefined;
  }

  /** @param {Step} now @returns {Step | undefined} the step before */
  undo(now) {
    return this.#travel(this.#past, this.#future, now);
  }

  /** @param {Step} now @returns {Step | undefined} the step after */
  redo(now) {
    return this.#travel(this.#future, this.#past, now);
  }

  /** @typedef {import('@preact/signals-core').Signal<Step[]>} Steps */
  /** @param {Steps} from @param {Steps} to @param {Step} now */
  #travel(from, to, now) {
    const step = from.value.at(-1);
    if (step === undefined) return undefined;
    this.endGesture();
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, now];
    return step;
  }
}

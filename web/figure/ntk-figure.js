/** @import { ExperimentDocument } from '../engine/types.js' */
/** @import { PictureOptions } from '../export/picture.js' */
/** @import { AnimationOptions } from '../export/animation.js' */
import { readHidden } from '../store/hideable.js';
import { numbersAt, timesOf } from '../store/selectors.js';
import { hashOf, statusesOf } from './events.js';
import { keyAction } from './keys.js';
import { LivingElement } from './life-cycle.js';
import { wellShaped } from './sources.js';

const exporting = () => import('../export/figure-export.js');

/**
 * `<ntk-figure>`: one experiment, its three functions on one clock. element-api.js has its attributes, methods, events,
 * parts, slots and CSS properties. Every method begins a figure that still waits to be seen.
 */
export class NtkFigure extends LivingElement {
  constructor() {
    super();
    this.addEventListener?.('keydown', (event) => {
      if (this.handleKey(event)) event.preventDefault();
    });
  }

  /** Resolves once the first frame of all three functions is drawn; rejects with a `FigureProblem` where none can be. */
  get ready() {
    return this.readiness.promise;
  }

  play() {
    this.begin()?.store.play();
  }
  pause() {
    this.begin()?.store.pause();
  }
  /** @param {number} [count] of frames, negative for back */
  step(count = 1) {
    if (Number.isFinite(count)) this.begin()?.store.step(count);
  }
  /** @param {number} index into the time grid; the last one is t = ∞ */
  seek(index) {
    if (!Number.isNaN(Number(index))) this.begin()?.store.seek(Number(index));
  }
  reset() {
    this.seek(0);
  }
  /** Ends what is being computed; frames so far stay. */
  cancel() {
    this.session?.store.cancel();
  }
  /** Ends its runs, gives back what it held and forgets its state; in a document again, it begins anew. */
  destroy() {
    this.end();
  }

  /** Time t that is shown; setting it goes to the nearest time of the grid, `Infinity` to the end. */
  get time() {
    return this.session && numbersAt(this.session.store).time;
  }
  set time(time) {
    const store = this.begin()?.store;
    const times = store && timesOf(store);
    if (!times || time === undefined || Number.isNaN(time)) return;
    const distances = times.map((t) => (t === time ? 0 : Math.abs(Math.log((t + 1e-9) / (time + 1e-9)))));
    store.seek(distances.indexOf(Math.min(...distances)));
  }

  get playing() {
    return this.session?.store.isPlaying.value ?? false;
  }
  set playing(isPlaying) {
    if (isPlaying) this.play();
    else this.pause();
  }

  /** @returns {{ document: ExperimentDocument, index: number, playing: boolean, numbers: Record<string, number | undefined>, statuses: Record<string, string> } | undefined} undefined before it begins */
  getState() {
    const store = this.session?.store;
    if (!store) return undefined;
    return {
      document: structuredClone(store.document.value),
      index: store.playhead.value,
      playing: store.isPlaying.value,
      numbers: numbersAt(store),
      statuses: statusesOf(store),
    };
  }

  /**
   * @param {ExperimentDocument | { document: ExperimentDocument, index?: number, playing?: boolean }} state a document,
   *   what it does not say at its default, or what `getState` gave; the engine judges it, faults are shown in the figure
   */
  setState(state) {
    const session = this.begin();
    const { index, playing } = /** @type {any} */ (state ?? {});
    session?.loadDocument(
      () => wellShaped(() => structuredClone(state), 'What the page set'),
      (document) => {
        session.store[session.isLoaded ? 'change' : 'load'](document);
        if (Number.isFinite(index)) session.store.seek(index);
        if (playing === true) session.store.play();
      },
    );
  }

  /** The document, the open panels and what is hidden as a hash, only what differs from the defaults. */
  get hash() {
    return this.session ? hashOf(this.session.store, this.hiddenParts) : '';
  }
  set hash(hash) {
    this.begin()?.loadHash(hash);
  }

  /** Names of hidden parts and fields; what cannot be hidden is left out. */
  get hiddenParts() {
    return this.shown.hidden.value;
  }
  set hiddenParts(names) {
    this.shown.ownHidden.value = [];
    this.shown.linkHidden.value = readHidden(names.join()).hidden;
  }

  /**
   * A link to what is shown, on a page that takes the hash.
   * @param {{ base?: string, hidden?: string[] }} [options] address of the page, names of what it hides
   */
  permalink({ base = location.href, hidden = this.hiddenParts } = {}) {
    const store = this.begin()?.store;
    return new URL(store ? hashOf(store, hidden) : '', new URL(base, location.href)).href;
  }

  /** Names and titles of the panels that can be exported now. */
  async panels() {
    return this.session ? (await exporting()).panelsOf(this.session.view.element) : [];
  }

  /**
   * A picture of one panel as it is shown: PNG, or SVG with the curves as paths.
   * @param {PictureOptions & { format?: 'png' | 'svg' }} [options]
   * @returns {Promise<Blob>}
   */
  async toBlob(options) {
    const { store, view } = this.#begun();
    return (await exporting()).pictureOf(store, view, options);
  }

  /**
   * One panel over all times as an animated GIF.
   * @param {AnimationOptions} [options]
   * @returns {Promise<Blob>}
   */
  async toAnimation(options) {
    const { store, view } = this.#begun();
    return (await exporting()).animationOf(store, view, options);
  }

  /**
   * The run's numbers: `numbers` a CSV with a row a frame, `curves` a CSV with a row a probe point and frame, `json`
   * everything, `document` the experiment alone.
   * @param {'numbers' | 'curves' | 'json' | 'document'} [format]
   * @returns {Promise<Blob>}
   */
  async exportData(format = 'json') {
    const { store } = this.#begun();
    return (await exporting()).dataOf(store, format);
  }

  /**
   * A program that does the same as the document: with our API in JavaScript or C++, or the limit with neural-tangents.
   * @param {'javascript' | 'cpp' | 'python'} language
   * @returns {Promise<string>}
   */
  async code(language) {
    const { store } = this.#begun();
    return (await exporting()).codeOf(store, language);
  }

  /** Without controls, which the hash does not say: for an audience. */
  get presenting() {
    return this.shown.isPresenting.value;
  }
  set presenting(isPresenting) {
    this.shown.isPresenting.value = isPresenting;
  }

  /** @param {KeyboardEvent} event of a page whose keys are the figure's @returns {boolean} whether it was one of them */
  handleKey(event) {
    return this.session !== undefined && keyAction(this.session.store, event);
  }

  #begun() {
    const session = this.begin();
    if (!session) throw new Error('<ntk-figure> is not in a document');
    return session;
  }
}

export const defineNtkFigure = () => {
  if (!customElements.get('ntk-figure')) customElements.define('ntk-figure', NtkFigure);
};

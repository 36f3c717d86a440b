/** @import { ExperimentDocument } from '../engine/types.js' */
import { effect } from '@preact/signals-core';
import uPlotStyle from 'uplot/dist/uPlot.min.css?inline';
import { pagePool } from '../engine/page-pool.js';
import { FigureView } from './figure-view.js';
import { decodeHash, encodeHash } from '../store/hash.js';
import { FigureStore } from '../store/figure-store.js';
import { numbersAt } from '../store/selectors.js';
import controlsStyle from './controls.css?inline';
import functionStyle from './function.css?inline';
import layoutStyle from './layout.css?inline';
import themeStyle from './theme.css?inline';
import viewsStyle from './views.css?inline';
import { keyAction } from './keys.js';

/** @param {string} text */
const sheet = (text) => {
  const style = new CSSStyleSheet();
  style.replaceSync(text);
  return style;
};
const sheets = [uPlotStyle, themeStyle, viewsStyle, functionStyle, controlsStyle, layoutStyle].map(sheet);

/**
 * `<ntk-figure>`: one experiment, its three functions on one clock.
 *
 * Attributes: `experiment` a hash such as `v=1&network.width=64`; `controls` shows the form; `autoplay` plays once the
 * first frames are there, unless motion is to be reduced, where the last time is shown.
 * Events (bubbling, composed): `ntk-state` the document changed, `ntk-frame` another time is shown.
 */
export class NtkFigure extends HTMLElement {
  /** @type {FigureStore | undefined} */ #store;
  /** @type {(() => void)[]} */ #cleanups = [];
  /** @type {() => void} */ #resolveReady = () => {};
  /** Resolves once the first frame of all three functions is drawn. */
  ready = new Promise((resolve) => (this.#resolveReady = () => resolve(undefined)));

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = sheets;
    const store = new FigureStore(pagePool());
    this.#store = store;
    const view = new FigureView(store, this.hasAttribute('controls'));
    root.replaceChildren(view.element);
    this.#cleanups = [
      () => view.destroy(),
      () => store.destroy(),
      this.#drawOnChange(store, view),
      this.#announceState(store),
    ];
    this.addEventListener('keydown', this.#onKey);
    this.#loadHash(this.getAttribute('experiment') ?? '');
    this.#begin(store);
  }

  disconnectedCallback() {
    this.removeEventListener('keydown', this.#onKey);
    this.#cleanups.forEach((cleanup) => cleanup());
    this.#cleanups = [];
    this.#store = undefined;
  }

  // Methods for the host page

  play() {
    this.#store?.play();
  }
  pause() {
    this.#store?.pause();
  }
  step(count = 1) {
    this.#store?.step(count);
  }
  /** @param {number} index into the time grid; the last one is t = ∞ */
  seek(index) {
    this.#store?.seek(index);
  }
  reset() {
    this.#store?.seek(0);
  }
  cancel() {
    this.#store?.cancel();
  }

  /** @returns {{ document: ExperimentDocument, index: number, numbers: Record<string, number | undefined>, statuses: Record<string, string> } | undefined} */
  getState() {
    const store = this.#store;
    if (!store) return undefined;
    const statuses = Object.fromEntries(
      Object.entries(store.runs.states).map(([job, state]) => [job, state.value.status]),
    );
    return {
      document: structuredClone(store.document.value),
      index: store.playhead.value,
      numbers: numbersAt(store),
      statuses,
    };
  }

  /** @param {ExperimentDocument} document every field of it; the engine judges it, faults are shown in the figure */
  setState(document) {
    this.#store?.change(structuredClone(document));
  }

  /** The document as a hash, only what differs from the defaults. */
  get hash() {
    return this.#store ? encodeHash(this.#store.document.value) : '';
  }
  set hash(hash) {
    this.#loadHash(hash);
  }

  /** @param {string} hash */
  #loadHash(hash) {
    const { document, warnings } = decodeHash(hash);
    this.#store?.load(document, warnings);
  }

  /** @param {FigureStore} store */
  #begin(store) {
    if (!this.hasAttribute('autoplay')) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) store.seek(store.lastIndex.value);
    else store.play();
  }

  #onKey = (/** @type {KeyboardEvent} */ event) => {
    if (this.#store && keyAction(this.#store, event)) event.preventDefault();
  };

  /**
   * Everything that a view reads marks the figure as changed; one commit a display frame draws it.
   * @param {FigureStore} store
   * @param {FigureView} view
   */
  #drawOnChange(store, view) {
    let isDirty = true;
    let last = performance.now();
    const stop = effect(() => {
      view.track();
      isDirty = true;
    });
    const turn = (/** @type {number} */ now) => {
      store.tick(Math.min(now - last, 100));
      last = now;
      if (isDirty) {
        isDirty = false;
        view.draw();
        this.dispatchEvent(new CustomEvent('ntk-frame', { bubbles: true, composed: true }));
        if (view.isComplete()) this.#resolveReady();
      }
      handle = requestAnimationFrame(turn);
    };
    let handle = requestAnimationFrame(turn);
    return () => {
      stop();
      cancelAnimationFrame(handle);
    };
  }

  /** @param {FigureStore} store */
  #announceState(store) {
    return effect(() => {
      const detail = { hash: encodeHash(store.document.value) };
      this.dispatchEvent(new CustomEvent('ntk-state', { bubbles: true, composed: true, detail }));
    });
  }
}

export const defineNtkFigure = () => {
  if (!customElements.get('ntk-figure')) customElements.define('ntk-figure', NtkFigure);
};

/** @import { ExperimentDocument } from '../engine/types.js' */
/** @import { PictureOptions } from '../export/picture.js' */
/** @import { AnimationOptions } from '../export/animation.js' */
import { batch, effect, signal } from '@preact/signals-core';
import uPlotStyle from 'uplot/dist/uPlot.min.css?inline';
import { pagePool } from '../engine/page-pool.js';
import { FigureView } from './figure-view.js';
import { figureHash } from '../store/figure-link.js';
import { decodeHash } from '../store/hash.js';
import { FigureStore } from '../store/figure-store.js';
import { readHidden } from '../store/hideable.js';
import { membersIn } from '../store/members-link.js';
import { panelsIn, withPanels } from '../store/panel-choice.js';
import { pinnedIn } from '../store/pinned-link.js';
import { numbersAt } from '../store/selectors.js';
import controlsStyle from './controls.css?inline';
import functionStyle from './function.css?inline';
import layoutStyle from './layout.css?inline';
import themeStyle from './theme.css?inline';
import viewsStyle from './views.css?inline';
import { hidingText, sheet } from './hidden-parts.js';
import { keyAction } from './keys.js';

const sheets = [uPlotStyle, themeStyle, viewsStyle, functionStyle, controlsStyle, layoutStyle].map(sheet);
const exporting = () => import('../export/figure-export.js');
/** @param {FigureStore} store @param {string[]} hidden */
const hashOf = (store, hidden) => withPanels(figureHash(store, hidden), store.panels.value);

/**
 * `<ntk-figure>`: one experiment, its three functions on one clock.
 *
 * Attributes: `experiment` a hash such as `v=1&network.width=64`; `controls` shows the form; `hide` names of parts and
 * fields that are not shown, as in a hash; `autoplay` plays once the first frames are there, unless motion is to be
 * reduced, where the last time is shown.
 * Events (bubbling, composed): `ntk-state` the document changed, `ntk-frame` another time is shown.
 */
export class NtkFigure extends HTMLElement {
  /** @type {FigureStore | undefined} */ #store;
  /** @type {FigureView | undefined} */ #view;
  #hidden = signal(/** @type {string[]} */ ([]));
  #isPresenting = signal(false);
  /** @type {(() => void)[]} */ #cleanups = [];
  /** @type {() => void} */ #resolveReady = () => {};
  /** Resolves once the first frame of all three functions is drawn. */
  ready = new Promise((resolve) => (this.#resolveReady = () => resolve(undefined)));

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const store = new FigureStore(pagePool());
    const view = new FigureView(store, this.hasAttribute('controls'));
    this.#store = store;
    this.#view = view;
    root.replaceChildren(view.element);
    this.#cleanups = [
      () => view.destroy(),
      () => store.destroy(),
      this.#drawOnChange(store, view),
      this.#announceState(store),
      this.#hideParts(root, view),
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
    this.#view = undefined;
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

  /** The document, the open panels and what is hidden as a hash, only what differs from the defaults. */
  get hash() {
    return this.#store ? hashOf(this.#store, this.#hidden.value) : '';
  }
  set hash(hash) {
    this.#loadHash(hash);
  }

  /** Names of hidden parts and fields; what cannot be hidden is left out. */
  get hiddenParts() {
    return this.#hidden.value;
  }
  set hiddenParts(names) {
    this.#hidden.value = readHidden(names.join()).hidden;
  }

  /**
   * A link to what is shown, on a page that takes the hash.
   * @param {{ base?: string, hidden?: string[] }} [options] address of the page, names of what it hides
   */
  permalink({ base = location.href, hidden = this.#hidden.value } = {}) {
    const hash = this.#store ? hashOf(this.#store, hidden) : '';
    return new URL(hash, base).href;
  }

  /** Names and titles of the panels that can be exported now. */
  async panels() {
    return this.#view ? (await exporting()).panelsOf(this.#view.element) : [];
  }

  /**
   * A picture of one panel as it is shown: PNG, or SVG with the curves as paths.
   * @param {PictureOptions & { format?: 'png' | 'svg' }} [options]
   * @returns {Promise<Blob>}
   */
  async toBlob(options) {
    const { store, view } = this.#connected();
    return (await exporting()).pictureOf(store, view, options);
  }

  /**
   * One panel over all times as an animated GIF.
   * @param {AnimationOptions} [options]
   * @returns {Promise<Blob>}
   */
  async toAnimation(options) {
    const { store, view } = this.#connected();
    return (await exporting()).animationOf(store, view, options);
  }

  /**
   * The run's numbers: `numbers` a CSV with a row a frame, `curves` a CSV with a row a probe point and frame, `json`
   * everything, `document` the experiment alone.
   * @param {'numbers' | 'curves' | 'json' | 'document'} [format]
   * @returns {Promise<Blob>}
   */
  async exportData(format = 'json') {
    const { store } = this.#connected();
    return (await exporting()).dataOf(store, format);
  }

  /**
   * A program that does the same as the document: with our API in JavaScript or C++, or the limit with neural-tangents.
   * @param {'javascript' | 'cpp' | 'python'} language
   * @returns {Promise<string>}
   */
  async code(language) {
    const { store } = this.#connected();
    return (await exporting()).codeOf(store, language);
  }

  /** Without controls, which the hash does not say: for an audience. */
  get presenting() {
    return this.#isPresenting.value;
  }
  set presenting(isPresenting) {
    this.#isPresenting.value = isPresenting;
  }

  #connected() {
    if (!this.#store || !this.#view) throw new Error('<ntk-figure> is not in a document');
    return { store: this.#store, view: this.#view };
  }

  /** @param {ShadowRoot} root @param {FigureView} view */
  #hideParts(root, view) {
    const hiding = sheet('');
    // Views add styles of their own: what is hidden must not replace the list.
    root.adoptedStyleSheets = [...sheets, hiding];
    return effect(() => {
      const names = this.#isPresenting.value ? [...this.#hidden.value, 'controls'] : this.#hidden.value;
      hiding.replaceSync(hidingText(names));
      const isWithControls = this.hasAttribute('controls') && !names.includes('controls');
      view.element.classList.toggle('with-controls', isWithControls);
    });
  }

  /** @param {KeyboardEvent} event of a page whose keys are the figure's @returns {boolean} whether it was one of them */
  handleKey(event) {
    return this.#store !== undefined && keyAction(this.#store, event);
  }

  /** @param {string} hash */
  #loadHash(hash) {
    const { document, hidden, warnings } = decodeHash(hash);
    const own = readHidden(this.getAttribute('hide') ?? '');
    const view = panelsIn(hash);
    const ensemble = membersIn(hash);
    const { pinned, warnings: pinWarnings } = pinnedIn(hash);
    const store = this.#store;
    if (!store) return;
    batch(() => {
      this.#hidden.value = [...new Set([...own.hidden, ...hidden])];
      store.panels.value = view.panels;
      void store.setMembers(ensemble.members);
      const more = [...view.warnings, ...ensemble.warnings, ...pinWarnings];
      store.load(document, [...own.warnings, ...warnings, ...more], pinned);
    });
  }

  /** @param {FigureStore} store */
  #begin(store) {
    if (!this.hasAttribute('autoplay')) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) store.seek(store.lastIndex.value);
    else store.play();
  }

  #onKey = (/** @type {KeyboardEvent} */ event) => {
    if (this.handleKey(event)) event.preventDefault();
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
    view.element.addEventListener('chart-change', () => (isDirty = true));
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
      const hidden = this.#hidden.value;
      const detail = { hash: hashOf(store, hidden), hidden };
      this.dispatchEvent(new CustomEvent('ntk-state', { bubbles: true, composed: true, detail }));
    });
  }
}

export const defineNtkFigure = () => {
  if (!customElements.get('ntk-figure')) customElements.define('ntk-figure', NtkFigure);
};

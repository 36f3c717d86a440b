/** @import { Snapshot } from './session.js' */
import { effect } from '@preact/signals-core';
import { html } from '../charts/dom.js';
import { ReflectedElement } from './attributes.js';
import { createCover } from './cover.js';
import { Readiness } from './readiness.js';
import { FigureSession } from './session.js';
import { ShownParts } from './shown-parts.js';
import { inlineDocument, inlineSource } from './sources.js';
import { dressed } from './style.js';
import { whenNear } from './visibility.js';

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The element from its first connection to its end: when its session begins, from which source, what it leaves behind. */
export class LivingElement extends ReflectedElement {
  shown = new ShownParts();
  readiness = new Readiness();
  /** @type {FigureSession | undefined} */ session;
  /** @type {Snapshot | undefined} */ #left;
  /** @type {HTMLElement | undefined} */ #frame;
  /** @type {ReturnType<typeof createCover> | undefined} */ #cover;
  /** @type {() => void} */ #stopWaiting = () => {};
  /** @type {() => void} */ #stopCover = () => {};
  /** @type {MutationObserver | undefined} */ #children;

  connectedCallback() {
    // Moved within the page, it goes on.
    if (this.session) return;
    const frame = (this.#frame ??= this.#build());
    this.#drawCover();
    this.upgradeProperties();
    if (this.session) return;
    if (this.loading === 'eager' || this.#left) this.begin();
    else this.#stopWaiting = whenNear(frame, () => this.begin());
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      // Removed twice in one task, the second time finds what the first one left.
      const left = this.session?.snapshot() ?? this.#left;
      this.end();
      this.#left = left;
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    // The same experiment once more takes a figure back to it.
    if (before === now && name !== 'experiment') return;
    const { shown, session } = this;
    if (name === 'controls') shown.hasControls.value = this.controls;
    else if (name === 'views') shown.views.value = now ?? undefined;
    else if (name === 'hide') shown.setHide(this.hide);
    else if (name === 'loading' && this.loading === 'eager') this.begin();
    else if (name === 'speed' && session) session.store.speed.value = this.speed;
    else if (name === 'autoplay' && session && this.autoplay) this.#autoplay(session);
    else if (name === 'experiment' && session) session.loadHash(this.experiment);
    else if (name === 'src' && session) void this.#load(session);
    if (name === 'experiment' || name === 'src') this.#left = undefined;
  }

  /** Starts the engine for it, if it stands in a document and has not begun. @returns {FigureSession | undefined} */
  begin() {
    const frame = this.#frame;
    if (this.session || !this.isConnected || !frame) return this.session;
    this.#stopWaiting();
    const announce = (/** @type {string} */ type, /** @type {object} */ detail) =>
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
    const left = this.#left;
    const session = new FigureSession(frame, this.shown, announce, this.readiness, () => {
      if (!left && this.autoplay && isStill()) this.#autoplay(session);
    });
    this.session = session;
    session.store.speed.value = this.speed;
    this.#watchChildren(session);
    this.#drawCover();
    if (left) session.restore(left);
    else {
      void this.#load(session);
      if (this.autoplay) this.#autoplay(session);
    }
    this.#left = undefined;
    return session;
  }

  /** Ends its runs and gives back what it held; in a document again, it begins anew. */
  end() {
    this.#stopWaiting();
    this.#stopCover();
    this.#children?.disconnect();
    this.session?.destroy();
    this.session = undefined;
    this.#left = undefined;
    this.#drawCover();
  }

  #build() {
    const frame = html('div', { class: 'frame', part: 'frame', 'data-state': 'idle' });
    this.#cover = createCover(frame, () => this.#retry());
    this.#cover.slot.addEventListener('slotchange', () => this.#drawCover());
    frame.append(this.#cover.element);
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    dressed(root, this.shown.hidden);
    root.append(frame);
    return frame;
  }

  #drawCover() {
    this.#stopCover();
    this.#stopCover = effect(() => {
      const { session } = this;
      this.#cover?.draw({
        hasBegun: session !== undefined,
        hasPicture: session?.hasPicture.value ?? false,
        problem: session?.problem.value,
      });
    });
  }

  #retry() {
    const { session } = this;
    if (!session) return;
    const left = !session.ownProblem.value && session.snapshot();
    if (left) session.restore(left);
    else void this.#load(session);
  }

  /** @param {FigureSession} session */
  async #load(session) {
    if (this.src) return session.fetchDocument(this.src);
    if (inlineSource(this)) return session.loadDocument(() => inlineDocument(this) ?? {});
    // A script that runs while the page is still read may see the element without its children.
    if (document.readyState === 'loading' && !this.hasAttribute('experiment'))
      return void addEventListener(
        'DOMContentLoaded',
        () => this.session === session && !session.isLoaded && this.#load(session),
      );
    session.loadHash(this.experiment);
  }

  /** The inline experiment is read again when it changes. @param {FigureSession} session */
  #watchChildren(session) {
    let text = inlineSource(this)?.textContent;
    this.#children = new MutationObserver(() => {
      const now = inlineSource(this)?.textContent;
      if (now === text) return;
      text = now;
      void this.#load(session);
    });
    this.#children.observe(this, { childList: true, characterData: true, subtree: true });
  }

  /** @param {FigureSession} session */
  #autoplay({ store }) {
    if (isStill()) store.seek(Infinity);
    else store.play();
  }
}

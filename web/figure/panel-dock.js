/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { Observation } from '../store/runs.js' */
/** @import { View } from './lazy-view.js' */
/** @import { ReadonlySignal } from '@preact/signals-core' */
import { effect, signal, untracked } from '@preact/signals-core';
import { html, setAttributes } from '../charts/dom.js';
import { panelNames as names } from '../store/panel-choice.js';
import { createLazyView } from './lazy-view.js';
import style from './panels.css?inline';

/** @typedef {{ title: string, observes: Observation[], load: () => Promise<(store: FigureStore) => View> }} Panel */

/**
 * What can stand beside the function. A panel's module is loaded, and what it shows is computed, once it is open.
 * @type {Record<string, Panel>}
 */
const panels = {
  kernel: {
    title: 'Kernel',
    observes: [],
    load: async () => (await import('../views/kernel-view.js')).createKernelView,
  },
  modes: {
    title: 'Modes',
    observes: ['theory'],
    load: async () => (await import('../views/modes-view.js')).createModesView,
  },
  training: {
    title: 'Training',
    observes: ['theory'],
    load: async () => (await import('../views/training-view.js')).createTrainingView,
  },
  neurons: {
    title: 'Neurons',
    observes: ['theory', 'neurons'],
    load: async () => (await import('../views/neurons-view.js')).createNeuronsView,
  },
  sweep: {
    title: 'Sweep',
    observes: [],
    load: async () => (await import('../views/sweep-view.js')).createSweepView,
  },
};

const places = /** @type {const} */ ([0, 1]);
/** Width of the dock from which there is room for two panels, in its font sizes. */
const roomForTwo = 50;

/**
 * One tab list with its open panel.
 * @param {FigureStore} store
 * @param {ReadonlySignal<string[]>} available
 * @param {number} place
 */
function createSlot(store, available, place) {
  const panelId = `panel-${place}`;
  const tabs = names.map((name) => {
    const tab = html(
      'button',
      { type: 'button', role: 'tab', id: `tab-${place}-${name}` },
      panels[name].title,
    );
    tab.addEventListener('click', () => store.showPanel(place, name));
    return tab;
  });
  const list = html(
    'div',
    { role: 'tablist', class: 'tabs', 'aria-label': place === 0 ? 'Panel' : 'Second panel' },
    ...tabs,
  );
  const body = html('div', { role: 'tabpanel', id: panelId, class: 'tab-panel' });
  const element = html('div', { class: 'slot' }, list, body);
  list.addEventListener('keydown', (event) => {
    const choices = available.value;
    const at = tabs.findIndex((tab) => tab === event.target);
    const from = choices.indexOf(names[at]);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = choices[(to + choices.length) % choices.length];
    store.showPanel(place, next);
    tabs[names.indexOf(next)].focus();
    event.preventDefault();
    event.stopPropagation();
  });
  /** @param {string} open name of the panel @param {HTMLElement} content */
  function draw(open, content) {
    setAttributes(list, { hidden: available.value.length === 1 });
    tabs.forEach((tab, i) => {
      const isOpen = names[i] === open;
      setAttributes(tab, {
        hidden: !available.value.includes(names[i]),
        'aria-selected': String(isOpen),
        tabindex: isOpen ? '0' : '-1',
        'aria-controls': isOpen ? panelId : undefined,
      });
    });
    setAttributes(body, { 'aria-labelledby': `tab-${place}-${open}` });
    if (content.parentElement !== body) body.replaceChildren(content);
  }
  return { element, draw };
}

/**
 * The panels beside the function: one, or two where there is room.
 * @param {FigureStore} store
 * @param {ReadonlySignal<string[]>} available names of the panels that can be opened
 */
export function createPanelDock(store, available) {
  /** @type {Map<string, View>} */ const views = new Map();
  const slots = places.map((place) => createSlot(store, available, place));
  const element = html('div', { class: 'dock', part: 'panels' }, ...slots.map((slot) => slot.element));
  const count = signal(1);
  /** Those that were chosen, or what is there in their place. */
  const open = () => {
    const choices = available.value;
    const chosen = store.panels.value.filter((name) => choices.includes(name));
    return [...new Set([...chosen, ...choices])].slice(0, count.value);
  };
  const stopObserving = effect(() => {
    const wanted = [...new Set(open().flatMap((name) => panels[name].observes))];
    untracked(() => store.observe(wanted));
  });

  const measure = new ResizeObserver(() => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const wanted = element.clientWidth >= roomForTwo * size ? 2 : 1;
    if (wanted === count.value) return;
    count.value = wanted;
    draw();
  });
  measure.observe(element);

  /** @param {string} name */
  function viewOf(name) {
    const known = views.get(name);
    if (known) return known;
    const view = createLazyView(async () => (await panels[name].load())(store), 'lazy-panel');
    views.set(name, view);
    return view;
  }

  function draw() {
    const shown = open();
    slots.forEach((slot, i) => {
      const name = shown[i];
      setAttributes(slot.element, { hidden: name === undefined });
      if (name === undefined) return;
      const view = viewOf(name);
      slot.draw(name, view.element);
      view.draw();
    });
  }

  function destroy() {
    stopObserving();
    measure.disconnect();
    for (const view of views.values()) view.destroy();
  }
  return { element, style, draw, destroy };
}

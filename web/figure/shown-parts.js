/** @import { ReadonlySignal } from '@preact/signals-core' */
import { computed, signal } from '@preact/signals-core';
import { readHidden } from '../store/hideable.js';
import { panelNames, panelsIn } from '../store/panel-choice.js';
import { namesIn, warnOnce } from './attributes.js';

/** What stands beside the function only where `views` names it. */
export const viewNames = [...panelNames, 'numbers'];

/** @param {string[]} names of `views` */
function readViews(names) {
  for (const name of names)
    if (name !== 'all' && name !== 'function' && !viewNames.includes(name))
      warnOnce(`views: "${name.slice(0, 40)}" is none of function, all, ${viewNames.join(', ')}`);
  return names.includes('all') ? viewNames : viewNames.filter((name) => names.includes(name));
}

/** Which parts of a figure are shown: attributes, what the link hides or opens, and presenting. */
export class ShownParts {
  hasControls = signal(false);
  /** As the attribute names them; undefined without the attribute. */
  views = signal(/** @type {string | undefined} */ (undefined));
  ownHidden = signal(/** @type {string[]} */ ([]));
  linkHidden = signal(/** @type {string[]} */ ([]));
  linkPanels = signal(/** @type {string[]} */ ([]));
  isPresenting = signal(false);

  constructor() {
    /** Names of hidden parts and fields, as links have them. */
    this.hidden = computed(() => [...new Set([...this.ownHidden.value, ...this.linkHidden.value])]);
    const isHidden = (/** @type {string} */ name) => this.hidden.value.includes(name);
    const wanted = computed(() => {
      const names = this.views.value;
      return names === undefined ? this.linkPanels.value : readViews(namesIn(names));
    });
    /** Names of the panels that can be opened. @type {ReadonlySignal<string[]>} */
    this.panels = computed(() =>
      isHidden('panels') ? [] : panelNames.filter((name) => wanted.value.includes(name) && !isHidden(name)),
    );
    this.hasNumbers = computed(() => wanted.value.includes('numbers') && !isHidden('numbers'));
    this.isWithControls = computed(
      () => this.hasControls.value && !this.isPresenting.value && !isHidden('controls'),
    );
  }

  /** @param {string} text of the attribute `hide` */
  setHide(text) {
    const { hidden, warnings } = readHidden(text);
    this.ownHidden.value = hidden;
    for (const warning of warnings) warnOnce(`hide: ${warning}`);
  }

  /** @param {string} hash with `#` @param {string[]} hidden that it names */
  setLink(hash, hidden) {
    this.linkHidden.value = hidden;
    this.linkPanels.value = /[#&]view=/.test(hash) ? panelsIn(hash).panels : [];
  }
}

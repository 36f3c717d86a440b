/**
 * @typedef {object} AttributeType how an attribute is read: words `choices` of which the first is the default, a number
 *   between bounds, a flag, or any text
 * @property {'text' | 'flag' | 'choice' | 'number'} type
 * @property {string[]} [choices]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [default]
 */

/** Attributes of the element; each is a property of the same name. @type {Record<string, AttributeType>} */
export const attributeTypes = {
  experiment: { type: 'text' },
  src: { type: 'text' },
  views: { type: 'text' },
  hide: { type: 'text' },
  controls: { type: 'flag' },
  autoplay: { type: 'flag' },
  speed: { type: 'number', minimum: 0.25, maximum: 4, default: 1 },
  loading: { type: 'choice', choices: ['lazy', 'eager'] },
  theme: { type: 'choice', choices: ['auto', 'light', 'dark'] },
};

/** @type {Set<string>} */ const warned = new Set();

/** Tells the author of the page, each thing once. @param {string} sentence */
export function warnOnce(sentence) {
  if (warned.has(sentence)) return;
  warned.add(sentence);
  console.warn(`<ntk-figure>: ${sentence}`);
}

/** @param {string} name @param {AttributeType} type @param {string} text */
function numberOf(name, { minimum = -Infinity, maximum = Infinity, default: usual = 0 }, text) {
  const number = text.trim() === '' ? NaN : Number(text);
  const value = Number.isNaN(number) ? usual : Math.min(maximum, Math.max(minimum, number));
  if (value !== number) warnOnce(`${name}="${text.slice(0, 40)}" was changed to ${value}`);
  return value;
}

/**
 * The value of an attribute: what cannot be read is the default, what is out of bounds the nearest allowed value, each
 * with one warning in the console.
 * @param {string} name
 * @param {string | null} text null: there is no such attribute
 * @returns {string | number | boolean}
 */
export function attributeValue(name, text) {
  const type = attributeTypes[name];
  if (type.type === 'flag') return text !== null;
  if (type.type === 'number') return text === null ? (type.default ?? 0) : numberOf(name, type, text);
  if (type.type === 'text') return text ?? '';
  const [usual, ...others] = type.choices ?? [];
  if (text !== null && text !== usual && !others.includes(text))
    warnOnce(`${name}="${text.slice(0, 40)}" is none of ${[usual, ...others].join(', ')}`);
  return text !== null && others.includes(text) ? text : usual;
}

/** Names of a list that are separated by spaces or commas, each once. @param {string} text */
export const namesIn = (text) => [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];

/** Where there is no document, as on a server that renders pages, the module can be loaded all the same. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** An element whose attributes are properties. */
export class ReflectedElement extends Base {
  static observedAttributes = Object.keys(attributeTypes);

  /** @param {string} name */
  #text = (name) => /** @type {string} */ (attributeValue(name, this.getAttribute(name)));

  get experiment() {
    return this.#text('experiment');
  }
  set experiment(hash) {
    this.setAttribute('experiment', hash);
  }
  get src() {
    return this.#text('src');
  }
  set src(address) {
    this.setAttribute('src', address);
  }
  get views() {
    return this.#text('views');
  }
  set views(names) {
    this.setAttribute('views', names);
  }
  get hide() {
    return this.#text('hide');
  }
  set hide(names) {
    this.setAttribute('hide', names);
  }
  get loading() {
    return this.#text('loading');
  }
  set loading(when) {
    this.setAttribute('loading', when);
  }
  get theme() {
    return this.#text('theme');
  }
  set theme(name) {
    this.setAttribute('theme', name);
  }
  get speed() {
    return /** @type {number} */ (attributeValue('speed', this.getAttribute('speed')));
  }
  set speed(factor) {
    this.setAttribute('speed', String(factor));
  }
  get controls() {
    return this.hasAttribute('controls');
  }
  set controls(isShown) {
    this.toggleAttribute('controls', isShown);
  }
  get autoplay() {
    return this.hasAttribute('autoplay');
  }
  set autoplay(isWanted) {
    this.toggleAttribute('autoplay', isWanted);
  }

  /** Properties that were set before the element was defined hide its own no more, and are set again. */
  upgradeProperties() {
    const own = /** @type {any} */ (this);
    for (const name of Object.keys(this)) {
      if (!(name in Object.getPrototypeOf(this))) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
  }
}

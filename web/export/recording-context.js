import { escaped, short, tag } from './svg-text.js';

/**
 * The part of a canvas context that chart hooks draw with, as SVG: rectangles, paths of lines and arcs, text, dashes,
 * translation and rotation. Whatever else is called is not there, so that it fails rather than being left out.
 */
export class RecordingContext {
  /** @type {string[]} */ #elements = [];
  /** @type {string[]} */ #path = [];
  /** @type {object[]} */ #saved = [];
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  globalAlpha = 1;
  font = '12px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';
  lineCap = 'butt';
  lineJoin = 'miter';
  dash = /** @type {number[]} */ ([]);
  transform = '';

  get markup() {
    return this.#elements.join('');
  }

  save() {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline } = this;
    const { lineCap, lineJoin, dash, transform } = this;
    this.#saved.push({
      ...{ fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline },
      ...{ lineCap, lineJoin, dash, transform },
    });
  }
  restore() {
    Object.assign(this, this.#saved.pop());
  }
  translate(/** @type {number} */ x, /** @type {number} */ y) {
    this.transform += `translate(${short(x)} ${short(y)})`;
  }
  rotate(/** @type {number} */ angle) {
    this.transform += `rotate(${short((angle * 180) / Math.PI)})`;
  }
  setLineDash(/** @type {number[]} */ dash) {
    this.dash = [...dash];
  }

  beginPath() {
    this.#path = [];
  }
  closePath() {
    this.#path.push('Z');
  }
  moveTo(/** @type {number} */ x, /** @type {number} */ y) {
    this.#path.push(`M${short(x)} ${short(y)}`);
  }
  lineTo(/** @type {number} */ x, /** @type {number} */ y) {
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`);
  }
  rect(
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {number} */ width,
    /** @type {number} */ height,
  ) {
    this.#path.push(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`);
  }
  /** A whole circle, or the part from one angle to another, clockwise. */
  arc(
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {number} */ radius,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) {
    const steps = Math.abs(to - from) > Math.PI ? 2 : 1;
    const at = (/** @type {number} */ angle) =>
      `${short(x + radius * Math.cos(angle))} ${short(y + radius * Math.sin(angle))}`;
    this.#path.push(`M${at(from)}`);
    for (let i = 1; i <= steps; i += 1) {
      this.#path.push(`A${short(radius)} ${short(radius)} 0 0 1 ${at(from + ((to - from) * i) / steps)}`);
    }
  }

  stroke() {
    this.#add('path', {
      d: this.#path.join(''),
      fill: 'none',
      stroke: this.strokeStyle,
      'stroke-width': this.lineWidth,
      'stroke-dasharray': this.dash.length > 0 ? this.dash.join(' ') : undefined,
      'stroke-linecap': this.lineCap,
      'stroke-linejoin': this.lineJoin,
    });
  }
  fill() {
    this.#add('path', { d: this.#path.join(''), fill: this.fillStyle });
  }
  fillRect(
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {number} */ width,
    /** @type {number} */ height,
  ) {
    this.#add('rect', { x, y, width, height, fill: this.fillStyle });
  }
  fillText(/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) {
    const size = Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 12);
    const anchors = /** @type {Record<string, string>} */ ({ center: 'middle', right: 'end', end: 'end' });
    const shifts = /** @type {Record<string, number>} */ ({ top: 0.8, middle: 0.35, bottom: -0.2 });
    const attributes = {
      x,
      y: y + (shifts[this.textBaseline] ?? 0) * size,
      fill: this.fillStyle,
      'font-size': size,
      'text-anchor': anchors[this.textAlign],
    };
    this.#add('text', attributes, escaped(text));
  }

  /** @param {string} name @param {Record<string, string | number | undefined>} attributes @param {string} [content] */
  #add(name, attributes, content) {
    const own = {
      opacity: this.globalAlpha < 1 ? this.globalAlpha : undefined,
      transform: this.transform === '' ? undefined : this.transform,
    };
    this.#elements.push(tag(name, { ...attributes, ...own }, content));
  }
}

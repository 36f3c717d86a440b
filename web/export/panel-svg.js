import { charts } from '../charts/line-chart.js';
import { chartMarkup } from './chart-svg.js';
import { escaped, short, tag } from './svg-text.js';

/** What is for hands, not for a picture. */
const controls =
  'button, input, select, textarea, progress, label, fieldset, form, h2, .visually-hidden, details';

/** Properties that style sheets give to the SVG that lies over a chart. */
const svgProperties = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'r', 'cx', 'cy'],
  ...['font-size', 'font-weight', 'text-anchor', 'dominant-baseline'],
];

/**
 * A panel as SVG, drawn from what stands in it: charts as paths, text as text, boxes and swatches as shapes, other
 * canvases as their own pixels. Places are those on the screen, from the panel's corner.
 * @param {Element} panel
 * @returns {{ markup: string, bottom: number }} without the surrounding element; where the picture ends
 */
export function panelMarkup(panel) {
  const corner = panel.getBoundingClientRect();
  let charted = 0;
  let bottom = 0;

  /** @param {Element} element @returns {string} */
  function paint(element) {
    const style = getComputedStyle(element);
    if (element.matches(controls) || style.display === 'none' || style.visibility === 'hidden') return '';
    const box = element.getBoundingClientRect();
    const place = { x: box.x - corner.x, y: box.y - corner.y };
    const isPainted = element.matches('canvas, svg, .uplot') || hasText(element);
    if (isPainted) bottom = Math.max(bottom, place.y + box.height);
    if (element instanceof HTMLCanvasElement) return canvasMarkup(element, { ...place, box });
    if (element instanceof SVGSVGElement) return vectorMarkup(element, { ...place, box });
    const chart = charts.get(element)?.plot;
    if (chart) {
      const over = chart.over.getBoundingClientRect();
      charted += 1;
      const id = `area-${charted}`;
      return (
        chartMarkup(chart, { x: over.x - corner.x, y: over.y - corner.y }, id) +
        [...chart.over.children].map(paint).join('')
      );
    }
    const inside = [...element.childNodes].map((node) => {
      if (node instanceof Text) return textMarkup(node, style, corner);
      return node instanceof Element ? paint(node) : '';
    });
    return (element === panel ? '' : boxMarkup(style, { ...place, box })) + inside.join('');
  }
  return { markup: paint(panel), bottom };
}

/** @param {Element} element with words of its own */
const hasText = (element) =>
  [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');

const clear = /^(transparent|rgba\(.*, 0\))$/;

/**
 * Background, outline, and borders above and below.
 * @param {CSSStyleDeclaration} style
 * @param {{ x: number, y: number, box: DOMRect }} place
 */
function boxMarkup(style, { x, y, box: { width, height } }) {
  const parts = [];
  if (!clear.test(style.backgroundColor)) {
    const rx = Number.parseFloat(style.borderTopLeftRadius) || undefined;
    parts.push(tag('rect', { x, y, width, height, rx, fill: style.backgroundColor }));
  }
  const outline = Number.parseFloat(style.outlineWidth);
  if (outline > 0 && style.outlineStyle !== 'none') {
    const dash = style.outlineStyle === 'solid' ? undefined : `${outline} ${outline}`;
    const line = { stroke: style.outlineColor, 'stroke-width': outline, 'stroke-dasharray': dash };
    parts.push(tag('rect', { x, y, width, height, fill: 'none', ...line }));
  }
  const sides = /** @type {const} */ ([
    ['top', x, y, x + width, y],
    ['bottom', x, y + height, x + width, y + height],
  ]);
  for (const [side, x1, y1, x2, y2] of sides) {
    const lineWidth = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
    const kind = style.getPropertyValue(`border-${side}-style`);
    if (!(lineWidth > 0) || kind === 'none') continue;
    const dash = { dotted: [lineWidth, lineWidth], dashed: [2 * lineWidth, lineWidth] }[kind];
    const inset = side === 'top' ? lineWidth / 2 : -lineWidth / 2;
    parts.push(
      tag('line', {
        ...{ x1, y1: y1 + inset, x2, y2: y2 + inset },
        stroke: style.getPropertyValue(`border-${side}-color`),
        'stroke-width': lineWidth,
        'stroke-dasharray': dash?.join(' '),
      }),
    );
  }
  return parts.join('');
}

/** @param {HTMLCanvasElement} canvas @param {{ x: number, y: number, box: DOMRect }} place */
function canvasMarkup(canvas, { x, y, box: { width, height } }) {
  if (canvas.width === 0 || canvas.height === 0) return '';
  const rendering = getComputedStyle(canvas).imageRendering;
  return tag('image', {
    ...{ x, y, width, height },
    preserveAspectRatio: 'none',
    'image-rendering': rendering === 'auto' ? undefined : rendering,
    href: canvas.toDataURL('image/png'),
  });
}

/** @param {SVGSVGElement} source @param {{ x: number, y: number, box: DOMRect }} place */
function vectorMarkup(source, { x, y, box: { width, height } }) {
  const copy = /** @type {SVGSVGElement} */ (source.cloneNode(true));
  const originals = source.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of ['class', 'tabindex', 'role', 'part']) element.removeAttribute(name);
    // As attributes: a page's policy may forbid styles.
    for (const name of svgProperties) {
      const value = style.getPropertyValue(name);
      if (value !== '' && value !== 'auto') element.setAttribute(name, value);
    }
  });
  const inner = [...copy.children].map((child) => new XMLSerializer().serializeToString(child)).join('');
  const viewBox = source.getAttribute('viewBox') ?? undefined;
  const attributes = { width, height, viewBox, overflow: 'visible' };
  return tag(
    'svg',
    { x, y, ...attributes },
    inner.replaceAll(' xmlns="http://www.w3.org/2000/svg"', '') || ' ',
  );
}

/** @type {CanvasRenderingContext2D | null | undefined} */
let ruler;

/** Height of a font above the base line, as a share of its line box. @param {CSSStyleDeclaration} style */
function ascentShare(style) {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return 0.8;
  ruler.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText('x');
  return up / (up + down);
}

/**
 * Text where the browser has put it, line by line.
 * @param {Text} node
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} corner
 */
function textMarkup(node, style, corner) {
  const range = document.createRange();
  /** @type {{ x: number, y: number, height: number, text: string }[]} */
  const lines = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+\s*/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.trimEnd().length);
    const { x, y, width, height } = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (width === 0) continue;
    if (line && Math.abs(line.y - y) < height / 2) line.text += word;
    else lines.push({ x, y, height, text: word });
  }
  return lines
    .map(({ x, y, height, text }) =>
      tag(
        'text',
        {
          x: x - corner.x,
          y: y - corner.y + height * ascentShare(style),
          fill: style.color,
          'font-size': short(Number.parseFloat(style.fontSize)),
          'font-weight': style.fontWeight === '400' ? undefined : style.fontWeight,
          'font-style': style.fontStyle === 'normal' ? undefined : style.fontStyle,
        },
        escaped(text.replace(/\s+/g, ' ').trimEnd()),
      ),
    )
    .join('');
}

/** @import { SweepPicture } from './picture.js' */
import { html, setAttributes, setText, svg } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';

/** What the signs of the chart are; the slopes with their numbers. */
export function createSweepLegend() {
  const entry = (/** @type {Element} */ swatch) => {
    const text = html('span');
    return { text, item: html('li', {}, swatch, text) };
  };
  const ring = svg(
    'svg',
    { class: 'draw-swatch', viewBox: '0 0 10 10', 'aria-hidden': 'true' },
    svg('circle', { cx: '5', cy: '5', r: '3.5' }),
  );
  const lines = ['', ' band', ' fit', ' theory'].map((kind) =>
    html('span', { class: `line-swatch${kind}`, 'aria-hidden': 'true' }),
  );
  const [dot, median, band, fit, theory] = [ring, ...lines].map(entry);
  const all = [dot, median, band, fit, theory];
  setText(dot.text, 'one seed');
  setText(median.text, 'median');
  setText(band.text, 'quartiles');
  const element = html('ul', { class: 'line-legend' }, ...all.map(({ item }) => item));

  /** @param {SweepPicture} picture */
  function draw({ fit: law, reference, dots }) {
    setAttributes(band.item, { hidden: dots.length < 2 });
    setAttributes(fit.item, { hidden: law === undefined });
    setAttributes(theory.item, { hidden: reference === undefined });
    setText(fit.text, `fit, slope ${formatNumber(law?.slope)}`);
    setText(theory.text, `slope ${reference?.label} of the theory`);
  }
  return { element, draw };
}

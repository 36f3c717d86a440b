import { html, setAttributes, setText } from '../../charts/dom.js';

/** What each affine layer adds to the limit's kernel, as shares of its trace, where it is more than one (C12). */
export function createLayerShares() {
  const list = html('ul', { class: 'layer-shares' });
  const element = html(
    'div',
    { hidden: true },
    html('h3', {}, 'Shares of the layers in Θ'),
    html('p', { class: 'help' }, 'Of its trace; a layer that is not trained has none.'),
    list,
  );
  /** @type {{ item: HTMLElement, meter: HTMLMeterElement, value: HTMLElement }[]} */ let rows = [];

  const createRow = (/** @type {number} */ i, /** @type {number} */ layers) => {
    const name = i === layers - 1 ? 'output layer' : `layer ${i + 1}`;
    const meter = html('meter', { min: '0', max: '1', 'aria-label': `Share of the ${name}` });
    const value = html('span', { class: 'value' });
    return { item: html('li', {}, html('span', {}, name), meter, value), meter, value };
  };

  /** @param {Float32Array | undefined} shares */
  function draw(shares) {
    const layers = shares?.length ?? 0;
    setAttributes(element, { hidden: (shares ?? []).filter((share) => share > 0).length < 2 });
    if (rows.length !== layers) {
      rows = Array.from({ length: layers }, (_, i) => createRow(i, layers));
      list.replaceChildren(...rows.map(({ item }) => item));
    }
    rows.forEach(({ meter, value }, i) => {
      const share = shares?.[i] ?? 0;
      meter.value = share;
      setText(value, `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`);
    });
  }
  return { element, draw };
}

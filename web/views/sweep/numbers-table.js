/** @import { SweepPicture } from './picture.js' */
import { html } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { fieldOf } from '../../store/document.js';
import { measureNamed, unitText } from './measures.js';

const heads = ['seeds', 'lower quartile', 'median', 'upper quartile'];

/** The drawn numbers value by value, made while they are looked at. */
export function createNumbersTable() {
  const place = html('div', {
    class: 'table-scroll',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Numbers of the sweep',
  });
  const element = html('details', { class: 'table-fold' }, html('summary', {}, 'Numbers'), place);
  /** @type {SweepPicture | undefined} */ let picture;
  /** @type {SweepPicture | undefined} */ let drawn;

  function fill() {
    if (!element.open || !picture || picture === drawn) return;
    drawn = picture;
    const { sweep, count, low, median, high } = picture;
    const measure = measureNamed(picture.measure);
    const cell = (/** @type {string} */ text) => html('td', {}, text);
    const rows = sweep.values.map((value, i) =>
      html(
        'tr',
        {},
        html('th', { scope: 'row' }, formatNumber(value)),
        cell(`${count[i]} of ${sweep.plan.members}`),
        ...[low, median, high].map((numbers) => cell(formatNumber(numbers[i]))),
      ),
    );
    const head = [fieldOf(sweep.plan.path).label, ...heads].map((text) => html('th', { scope: 'col' }, text));
    place.replaceChildren(
      html(
        'table',
        { class: 'data-table' },
        html('caption', {}, `${measure.title}, ${unitText(measure)}`),
        html('thead', {}, html('tr', {}, ...head)),
        html('tbody', {}, ...rows),
      ),
    );
  }
  element.addEventListener('toggle', fill);
  /** @param {SweepPicture | undefined} now */
  const draw = (now) => {
    picture = now;
    fill();
  };
  return { element, draw };
}

import { html, withSubscripts } from '../charts/dom.js';
import { fieldTable } from '../engine/field-table.js';

const groups = [
  { name: 'data', title: 'Data' },
  { name: 'network', title: 'Network' },
  { name: 'limit', title: 'Limit' },
  { name: 'dynamics', title: 'Training' },
  { name: 'observe', title: 'Observe' },
];

/**
 * Boxes to tick for what is to be hidden: parts, and the control of each field.
 * @param {Set<string>} hidden names, which ticking changes
 * @param {{ title: string, parts: { name: string, label: string }[] }} first
 * @param {() => void} changed
 */
export function hidingChoices(hidden, { title: firstTitle, parts }, changed) {
  const choice = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ symbol) => {
    const input = html('input', { type: 'checkbox', name, checked: hidden.has(name) });
    input.addEventListener('change', () => {
      if (input.checked) hidden.add(name);
      else hidden.delete(name);
      changed();
    });
    const sign = symbol === '' ? [] : [' ', html('span', { class: 'symbol' }, ...withSubscripts(symbol))];
    return html('label', {}, input, ` ${label}`, ...sign);
  };
  const list = (/** @type {string} */ title, /** @type {HTMLElement[]} */ choices) =>
    html('fieldset', {}, html('legend', {}, title), ...choices);
  return html(
    'div',
    { class: 'hiding' },
    list(
      firstTitle,
      parts.map(({ name, label }) => choice(name, label, '')),
    ),
    ...groups.map(({ name, title }) =>
      list(
        `Controls: ${title}`,
        fieldTable.fields
          .filter(({ path, type }) => path.startsWith(`${name}.`) && !['points', 'rows'].includes(type))
          .map(({ path, label, symbol }) => choice(path, label, symbol)),
      ),
    ),
  );
}

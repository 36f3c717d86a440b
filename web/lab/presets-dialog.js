/** @import { Preset } from './presets.js' */
import { html, withSubscripts } from '../charts/dom.js';
import { claimNames } from './claim-names.js';
import { openDialog } from './dialog.js';
import { presets } from './presets.js';

const number = (/** @type {string} */ claim) => Number(claim.slice(1));

/**
 * All presets in their groups, or those of one claim.
 * @param {Preset | undefined} current
 * @param {(preset: Preset) => void} choose
 */
export function openPresetsDialog(current, choose) {
  const cards = presets.map((preset) => {
    const element = html(
      'button',
      { type: 'button', class: 'card', 'aria-current': preset === current ? 'true' : undefined },
      html(
        'span',
        {},
        html('strong', {}, preset.name),
        ' ',
        html('span', { class: 'claims' }, preset.claims.join(' ')),
      ),
      html('span', { class: 'look' }, ...withSubscripts(preset.look)),
    );
    element.addEventListener('click', () => {
      dialog.close();
      choose(preset);
    });
    return { preset, element };
  });
  const groups = [...new Set(presets.map(({ group }) => group))].map((group) => {
    const own = cards.filter(({ preset }) => preset.group === group);
    const element = html(
      'section',
      { 'aria-label': group },
      html('h3', {}, group),
      html('div', { class: 'cards' }, ...own.map((card) => card.element)),
    );
    return { own, element };
  });
  const claims = [...new Set(presets.flatMap((preset) => preset.claims))].sort(
    (a, b) => number(a) - number(b),
  );
  const filter = html(
    'select',
    { id: 'claim-filter' },
    html('option', { value: '' }, 'all claims'),
    ...claims.map((claim) => html('option', { value: claim }, `${claim}: ${claimNames[claim]}`)),
  );
  filter.addEventListener('change', () => {
    for (const { preset, element } of cards)
      element.hidden = filter.value !== '' && !preset.claims.includes(filter.value);
    for (const { own, element } of groups) element.hidden = own.every((card) => card.element.hidden);
  });
  const dialog = openDialog(
    'Presets',
    html('p', {}, html('label', { for: 'claim-filter' }, 'Claim of the lecture '), filter),
    ...groups.map(({ element }) => element),
  );
  dialog.classList.add('wide');
  return dialog;
}

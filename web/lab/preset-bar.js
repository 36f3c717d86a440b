/** @import { NtkFigure } from '../figure/ntk-figure.js' */
/** @import { Preset } from './presets.js' */
import { html, withSubscripts } from '../charts/dom.js';
import { decodeHash, encodeHash } from '../store/hash.js';
import { membersIn, withMembers } from '../store/members-link.js';
import { panelsIn, sweepIn, withPanels } from '../store/panel-choice.js';
import { pinnedIn, withPinned } from '../store/pinned-link.js';
import { hashOf, presets } from './presets.js';

/** The link of a preset as the figure writes it. @param {Preset} preset @param {string[]} [hidden] */
function linkOf(preset, hidden) {
  const hash = hashOf(preset);
  const { document } = decodeHash(hash);
  const experiment = withMembers(encodeHash(document, hidden), membersIn(hash).members);
  return withPinned(experiment, document, pinnedIn(hash).pinned);
}

const links = new Map(presets.map((preset) => [linkOf(preset), preset]));

/**
 * The preset that a link is of, whatever it hides and whichever panels are open; if there is none, the one that it is of
 * without its ensemble and pinned run.
 * @param {string} hash
 */
export function presetOf(hash) {
  const experiment = hash.replace(/&(hide|view|sweep|output|slice)=[^&]*/g, '');
  return links.get(experiment) ?? links.get(experiment.replace(/&(members|pin(\.[^&=]*)?)=[^&]*/g, ''));
}

/**
 * The name of the preset and what to look for, beside the buttons; says so when the experiment was changed.
 * @param {NtkFigure} figure
 */
export function startPresetBar(figure) {
  const text = /** @type {HTMLElement} */ (document.getElementById('preset-text'));
  /** @type {Preset | undefined} */ let last;
  let shown = '';

  function show() {
    const exact = presetOf(figure.hash);
    last = exact ?? last;
    const key = `${last?.id} ${exact !== undefined}`;
    if (key === shown) return;
    shown = key;
    text.replaceChildren(...(last ? sentence(last, exact === undefined) : ownExperiment()));
  }

  /** @param {Preset} preset @param {boolean} isChanged */
  function sentence(preset, isChanged) {
    const back = html('button', { type: 'button', class: 'quiet' }, 'Back to the preset');
    back.addEventListener('click', () => choose(preset));
    return [
      html(
        'p',
        {},
        html('strong', {}, isChanged ? `Changed from “${preset.name}”` : preset.name),
        ' ',
        html('span', { class: 'claims' }, preset.claims.join(' ')),
        ...(isChanged ? [' ', back] : []),
      ),
      html('p', { class: 'look' }, ...withSubscripts(preset.look)),
    ];
  }

  const ownExperiment = () => [
    html('p', {}, html('strong', {}, 'Your own experiment')),
    html('p', { class: 'look' }, 'The address of this page holds it. Presets show one regime each.'),
  ];

  /** @param {Preset} preset */
  function choose(preset) {
    const hidden = figure.hiddenParts;
    const { panels } = panelsIn(hashOf(preset));
    const hash = withPanels(linkOf(preset, hidden), panels, sweepIn(hashOf(preset)));
    // A new entry of the history: Back returns to the experiment before.
    if (location.hash === hash) figure.hash = hash;
    else {
      history.pushState(null, '', hash);
      figure.hash = hash;
    }
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) figure.seek(Infinity);
    else figure.play();
  }

  /** @param {number} count of presets on, or back if negative */
  function step(count) {
    const at = last ? presets.indexOf(last) : count > 0 ? -1 : 0;
    choose(presets[(at + count + presets.length) % presets.length]);
  }

  figure.addEventListener('ntk-state', show);
  show();
  return { choose, step, current: () => presetOf(figure.hash) };
}

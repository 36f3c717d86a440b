import { html } from '../charts/dom.js';
import { keys } from '../figure/keys.js';
import { openDialog } from './dialog.js';

/** Keys of the page, wherever the focus is, except in a text field. */
const pageKeys = [
  { name: '?', does: 'this list' },
  { name: 'p or f', does: 'presentation on the whole screen, and back' },
  { name: 'Esc', does: 'end of the presentation, or of a dialogue' },
  { name: '[ and ]', does: 'the preset before, the next one' },
];
const pointKeys = [
  { name: '← → ↑ ↓', does: 'move the point; with Shift ten times as far' },
  { name: 'Delete', does: 'remove the point' },
];
const editKeys = [
  { name: 'Ctrl + z', does: 'undo' },
  { name: 'Ctrl + Shift + z', does: 'redo' },
];

/** @param {string} title @param {{ name: string, does: string }[]} list */
const section = (title, list) =>
  html(
    'section',
    { 'aria-label': title },
    html('h3', {}, title),
    html(
      'dl',
      { class: 'keys' },
      ...list.flatMap(({ name, does }) => [html('dt', {}, html('kbd', {}, name)), html('dd', {}, does)]),
    ),
  );

export const openKeysDialog = () =>
  openDialog(
    'Keys',
    section('Anywhere on the page', pageKeys),
    section('While the figure has the focus, or is presented', [...keys, ...editKeys]),
    section('On a training point', pointKeys),
    html('p', {}, 'Tab goes from control to control; sliders and matrices take arrow keys.'),
  );

/** @import { NtkFigure } from '../figure/ntk-figure.js' */
import { html } from '../charts/dom.js';
import { copyButton, openDialog } from './dialog.js';

/** @typedef {'javascript' | 'cpp' | 'python'} Language */
const languages = /** @type {Record<Language, { label: string, about: string }>} */ ({
  javascript: { label: 'JavaScript', about: 'All three functions, with this engine in Node (docs/api.md).' },
  cpp: { label: 'C++', about: 'All three functions, with this engine as a library (engine/ntk.hpp).' },
  python: { label: 'Python', about: 'The limit, with neural-tangents (Novak et al. 2020), started at 0.' },
});

/** The experiment as a program. @param {NtkFigure} figure */
export function openCodeDialog(figure) {
  const code = html('code');
  const about = html('p', { class: 'look' });
  const show = async (/** @type {Language} */ language) => {
    about.textContent = languages[language].about;
    code.textContent = await figure.code(language);
  };
  const choices = /** @type {Language[]} */ (Object.keys(languages)).map((language, i) => {
    const input = html('input', { type: 'radio', name: 'language', value: language, checked: i === 0 });
    input.addEventListener('change', () => show(language));
    return html('label', {}, input, ` ${languages[language].label}`);
  });
  void show('javascript');
  const dialog = openDialog(
    'Code that does the same',
    html('div', { class: 'choices', role: 'radiogroup', 'aria-label': 'Language' }, ...choices),
    about,
    html('pre', { tabindex: '0', 'aria-label': 'Program' }, code),
    html(
      'div',
      { class: 'buttons' },
      copyButton(() => code.textContent ?? ''),
    ),
  );
  dialog.classList.add('wide');
  return dialog;
}

// The page in an iframe: one figure, its state in the hash, its height told to the page around it.
/** @import { NtkFigure } from '../figure/ntk-figure.js' */
import { parseCommand, prefix } from './messages.js';
import { readPageOptions } from './page-options.js';

const figure = /** @type {NtkFigure} */ (document.querySelector('ntk-figure'));
const isFramed = window.parent !== window;

/** @param {string} name @param {object} values */
function tell(name, values) {
  // Nothing in it is secret, and the origin of the page around is not known.
  if (isFramed) window.parent.postMessage({ type: prefix + name, ...values }, '*');
}

const tellHeight = () =>
  tell('height', { height: Math.ceil(document.documentElement.getBoundingClientRect().height) });

/** @param {string} hash @returns {string} the figure's part of it */
function applyOptions(hash) {
  const { figureHash, theme, views, isAutoplay } = readPageOptions(hash);
  document.documentElement.style.colorScheme = theme ?? 'light dark';
  figure.setAttribute('views', views);
  figure.toggleAttribute('autoplay', isAutoplay);
  return figureHash;
}

/** @param {MessageEvent} event */
function obey(event) {
  const command = isFramed && event.source === window.parent ? parseCommand(event.data) : undefined;
  if (command?.name === 'measure') tellHeight();
  else if (command?.name === 'play') figure.play();
  else if (command?.name === 'pause') figure.pause();
  else if (command?.name === 'seek') figure.seek(command.index);
  else if (command?.name === 'setState') figure.hash = applyOptions(command.hash);
}

// A file that was made for one experiment says so itself.
const figureHash = applyOptions(location.hash || (figure.dataset.hash ?? ''));
// Without a hash the figure shows the experiment that stands in it, if there is one.
if (figureHash !== '') {
  figure.querySelector('script')?.remove();
  figure.setAttribute('experiment', figureHash);
}
new ResizeObserver(tellHeight).observe(document.documentElement);
figure.addEventListener('ntk-state', (event) =>
  tell('state', { hash: /** @type {CustomEvent} */ (event).detail.hash }),
);
addEventListener('hashchange', () => (figure.hash = applyOptions(location.hash)));
void customElements.whenDefined('ntk-figure').then(() => addEventListener('message', obey));

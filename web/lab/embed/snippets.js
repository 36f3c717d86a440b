/** Snippets for other people's pages, one list for the dialogue and for docs/embedding.md. */
/** @import { EmbedChoices, Offer } from './choices.js' */
import { boxStyle, clampLength, experimentHash, figureAttributes, figureStyle, pageHash } from './choices.js';
import { htmlTag, jsxTag, literal } from './markup.js';

/**
 * @typedef {object} SnippetPart
 * @property {string} title where it belongs
 * @property {string} language of its fenced block
 * @property {string} text
 *
 * @typedef {object} Kind of page
 * @property {string} name
 * @property {string} label
 * @property {string} about
 * @property {(choices: EmbedChoices) => string[]} files that it needs of the folder
 * @property {Offer[]} offers choices that change something here, besides those that always do
 * @property {boolean} [isOneFile] a file with everything in it can be downloaded
 * @property {(choices: EmbedChoices) => SnippetPart[]} parts
 */

/** Name of the poster's file beside the page. @param {EmbedChoices} choices */
export const posterName = ({ poster }) => `ntk-figure.${poster}`;

/** Height of a frame whose page runs no script of ours. */
const frameHeight = 640;

/** @param {EmbedChoices} choices */
const script = ({ base }) => htmlTag('script', { type: 'module', src: `${base}ntk-figure.js` });

/** @param {EmbedChoices} choices @param {typeof htmlTag} tag @param {Record<string, string | boolean>} [more] */
function figure(choices, tag, more = {}) {
  const poster = { slot: 'poster', src: posterName(choices), alt: choices.description };
  return tag(
    'ntk-figure',
    { ...figureAttributes(choices), ...more, style: figureStyle(choices) },
    ...(choices.poster === 'none' ? [] : [tag('img', poster)]),
  );
}

/** Script and figure. @param {EmbedChoices} choices */
const element = (choices) => `${script(choices)}\n\n${figure(choices, htmlTag)}`;

/** As raw HTML of one block, which a blank line would end. @param {EmbedChoices} choices */
const block = (choices) => htmlTag('div', {}, script(choices), figure(choices, htmlTag));

/** @param {EmbedChoices} choices @param {boolean} [isHelped] a script may follow it */
function frame(choices, isHelped = true) {
  const ownHeight = choices.size === 'own';
  const box = ownHeight ? { width: '100%', height: `${frameHeight}px` } : boxStyle(choices);
  const attributes = {
    'data-ntk-figure': ownHeight && isHelped,
    src: `${choices.base}embed.html#${pageHash(choices)}`,
    title: choices.description,
    sandbox: 'allow-scripts',
    loading: choices.loading,
    style: { ...box, border: '0' },
  };
  const helper = htmlTag('script', { src: `${choices.base}ntk-iframe.js` });
  return [htmlTag('iframe', attributes), ...(ownHeight && isHelped ? [helper] : [])].join('\n');
}

/** Traits of the notebook's widget that differ from their defaults; the hash, which comes back, says what is hidden. @param {EmbedChoices} choices */
function traits(choices) {
  const { views, controls, autoplay, theme } = figureAttributes(choices);
  const experiment = experimentHash(choices);
  const height = choices.size === 'fixed' ? clampLength(choices.height) : undefined;
  const all = { experiment, views, controls: controls || undefined, autoplay: autoplay || undefined };
  return Object.fromEntries(
    Object.entries({ ...all, theme, height }).filter(([, value]) => value !== undefined),
  );
}

const python = (/** @type {unknown} */ value) =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : literal(value);

/** @param {EmbedChoices} choices */
const notebook = (choices) => `import anywidget
import traitlets


class NtkFigure(anywidget.AnyWidget):
    _esm = ${literal(`${choices.base}anywidget.mjs`)}
    experiment = traitlets.Unicode("").tag(sync=True)
    views = traitlets.Unicode("").tag(sync=True)
    controls = traitlets.Bool(False).tag(sync=True)
    autoplay = traitlets.Bool(False).tag(sync=True)
    theme = traitlets.Unicode("auto").tag(sync=True)
    height = traitlets.Int(0).tag(sync=True)


figure = NtkFigure(
${Object.entries(traits(choices))
  .map(([name, value]) => `    ${name}=${python(value)},`)
  .join('\n')}
)`;

const fenced = (/** @type {string} */ opening, /** @type {string} */ text) =>
  `\`\`\`${opening}\n${text}\n\`\`\``;

/** @param {EmbedChoices} choices */
const elementFiles = ({ views }) => [
  'ntk-figure.js',
  'chunks/',
  'engine.wasm',
  'engine-scalar.wasm',
  ...(views.includes('sweep') ? ['library.wasm'] : []),
];
/** @param {EmbedChoices} choices */
const frameFiles = (choices) => [
  'embed.html',
  'embed.css',
  'embed.js',
  'embed-fallback.js',
  'ntk-figure-offline.html',
  ...elementFiles(choices),
];

/** @type {Offer[]} */
const elementOffers = ['width', 'aspect', 'loading', 'poster'];
/** @type {Offer[]} */
const frameOffers = ['width', 'aspect', 'loading', 'title'];

/** @type {Kind[]} */
export const kinds = [
  {
    name: 'html',
    label: 'Plain HTML',
    about: 'The script once a page, the figure wherever it is wanted.',
    files: elementFiles,
    offers: elementOffers,
    parts: (choices) => [{ title: 'In the page', language: 'html', text: element(choices) }],
  },
  {
    name: 'iframe',
    label: 'Frame (iframe)',
    about:
      'The figure in a page of its own. Where its size fits the page, the script below it gives the frame the height of its figure.',
    files: (choices) => [...frameFiles(choices), ...(choices.size === 'own' ? ['ntk-iframe.js'] : [])],
    offers: frameOffers,
    parts: (choices) => [{ title: 'In the page', language: 'html', text: frame(choices) }],
  },
  {
    name: 'quarto',
    label: 'Quarto',
    about: 'A raw block in the document; it is left out of formats other than HTML.',
    files: elementFiles,
    offers: elementOffers,
    parts: (choices) => [
      { title: 'In the .qmd file', language: 'markdown', text: fenced('{=html}', element(choices)) },
    ],
  },
  {
    name: 'myst',
    label: 'Jupyter Book, MyST',
    about: 'MyST and Jupyter Book 2 take it as a widget, Jupyter Book 1 as raw HTML.',
    files: (choices) => ['anywidget.mjs', ...elementFiles(choices)],
    offers: elementOffers,
    parts: (choices) => [
      {
        title: 'MyST, Jupyter Book 2',
        language: 'markdown',
        text: fenced(`{anywidget} ${choices.base}anywidget.mjs`, literal(traits(choices), 2)),
      },
      { title: 'Jupyter Book 1', language: 'markdown', text: fenced('{raw} html', element(choices)) },
    ],
  },
  {
    name: 'jekyll',
    label: 'Jekyll, Hugo, other Markdown',
    about:
      'HTML in Markdown, with a blank line before and after it and none in it. Hugo lets it through with markup.goldmark.renderer.unsafe.',
    files: elementFiles,
    offers: elementOffers,
    parts: (choices) => [{ title: 'In the .md file', language: 'html', text: block(choices) }],
  },
  {
    name: 'docusaurus',
    label: 'Docusaurus',
    about: 'The script in the configuration, the figure in an .mdx page.',
    files: elementFiles,
    offers: elementOffers,
    parts: (choices) => [
      {
        title: 'docusaurus.config.js',
        language: 'js',
        text: `scripts: [{ src: ${literal(`${choices.base}ntk-figure.js`)}, type: 'module' }],`,
      },
      { title: 'In the .mdx file', language: 'jsx', text: figure(choices, jsxTag) },
    ],
  },
  {
    name: 'reveal',
    label: 'reveal.js',
    about:
      'A slide. While the figure has the focus, the keys are its own; a click beside it gives them back.',
    files: elementFiles,
    offers: elementOffers,
    parts: (choices) => [
      {
        title: 'The slide',
        language: 'html',
        text: htmlTag(
          'section',
          {},
          script(choices),
          figure(choices, htmlTag, { 'data-prevent-swipe': true }),
        ),
      },
      {
        title: 'The options',
        language: 'js',
        text: `Reveal.initialize({\n  keyboardCondition: () => document.activeElement?.localName !== 'ntk-figure',\n});`,
      },
    ],
  },
  {
    name: 'course',
    label: 'Moodle, Canvas',
    about:
      'Download one file that needs no network. Moodle: add a resource, File, display Embed. Canvas: upload it to Files and put a frame with its address into the page. Or paste this frame where the editor takes HTML.',
    files: frameFiles,
    offers: [...frameOffers, 'poster'],
    isOneFile: true,
    parts: (choices) => [
      { title: 'In the HTML of the editor', language: 'html', text: frame(choices, false) },
    ],
  },
  {
    name: 'notebook',
    label: 'Jupyter, marimo',
    about: 'A widget by anywidget, both ways: figure.experiment is what is shown.',
    files: () => ['anywidget.mjs'],
    offers: [],
    parts: (choices) => [
      { title: 'Jupyter', language: 'python', text: `${notebook(choices)}\nfigure` },
      {
        title: 'marimo',
        language: 'python',
        text: `import marimo as mo\n${notebook(choices)}\nmo.ui.anywidget(figure)`,
      },
    ],
  },
];

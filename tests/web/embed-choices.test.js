import { describe, expect, it } from 'vitest';
import { folderAddress, isDescribed, withinOffers } from '../../web/lab/embed/choices.js';
import { filledPage } from '../../web/lab/embed/files.js';
import { kinds } from '../../web/lab/embed/snippets.js';
import { kindOf, textOf, usual } from './embed-examples.js';
import { startTags } from './markup-parser.js';

/** @import { EmbedChoices } from './embed-examples.js' */

/** Another value of what a kind of page may offer. @type {Record<string, Partial<EmbedChoices>>} */
const others = {
  width: { size: 'fixed', width: 640 },
  height: { size: 'fixed', height: 480 },
  aspect: { size: 'aspect', aspect: '1 / 1' },
  loading: { loading: 'eager' },
  poster: { poster: 'png' },
  theme: { theme: 'dark' },
  controls: { controls: true },
  autoplay: { autoplay: false },
  views: { views: ['modes'] },
  hidden: { hidden: ['network.alpha'] },
};

describe.each(kinds.map((kind) => /** @type {const} */ ([kind.name, kind])))('%s offers', (_, kind) => {
  /** All that a person takes away. @param {EmbedChoices} choices */
  const taken = (choices) => {
    const within = withinOffers(choices, kind.offers);
    const image = within.poster === 'none' ? undefined : 'data:,';
    const file = kind.isOneFile ? filledPage('<ntk-figure></ntk-figure>', within, image) : '';
    return [...kind.parts(within).map(({ text }) => text), file].join('\n');
  };
  it('just the choices that change something', () => {
    const offered = ['height', 'theme', 'controls', 'autoplay', 'views', 'hidden', ...kind.offers];
    const { size, height } = usual;
    const changed = Object.entries(others).filter(([name, other]) => {
      // A width is told apart from a height by itself.
      const before = name === 'width' ? { size: /** @type {const} */ ('fixed'), height } : { size };
      return taken({ ...usual, ...before }) !== taken({ ...usual, ...before, ...other });
    });
    expect(changed.map(([name]) => name).sort()).toEqual(offered.filter((name) => name !== 'title').sort());
  });
  it('a description where it is read', () => {
    for (const poster of /** @type {const} */ (['none', 'png'])) {
      const text = (/** @type {string} */ description) => taken({ ...usual, poster, description });
      expect(text('One') !== text('Two'), poster).toBe(isDescribed({ ...usual, poster }, kind.offers));
    }
  });
});

it('the files that a figure needs are named: the helper of frames with their own height, the engine of sweeps', () => {
  const filesOf = (/** @type {string} */ name, /** @type {Partial<EmbedChoices>} */ other) =>
    kindOf(name).files({ ...usual, ...other });
  for (const { name } of kinds)
    for (const size of /** @type {const} */ (['own', 'fixed', 'aspect'])) {
      const hasHelper = startTags(textOf('iframe', { ...usual, size })).some((tag) => tag.name === 'script');
      expect(filesOf(name, { size }).includes('ntk-iframe.js')).toBe(name === 'iframe' && hasHelper);
    }
  for (const name of ['html', 'iframe', 'course']) {
    expect(filesOf(name, { views: ['kernel'] })).not.toContain('library.wasm');
    expect(filesOf(name, { views: ['sweep'] })).toContain('library.wasm');
  }
});

it('a file without a figure is not filled', () => {
  for (const page of ['', '<p></p>', '<ntk-figures>'])
    expect(() => filledPage(page, usual)).toThrow('no figure');
});

it('only folders of the web are taken', () => {
  const page = 'https://lab.example/page/';
  expect(folderAddress('https://cdn.example/ntk-lab@0.1.0', page)).toBe('https://cdn.example/ntk-lab@0.1.0/');
  expect(folderAddress(' /static/ntk// ', page)).toBe('https://lab.example/static/ntk/');
  expect(folderAddress('https://a:b@x.example/p/?q#h', page)).toBe('https://x.example/p/');
  for (const text of [
    '',
    '  ',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/',
    'https://',
    'http://[',
  ])
    expect(folderAddress(text, page), text).toBeUndefined();
});

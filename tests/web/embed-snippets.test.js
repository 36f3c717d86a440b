import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { snippetsPage } from '../../build-scripts/write-snippet-docs.mjs';
import { readPageOptions } from '../../web/embed/page-options.js';
import { attributeTypes } from '../../web/figure/attributes.js';
import { ShownParts, viewNames } from '../../web/figure/shown-parts.js';
import {
  clampLength,
  figureAttributes,
  figureStyle,
  firstChoices,
  folderAddress,
  pageHash,
} from '../../web/lab/embed/choices.js';
import { filledPage } from '../../web/lab/embed/files.js';
import { kinds } from '../../web/lab/embed/snippets.js';
import { literal } from '../../web/lab/embed/markup.js';
import { decodeHash } from '../../web/store/hash.js';
import { startTags } from './markup-parser.js';

/** @typedef {import('../../web/lab/embed/choices.js').EmbedChoices} EmbedChoices */

const base = 'https://your.site/ntk-lab/';
const experiment =
  'v=1&data.points=0,1;1,-1&network.width=64&view=modes,kernel&members=4&pin.network.width=8';
const usual = firstChoices(`#${experiment}`, [], base);
const partsOf = (/** @type {string} */ name, /** @type {EmbedChoices} */ choices) =>
  /** @type {import('../../web/lab/embed/snippets.js').Kind} */ (
    kinds.find((kind) => kind.name === name)
  ).parts(choices);
const textOf = (/** @type {string} */ name, /** @type {EmbedChoices} */ choices, at = 0) =>
  partsOf(name, choices)[at].text;

/** Snippets with the element as HTML. */
const elementKinds = /** @type {const} */ ([
  ['html', 0],
  ['quarto', 0],
  ['myst', 1],
  ['jekyll', 0],
  ['reveal', 0],
]);

const tagOf = (/** @type {string} */ html, name = 'ntk-figure') => {
  const found = startTags(html).filter((tag) => tag.name === name);
  expect(found).toHaveLength(1);
  return found[0].attributes;
};

/** Every choice of views, form and theme, with and without hidden things. */
const manyChoices = Array.from({ length: 2 ** viewNames.length }, (_, bits) => bits).flatMap((bits) =>
  [true, false].map((controls) => ({
    ...usual,
    views: viewNames.filter((_, i) => bits & (1 << i)),
    controls,
    hidden: bits % 3 === 0 ? ['time-bar', 'network.width'] : [],
    theme: /** @type {const} */ (['auto', 'light', 'dark'])[bits % 3],
    autoplay: bits % 2 === 0,
  })),
);

it('begins with what the page shows, without what only the page has', () => {
  const hidden = ['header', 'presets', 'actions', 'training', 'network.alpha', 'time-bar'];
  const first = firstChoices('#v=1&network.width=64&hide=training', hidden, base);
  expect(first.views).toEqual(['kernel']);
  expect(first.hidden).toEqual(['network.alpha', 'time-bar']);
  expect(firstChoices('#v=1', ['panels'], base).views).toEqual([]);
});

describe.each(elementKinds)('%s, part %i', (name, at) => {
  it('has exactly the chosen attributes', () => {
    for (const choices of manyChoices) {
      const tag = tagOf(textOf(name, choices, at));
      expect(tag.views).toBe(choices.views.length > 0 ? choices.views.join(' ') : undefined);
      expect('controls' in tag).toBe(choices.controls);
      expect('autoplay' in tag).toBe(choices.autoplay);
      expect(tag.theme).toBe(choices.theme === 'auto' ? undefined : choices.theme);
      expect(tag.hide?.split(' ') ?? []).toEqual(choices.hidden);
      expect(tag.loading).toBeUndefined();
      expect(tag.style).toBeUndefined();
      expect(decodeHash(tag.experiment).document).toEqual(decodeHash(experiment).document);
      for (const kept of ['members=4', 'pin.network.width=8']) expect(tag.experiment).toContain(kept);
    }
  });
  it('loads the script from the given folder, once', () => {
    const source = tagOf(textOf(name, usual, at), 'script');
    expect(source).toEqual({ type: 'module', src: `${base}ntk-figure.js` });
  });
  it('has a poster with a description', () => {
    const image = tagOf(textOf(name, { ...usual, poster: 'svg', description: 'Two "curves"' }, at), 'img');
    expect(image).toEqual({ slot: 'poster', src: 'ntk-figure.svg', alt: 'Two "curves"' });
  });
});

it('Markdown has the HTML in one block: no blank line ends it', () => {
  for (const choices of manyChoices) {
    const text = textOf('jekyll', { ...choices, poster: 'png', size: 'fixed' });
    expect(text).toMatch(/^<div>\n/);
    expect(text).not.toMatch(/\n\s*\n/);
  }
});

it('a size is clamped, and what does not fit is scrolled to', () => {
  expect([clampLength(NaN), clampLength(10), clampLength(640.4), clampLength(1e9)]).toEqual([
    200, 200, 640, 4000,
  ]);
  const fixed = tagOf(textOf('html', { ...usual, size: 'fixed', width: 640, height: 1e9 }));
  expect(fixed.style).toBe('width: 640px; max-width: 100%; height: 4000px; overflow: auto');
  const ratio = tagOf(textOf('html', { ...usual, size: 'aspect', aspect: 'url(//evil)' }));
  expect(ratio.style).toBe('width: 100%; aspect-ratio: 16 / 9; overflow: auto');
  expect(figureStyle(usual)).toEqual({});
});

/** What a figure shows. @param {(shown: ShownParts) => void} tell */
function shownBy(tell) {
  const shown = new ShownParts();
  tell(shown);
  const fields = shown.hidden.value.filter((name) => name.includes('.') || name === 'time-bar');
  return {
    panels: shown.panels.value,
    numbers: shown.hasNumbers.value,
    controls: shown.isWithControls.value,
    fields,
  };
}
const choicesShown = (/** @type {EmbedChoices} */ choices) => ({
  panels: choices.views.filter((name) => name !== 'numbers'),
  numbers: choices.views.includes('numbers'),
  controls: choices.controls,
  fields: choices.hidden,
});

it('element and iframe page show what was chosen, and nothing else, without a warning', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  for (const choices of manyChoices) {
    const element = tagOf(textOf('html', choices));
    const byElement = shownBy((shown) => {
      shown.hasControls.value = 'controls' in element;
      shown.views.value = element.views;
      shown.setHide(element.hide ?? '');
      shown.setLink(element.experiment, decodeHash(element.experiment).hidden);
    });
    const address = new URL(tagOf(textOf('iframe', choices), 'iframe').src);
    const page = readPageOptions(address.hash);
    const read = decodeHash(page.figureHash);
    const byFrame = shownBy((shown) => {
      shown.hasControls.value = true;
      shown.views.value = 'all';
      shown.setLink(page.figureHash, read.hidden);
    });
    expect(byElement).toEqual(choicesShown(choices));
    expect(byFrame).toEqual(choicesShown(choices));
    expect(read.warnings).toEqual([]);
    expect(read.document).toEqual(decodeHash(experiment).document);
    expect([page.theme ?? 'auto', page.isAutoplay]).toEqual([choices.theme, choices.autoplay]);
    expect(address.href.startsWith(`${base}embed.html#v=1&`)).toBe(true);
  }
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

it('a frame has a title, and the helper only where its height is the figure’s and scripts are let through', () => {
  const own = startTags(textOf('iframe', usual));
  expect(own.map(({ name }) => name)).toEqual(['iframe', 'script']);
  expect(own[0].attributes).toMatchObject({ 'data-ntk-figure': '', title: usual.description });
  expect(own[0].attributes.sandbox).toBe('allow-scripts');
  expect(own[1].attributes.src).toBe(`${base}ntk-iframe.js`);
  for (const text of [textOf('iframe', { ...usual, size: 'aspect' }), textOf('course', usual)]) {
    const [frame, ...more] = startTags(text);
    expect(more).toEqual([]);
    expect(frame.attributes['data-ntk-figure']).toBeUndefined();
    expect(frame.attributes.style).toMatch(/height: 640px|aspect-ratio/);
  }
});

/** Attributes of the one figure in JSX, as React is given them. @param {string} jsx */
function propsOf(jsx) {
  const { outputText } = ts.transpileModule(`return ${jsx}`, {
    compilerOptions: { jsx: ts.JsxEmit.React, target: ts.ScriptTarget.ES2022 },
    fileName: 'page.tsx',
  });
  /** @type {any[]} */ const made = [];
  const React = {
    createElement: (/** @type {any[]} */ ...[name, props, ...children]) =>
      made.push({ name, props, children }),
  };
  // eslint-disable-next-line no-new-func
  new Function('React', outputText)(React);
  return made;
}

it('JSX gives React the same attributes as HTML gives a browser, and a style object', () => {
  for (const choices of manyChoices) {
    const [made] = propsOf(textOf('docusaurus', { ...choices, size: 'fixed' }, 1));
    const flags = Object.fromEntries(
      Object.entries(made.props).map(([key, value]) => [key, value === true ? '' : value]),
    );
    const { style, ...attributes } = tagOf(textOf('html', { ...choices, size: 'fixed' }));
    expect(flags).toEqual({
      ...attributes,
      style: { width: '800px', maxWidth: '100%', height: '600px', overflow: 'auto' },
    });
    expect(style).toBeDefined();
  }
});

it('widgets are given the same attributes as traits', () => {
  for (const choices of manyChoices) {
    const [opening, ...lines] = textOf('myst', choices).split('\n');
    expect(opening).toBe(`\`\`\`{anywidget} ${base}anywidget.mjs`);
    const traits = JSON.parse(lines.slice(0, -1).join('\n'));
    const { hide, ...told } = figureAttributes(choices);
    const hidden = choices.hidden.length > 0 ? `&hide=${choices.hidden.join()}` : '';
    const all = { ...told, experiment: `${told.experiment}${hidden}` };
    expect(hide ?? '').toBe(choices.hidden.join(' '));
    const attributes = Object.entries(all).filter(([, value]) => value);
    expect(traits).toEqual(Object.fromEntries(attributes));
    for (const { text } of partsOf('notebook', choices))
      for (const [name, value] of attributes)
        expect(text).toContain(`\n    ${name}=${typeof value === 'boolean' ? 'True' : literal(value)},\n`);
  }
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

/** Pieces of what strangers may write. */
const hostile = [
  '"><script>alert(1)</script>',
  "' onload='x",
  '</iframe>',
  '-->',
  '<!--',
  ']]>',
  '```',
  '\n```\n',
  '\n\n',
  '{{ x }}',
  '{% raw %}',
  '{alert(1)}',
  '${x}',
  '`',
  '\\',
  '\\"',
  '&quot;',
  '&#34;',
  '&',
  '\u0000',
  '\u2028',
  '\ud800',
  '\r\n',
  '😀',
  '"""',
  '#',
  '%22',
  '</ntk-figure>',
  '</div>',
  'é',
  ' ',
  '=',
  "'",
  '\t',
  '</script',
  'javascript:',
  '&lt',
  '$&',
  '$`',
];

/** Deterministic pseudo-random numbers below `bound` (Park and Miller). */
function generator(seed = 20251125) {
  let state = seed;
  return (/** @type {number} */ bound) => (state = (state * 48271) % 2147483647) % bound;
}

it(
  'fuzz: whatever an experiment, a description and an address say, they stay values of the same tags',
  { timeout: 30000 },
  () => {
    const random = generator();
    const text = () => Array.from({ length: 1 + random(6) }, () => hostile[random(hostile.length)]).join('');
    const seen = (/** @type {string} */ value) =>
      value.replace(/\p{Cs}/gu, '\ufffd').replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
    for (let run = 0; run < 900; ++run) {
      const folder = folderAddress(`https://x.example/${text()}`, base) ?? base;
      // An experiment's own separators would be read as its entries.
      const given = `v=1&x=${text().replaceAll('&', '')}`;
      const choices = {
        ...usual,
        experiment: given,
        description: text(),
        base: folder,
        poster: /** @type {const} */ ('png'),
      };
      for (const [name, at] of elementKinds) {
        const snippet = textOf(name, choices, at);
        const tags = startTags(snippet);
        expect(tags.map((tag) => tag.name).filter((tag) => tag !== 'div' && tag !== 'section')).toEqual([
          'script',
          'ntk-figure',
          'img',
        ]);
        const [script, figure, image] = tags.slice(-3);
        expect(script.attributes.src).toBe(`${folder}ntk-figure.js`);
        expect(figure.attributes.experiment).toBe(seen(given));
        expect(image.attributes.alt).toBe(seen(choices.description));
        expect(snippet).not.toMatch(/\{\{|\{%/);
        expect(snippet.replace(/^```.*$/gm, '')).not.toContain('`');
      }
      const [frame] = startTags(textOf('iframe', choices));
      expect(frame.attributes.title).toBe(seen(choices.description));
      expect(frame.attributes.src).toBe(
        `${folder}embed.html#${pageHash({ ...choices, experiment: seen(given) })}`,
      );
      // The compiler of JSX is slow.
      if (run % 30 === 0) {
        const [image, figure] = propsOf(textOf('docusaurus', choices, 1));
        expect([image.name, figure.name]).toEqual(['img', 'ntk-figure']);
        expect(image.props.alt).toBe(seen(choices.description));
        expect(figure.props.experiment).toBe(seen(given));
      }
      const widget = textOf('myst', choices).split('\n');
      expect(JSON.parse(widget.slice(1, -1).join('\n')).experiment).toBe(seen(given));
      expect(widget.filter((line) => line.includes('```'))).toHaveLength(2);
      const line = textOf('notebook', choices)
        .split('\n')
        .find((other) => other.startsWith('    experiment="'));
      expect(JSON.parse((line ?? '').slice('    experiment='.length, -1))).toBe(seen(given));
      const filled = filledPage(
        '<p></p><ntk-figure controls>\n</ntk-figure>',
        choices,
        'data:image/png;base64,AA==',
      );
      expect(startTags(filled).map(({ name }) => name)).toEqual(['p', 'ntk-figure', 'img']);
      expect(tagOf(filled)['data-hash']).toBe(pageHash({ ...choices, experiment: seen(given) }));
    }
  },
);

it('the single file has a place for its experiment', () => {
  const page = readFileSync(new URL('../../web/embed/offline.html', import.meta.url), 'utf8');
  const tag = tagOf(filledPage(page, { ...usual, autoplay: false }));
  expect(tag).toMatchObject({ controls: '', views: 'all' });
  expect(readPageOptions(tag['data-hash'])).toMatchObject({ isAutoplay: false });
});

it('docs/embedding-snippets.md is what the dialogue gives', async () => {
  const page = readFileSync(new URL('../../docs/embedding-snippets.md', import.meta.url), 'utf8');
  expect(page, 'run node build-scripts/write-snippet-docs.mjs').toBe(await snippetsPage());
});

it('every figure and script in docs/embedding.md has only attributes that there are and files that are shipped', () => {
  const page = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```html\n(.*?)^```$/gms)].map(([, block]) => block);
  const tags = blocks.flatMap((block) => startTags(block.replace(/<!--.*?-->/gs, '')));
  const files = kinds.flatMap((kind) => kind.files);
  expect(tags.filter(({ name }) => name === 'ntk-figure').length).toBeGreaterThan(1);
  for (const { name, attributes } of tags) {
    if (name === 'ntk-figure')
      for (const attribute of Object.keys(attributes))
        expect([...Object.keys(attributeTypes), 'style', 'id', 'class']).toContain(attribute);
    const address = /^https:\/\/your\.site\/ntk-lab\/([^#]*)/.exec(attributes.src ?? '');
    if (address) expect(files).toContain(address[1]);
  }
});

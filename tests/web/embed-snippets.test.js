import { describe, expect, it, vi } from 'vitest';
import { readPageOptions } from '../../web/embed/page-options.js';
import { ShownParts } from '../../web/figure/shown-parts.js';
import { clampLength, figureAttributes, figureStyle, firstChoices } from '../../web/lab/embed/choices.js';
import { literal } from '../../web/lab/embed/markup.js';
import { decodeHash } from '../../web/store/hash.js';
import {
  base,
  elementKinds,
  experiment,
  manyChoices,
  partsOf,
  propsOf,
  tagOf,
  textOf,
  usual,
} from './embed-examples.js';
import { startTags } from './markup-parser.js';

/** @import { EmbedChoices } from './embed-examples.js' */

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
      shown.views.value = page.views;
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

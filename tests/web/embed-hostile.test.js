import { expect, it } from 'vitest';
import { folderAddress, pageHash } from '../../web/lab/embed/choices.js';
import { filledPage } from '../../web/lab/embed/files.js';
import { base, elementKinds, propsOf, tagOf, textOf, usual } from './embed-examples.js';
import { startTags } from './markup-parser.js';

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

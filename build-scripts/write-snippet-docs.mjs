// Writes docs/embedding-snippets.md from what the laboratory's dialogue "Embed" gives: web/lab/embed/snippets.js.
// tests/web/embed-docs.test.js fails if the page is old.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { firstChoices } from '../web/lab/embed/choices.js';
import { kinds } from '../web/lab/embed/snippets.js';

const path = fileURLToPath(new URL('../docs/embedding-snippets.md', import.meta.url));
const choices = firstChoices('#v=1&network.width=64', [], 'https://your.site/ntk-lab/');

const introduction = `# Snippets for each kind of page

The dialogue **Embed** of the laboratory writes these for the experiment that is shown, with the views, controls, size, colours and poster that one chooses there, and shows a preview. Here they are for one example. What each attribute means: [embedding.md](embedding.md). Write the address of your own copy of the files in place of \`https://your.site/ntk-lab/\`.`;

/** A fence that is longer than those in the text. @param {string} language @param {string} text */
const block = (language, text) => {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}${language}\n${text}\n${fence}`;
};

/** The page as it has to be. */
export async function snippetsPage() {
  const sections = kinds.map(({ label, about, files, parts }) =>
    [
      `## ${label}`,
      about,
      ...parts(choices).map(({ title, language, text }) => `${title}:\n\n${block(language, text)}`),
      `Files: ${files(choices)
        .map((file) => `\`${file}\``)
        .join(', ')}.`,
    ].join('\n\n'),
  );
  const options = {
    ...(await resolveConfig(path)),
    embeddedLanguageFormatting: /** @type {const} */ ('off'),
  };
  return format([introduction, ...sections].join('\n\n'), { ...options, parser: 'markdown' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path, await snippetsPage());

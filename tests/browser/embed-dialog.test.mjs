// The dialogue "Embed": what is chosen and seen.
/** @import { Page } from 'playwright-core' */
/** @import { BrowserTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { assertAlive } from '../embedding/figures.mjs';
import { assertAccessible } from './accessibility.mjs';
import { openEmbed, preview, small, snippetOf } from './embed-page.mjs';
import { stateOf } from './figure-page.mjs';

const attributesOf = (/** @type {Page} */ page) =>
  page
    .locator(preview)
    .evaluate((figure) => Object.fromEntries([...figure.attributes].map(({ name, value }) => [name, value])));

/** @type {BrowserTest[]} */
export const embedTests = [
  {
    name: 'embed: the preview has just the chosen attributes, shows the state of the page, and is gone afterwards',
    run: async (world) => {
      const { page } = world;
      await openEmbed(world, `${small}&hide=network.alpha`);
      await assertAlive(page, preview);
      assert.deepEqual(await attributesOf(page), {
        experiment: small.slice(1),
        views: 'kernel training',
        hide: 'network.alpha',
        autoplay: '',
      });
      const { document } = await page
        .locator(preview)
        .evaluate((/** @type {any} */ figure) => figure.getState());
      assert.deepEqual(document, (await stateOf(page)).document);

      for (const name of ['kernel', 'training', 'autoplay'])
        await page.locator(`dialog input[name="${name}"]`).uncheck();
      for (const name of ['numbers', 'controls', 'time-bar'])
        await page.locator(`dialog input[name="${name}"]`).check();
      await page.locator('#embed-theme').selectOption('dark');
      await page.locator('#embed-loading').selectOption('eager');
      await page.locator('#embed-size').selectOption('fixed');
      await page.getByLabel('height in pixels').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('450');
      assert.deepEqual(await attributesOf(page), {
        experiment: small.slice(1),
        views: 'numbers',
        hide: 'network.alpha time-bar',
        controls: '',
        loading: 'eager',
        theme: 'dark',
        style: 'width: 800px; max-width: 100%; height: 450px; overflow: auto;',
      });
      assert.equal((await page.locator(preview).boundingBox())?.height, 450);
      const parts = page.locator(preview);
      assert.equal(await parts.locator('[part="time-bar"]').isVisible(), false);
      await parts.locator('[part="numbers"]').waitFor();
      assert.equal(await parts.locator('[part="panels"]').isVisible(), false);

      // A key of the preview's is not the page's.
      await parts.locator('button:visible').first().focus();
      await page.keyboard.press('p');
      assert.equal(await page.evaluate(() => document.documentElement.className), '');
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached', timeout: 5000 });
      assert.equal(await page.locator('.embed-preview').count(), 0);
      assert.equal(await page.locator('ntk-figure').count(), 1);
    },
  },
  {
    name: 'embed: an address that is none is told, and the snippets keep the last one; no address is asked',
    run: async (world) => {
      const { page } = world;
      await openEmbed(world);
      // Any request of the page to another origin fails the test.
      await page.locator('#embed-base').fill('https://cdn.example/ntk-lab@0.1.0');
      for (const address of ['javascript:alert(1)', '', 'data:text/html,']) {
        await page.locator('#embed-base').fill(address);
        await page.getByText('Not an address of the web').waitFor();
        assert.match(await snippetOf(page), /src="https:\/\/cdn\.example\/ntk-lab@0\.1\.0\/ntk-figure\.js"/);
      }
      await page.locator('#embed-base').fill('/static/ntk');
      assert.match(await snippetOf(page), /src="http:\/\/127\.0\.0\.1:\d+\/static\/ntk\/ntk-figure\.js"/);
      assert.equal(await page.getByText('Not an address of the web').count(), 0);
    },
  },
  {
    name: 'embed: a browser reads hostile text in every HTML snippet as text',
    // Chromium's parser of the test holds the style of a snippet against the page's policy.
    allowErrors: /Applying inline style/,
    run: async (world) => {
      const { page } = world;
      await openEmbed(world);
      const text = `"'><img src=x onerror=alert(1)><script>alert(2)</script></ntk-figure>{{ 7*7 }}\`&quot;`;
      await page.locator('#embed-poster').selectOption('png');
      await page.locator('#embed-description').fill(text);
      for (const kind of ['html', 'jekyll', 'reveal', 'iframe', 'course']) {
        await page.locator('#embed-kind').selectOption(kind);
        const read = await page.evaluate(
          (snippet) => {
            const parsed = new DOMParser().parseFromString(snippet, 'text/html');
            const described = parsed.querySelector('[alt]')?.getAttribute('alt');
            return {
              text: described ?? parsed.querySelector('iframe')?.title,
              names: [...parsed.querySelectorAll('*')].map(({ localName }) => localName),
              handlers: [...parsed.querySelectorAll('[onerror], [onload]')].length,
            };
          },
          await snippetOf(page),
        );
        assert.equal(read.text, text, kind);
        assert.equal(read.handlers, 0);
        const known = ['html', 'head', 'body', 'div', 'section', 'script', 'ntk-figure', 'img', 'iframe'];
        assert.deepEqual(
          read.names.filter((name, i) => !known.includes(name) || read.names.indexOf(name) !== i),
          [],
          kind,
        );
      }
    },
  },
  {
    name: 'embed: the form has only what changes the snippet of its kind, and keeps the rest for the next one',
    run: async (world) => {
      const { page } = world;
      await openEmbed(world);
      const shownRows = async () => {
        const rows = await page.locator('.embed-form > .row > label:visible').allInnerTexts();
        return rows.join();
      };
      assert.equal(await shownRows(), 'Size,Colours,Begins,Poster');
      await page.locator('#embed-poster').selectOption('png');
      assert.equal(await shownRows(), 'Size,Colours,Begins,Poster,Description');
      await page.locator('#embed-size').selectOption('aspect');
      await page.locator('#embed-kind').selectOption('iframe');
      assert.equal(await shownRows(), 'Size,Colours,Begins,Description');
      await page.locator('#embed-kind').selectOption('notebook');
      assert.equal(await shownRows(), 'Size,Colours');
      assert.equal(await page.locator('#embed-size').inputValue(), 'own');
      assert.equal(await page.getByRole('button', { name: 'Download the poster' }).isVisible(), false);
      await page.locator('#embed-size').selectOption('fixed');
      assert.equal(await page.getByLabel('width in pixels').isVisible(), false);
      assert.match(await snippetOf(page), /height=600/);
      assert.equal((await attributesOf(page)).style, 'height: 600px; overflow: auto;');
      await page.locator('#embed-kind').selectOption('html');
      assert.equal(await page.locator('#embed-poster').inputValue(), 'png');
      assert.match(await snippetOf(page), /width: 800px[^]*slot="poster"/);
    },
  },
  ...[
    { name: 'phone, light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
    { name: 'desktop, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
    { name: 'desktop, forced colours', viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
  ].map(({ name, ...context }) => ({
    name: `embed: ${name}: every kind fits, by keyboard, without an accessibility violation`,
    only: ['chromium'],
    context,
    run: (/** @type {World} */ world) => checkKinds(world, name.replace(/\W+/g, '-')),
  })),
];

/** @param {World} world @param {string} name */
async function checkKinds(world, name) {
  const { page, shot } = world;
  await openEmbed(world);
  await page.locator('#embed-kind').focus();
  const count = await page.locator('#embed-kind option').count();
  for (let i = 0; i < count; ++i) {
    if (i > 0) await page.keyboard.press('ArrowDown');
    assert.equal(
      await page.locator('#embed-kind').evaluate((/** @type {any} */ select) => select.selectedIndex),
      i,
    );
    assert.notEqual(await snippetOf(page), '');
    const [wide, inner] = await page
      .locator('dialog')
      .evaluate((dialog) => [dialog.scrollWidth, dialog.clientWidth]);
    assert.ok(wide <= inner, `${i}: ${wide} in ${inner}`);
  }
  await page.getByText('Hide parts and single controls').click();
  await page.locator('#embed-kind').selectOption('html');
  await page.locator('#embed-poster').selectOption('png');
  await page.locator(preview).scrollIntoViewIfNeeded();
  await assertAlive(page, preview);
  await assertAccessible(page);
  await shot(`embed-${name}`);
}

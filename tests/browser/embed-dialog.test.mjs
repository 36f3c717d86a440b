// The dialogue "Embed": what is chosen, copied and seen, and the copied snippets on a page of another origin.
/** @import { Page } from 'playwright-core' */
/** @import { BrowserTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertAlive, pageOf, waitFor } from '../embedding/figures.mjs';
import { serveFolder, servePages } from '../harness/servers.mjs';
import { assertAccessible } from './accessibility.mjs';
import { finished, stateOf, waitForState } from './figure-page.mjs';

const small = '#v=1&data.count=6&network.width=32&dynamics.frames=12';
const preview = '.embed-preview ntk-figure';

/** @param {World} world @param {string} [hash] */
async function openEmbed({ page, open }, hash = small) {
  await open(hash);
  await waitForState(page, finished);
  await page.locator('#embed').click();
  await page.getByRole('dialog', { name: 'Embed' }).waitFor();
}
const snippetOf = (/** @type {Page} */ page, at = 0) => page.locator('.snippet code').nth(at).innerText();
const attributesOf = (/** @type {Page} */ page) =>
  page
    .locator(preview)
    .evaluate((figure) => Object.fromEntries([...figure.attributes].map(({ name, value }) => [name, value])));

/** What the button copies, by pasting it as a person does. @param {Page} page */
async function copied(page) {
  await page.locator('.snippet button').first().click();
  await page.getByRole('button', { name: 'Copied' }).first().waitFor();
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'paste';
    document.querySelector('dialog')?.append(area);
    area.focus();
  });
  await page.keyboard.press('Control+v');
  const area = page.locator('#paste');
  await waitFor(
    () => area.inputValue(),
    (text) => text !== '',
    'the copied text',
  );
  const text = await area.inputValue();
  await area.evaluate((element) => element.remove());
  return text;
}

/** Two origins beside that of the page: the files, and somebody's course. */
async function otherSites() {
  const files = await serveFolder(fileURLToPath(new URL('../../dist/embed', import.meta.url)));
  const course = await servePages();
  const close = () => {
    files.close();
    course.close();
  };
  return { folder: `${files.origin}/good/`, course, close };
}

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
    name: 'embed: the copied HTML and frame show a live figure on a page of another origin',
    // The files are asked from their own origin, and the poster from the course, which does not have it.
    allowErrors: /^request to http:\/\/127\.0\.0\.1|404|favicon/,
    run: async (world) => {
      const { page, shot } = world;
      const sites = await otherSites();
      try {
        await openEmbed(world);
        await page.locator('#embed-base').fill(sites.folder);
        await page.locator('#embed-poster').selectOption('png');
        await page.locator('#embed-description').fill('Two "curves" <b>& more</b>');
        const asHtml = await copied(page);
        assert.equal(asHtml, await snippetOf(page));
        await page.locator('#embed-kind').selectOption('iframe');
        const asFrame = await copied(page);
        const expected = (await stateOf(page)).document;

        await page.goto(sites.course.page(pageOf(asHtml)));
        assert.deepEqual((await assertAlive(page)).document, expected);
        assert.equal(await page.locator('img').getAttribute('alt'), 'Two "curves" <b>& more</b>');
        assert.equal(await page.locator('b').count(), 0);
        await shot('embed-copied-html');

        await page.goto(sites.course.page(pageOf(asFrame)));
        const frame = await waitFor(
          async () => page.frames().find((candidate) => candidate.url().startsWith(sites.folder)),
          (found) => found !== undefined,
          'the frame',
        );
        const state = await assertAlive(/** @type {import('playwright-core').Frame} */ (frame));
        assert.deepEqual(state.document, expected);
        const height = async () => (await page.locator('iframe').boundingBox())?.height ?? 0;
        await waitFor(height, (pixels) => pixels !== 640 && pixels > 300, 'the height of the figure');
        assert.equal(await page.frameLocator('iframe').locator('.controls').count(), 0);
        await shot('embed-copied-frame');
      } finally {
        sites.close();
      }
    },
  },
  {
    name: 'embed: one file with the experiment, the choices and the poster in it runs from the disk',
    only: ['chromium'], // the driver of Firefox has no downloads
    allowErrors: /^request to file:/,
    run: async (world) => {
      const { page } = world;
      await openEmbed(world);
      await page.locator('#embed-kind').selectOption('course');
      await page.locator('#embed-poster').selectOption('svg');
      await page.locator('dialog input[name="autoplay"]').uncheck();
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download the file' }).click();
      const download = await saving;
      assert.equal(download.suggestedFilename(), 'ntk-figure.html');
      const picture = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download the poster' }).click();
      assert.match(readFileSync(await (await picture).path(), 'utf8'), /^<svg[^]*<title>Functions, t = /);
      const expected = (await stateOf(page)).document;
      const path = `${await download.path()}.html`;
      await download.saveAs(path);
      await page.goto(`file://${path}`);
      const state = await assertAlive(page);
      assert.deepEqual(state.document, expected);
      assert.deepEqual([state.index, state.playing], [0, false]);
      assert.equal(await page.locator('.controls').count(), 0);
      const panels = await page.locator('[part="panels"] [role="tab"]:visible').allInnerTexts();
      assert.deepEqual([...new Set(panels)], ['Kernel', 'Training']);
      assert.match((await page.locator('img').getAttribute('src')) ?? '', /^data:image\/svg/);
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
  await page.locator('#embed-poster').selectOption('png');
  await page.locator(preview).scrollIntoViewIfNeeded();
  await assertAlive(page, preview);
  await assertAccessible(page);
  await shot(`embed-${name}`);
}

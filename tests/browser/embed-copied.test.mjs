// What a person takes out of the dialogue "Embed", on a page of another origin and on a disk.
/** @import { Page } from 'playwright-core' */
/** @import { BrowserTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertAlive, pageOf, waitFor } from '../embedding/figures.mjs';
import { serveFolder, servePages } from '../harness/servers.mjs';
import { openEmbed, snippetOf } from './embed-page.mjs';
import { stateOf } from './figure-page.mjs';

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
export const copiedTests = [
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
];

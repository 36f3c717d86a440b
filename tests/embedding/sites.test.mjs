// Pages that real tools make: a slide of reveal.js, a site of Eleventy.
/** @import { EmbeddingTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertAlive, figureTag, moduleTag, waitFor } from './figures.mjs';

const tools = fileURLToPath(new URL('./sites/node_modules', import.meta.url));
const needsTools = () => assert.ok(existsSync(tools), 'the tools are missing: run build-scripts/setup.sh');

/** @type {EmbeddingTest[]} */
export const tests = [
  {
    name: 'sites: on a slide of reveal.js it has its keys while it has the focus, and reveal else',
    run: async ({ page, host, cdn, serve, shot }) => {
      needsTools();
      const reveal = `${await serve(join(tools, 'reveal.js'))}dist/`;
      await page.goto(
        host(`<!doctype html><html><head><meta charset="utf-8"><title>Slides</title>
          <link rel="stylesheet" href="${reveal}reveal.css"></head><body><div class="reveal"><div class="slides">
          <section><h2>First</h2></section>
          <section><h2>Wide networks are linear</h2>${figureTag('style="--ntk-plot-height: 240px"')}</section>
          <section><h2>Last</h2></section></div></div>
          <script type="module">
            import Reveal from '${reveal}reveal.mjs';
            window.reveal = new Reveal({ keyboardCondition: () => document.activeElement?.localName !== 'ntk-figure' });
            await window.reveal.initialize();
          </script>${moduleTag(cdn('ntk-figure.js'))}</body></html>`),
      );
      const slide = () => page.evaluate(() => /** @type {any} */ (window).reveal?.getIndices?.().h);
      await waitFor(slide, (index) => index === 0, 'reveal');
      await page.keyboard.press('ArrowRight');
      await waitFor(slide, (index) => index === 1, 'the second slide');
      await assertAlive(page);
      await page.waitForTimeout(900);
      await shot('reveal');
      const indexOf = () =>
        page.locator('ntk-figure').evaluate((/** @type {any} */ figure) => figure.getState().index);
      await page.locator('ntk-figure').evaluate((/** @type {any} */ figure) => {
        figure.focus();
        figure.seek(3);
      });
      await page.keyboard.press('ArrowRight');
      await waitFor(indexOf, (index) => index === 4, 'the figure’s key');
      assert.equal(await slide(), 1);
      await page.evaluate(() => /** @type {any} */ (document.activeElement).blur());
      await page.keyboard.press('ArrowRight');
      await waitFor(slide, (index) => index === 2, 'the last slide');
    },
  },
  {
    name: 'sites: Markdown of Eleventy has a figure, with its files copied into the site',
    run: async ({ page, serve }) => {
      needsTools();
      const folder = mkdtempSync(join(tmpdir(), 'ntk-eleventy-'));
      try {
        const embed = fileURLToPath(new URL('../../dist/embed', import.meta.url));
        mkdirSync(join(folder, 'notes'));
        writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
        const copy = `config.addPassthroughCopy({ ${JSON.stringify(embed)}: 'ntk-lab' });`;
        writeFileSync(join(folder, 'eleventy.config.js'), `export default (config) => { ${copy} };`);
        writeFileSync(
          join(folder, 'notes/index.md'),
          `# Notes\n\nText with *emphasis*.\n\n${moduleTag('../ntk-lab/ntk-figure.js')}\n\n${figureTag('views="kernel"')}\n\nMore.\n`,
        );
        execFileSync(process.execPath, [join(tools, '@11ty/eleventy/cmd.cjs'), '--quiet'], { cwd: folder });
        await page.goto(`${await serve(join(folder, '_site'))}notes/index.html`);
        await assertAlive(page);
        assert.equal(await page.locator('em').innerText(), 'emphasis');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  },
];

// The adapter for Jupyter, marimo and MyST with a model that behaves as anywidget's does.
/** @import { EmbeddingTest } from './run.mjs' */
import assert from 'node:assert/strict';
import { assertAlive, pageOf, smallHash, waitFor } from './figures.mjs';

const fakeModel = `
  const listeners = new Map();
  const traits = { experiment: '${smallHash}', controls: true, height: 0 };
  const model = {
    saved: 0, listeners,
    get: (trait) => traits[trait],
    set(trait, value) {
      if (traits[trait] === value) return;
      traits[trait] = value;
      for (const callback of listeners.get('change:' + trait) ?? []) callback();
    },
    save_changes() { this.saved += 1; },
    on(event, callback) { listeners.set(event, [...(listeners.get(event) ?? []), callback]); },
    off(event, callback) { listeners.set(event, (listeners.get(event) ?? []).filter((other) => other !== callback)); },
  };`;

/** @type {EmbeddingTest[]} */
export const tests = [
  {
    name: 'anywidget: the state goes both ways, and nothing is left after cleanup',
    run: async ({ page, host, cdn }) => {
      // Jupyter loads the module from a Blob: it cannot find files beside it.
      const program = `
        ${fakeModel}
        const source = await (await fetch('${cdn('anywidget.mjs')}')).text();
        const widget = await import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
        const el = document.querySelector('#cell');
        const cleanup = await widget.default.render({ model, el });
        Object.assign(window, { model, cleanup });`;
      await page.goto(host(pageOf(`<div id="cell"></div><script type="module">${program}</script>`)));
      await page.locator('ntk-figure').waitFor();
      const first = await assertAlive(page);
      assert.equal(first.document.data.count, 6);
      assert.equal(await page.evaluate('model.saved'), 0, 'nothing was changed');
      assert.equal(
        await page.evaluate('document.querySelector("ntk-figure").dataset.lmSuppressShortcuts'),
        'true',
      );
      const evaluate = (/** @type {string} */ expression) => page.evaluate(expression);
      assert.equal(await evaluate('document.querySelector("ntk-figure").controls'), true);

      await evaluate('model.set("experiment", "#v=1&data.count=5")');
      await waitFor(
        () => evaluate('document.querySelector("ntk-figure").getState().document.data.count'),
        (count) => count === 5,
        'from the model',
      );
      const saved = Number(await evaluate('model.saved'));
      await evaluate('document.querySelector("ntk-figure").setState({ version: 1, data: { count: 7 } })');
      await waitFor(
        () => evaluate('model.get("experiment")'),
        (hash) => hash === '#v=1&data.count=7',
        'to the model',
      );
      assert.equal(await evaluate('model.saved'), saved + 1);

      await evaluate('model.set("experiment", "#v=1&data.count=5")');
      await waitFor(
        () => evaluate('document.querySelector("ntk-figure").getState().document.data.count'),
        (count) => count === 5,
        'from the model, to what it was before',
      );

      await evaluate('model.set("height", 333)');
      assert.equal(await evaluate('document.querySelector("ntk-figure").clientHeight'), 333);
      await evaluate('model.set("controls", false)');
      assert.equal(await evaluate('document.querySelector("ntk-figure").controls'), false);
      await evaluate('cleanup()');
      assert.equal(await evaluate('document.querySelector("ntk-figure")'), null);
      assert.equal(await evaluate('[...model.listeners.values()].flat().length'), 0);
    },
  },
];

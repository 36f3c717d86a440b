// The element's own behaviour on a host's page: attributes, sources, events, life-cycle, and what it does without
// workers or WebAssembly.
/** @import { EmbeddingTest, World } from './run.mjs' */
import assert from 'node:assert/strict';
import { assertAlive, figureTag, moduleTag, pageOf, waitFor } from './figures.mjs';

/** @param {World} world @param {string} content @param {Record<string, string>} [headers] @param {string} [head] */
async function open({ page, host, cdn }, content, headers, head = '') {
  await page.goto(host(pageOf(`${content}${moduleTag(cdn('ntk-figure.js'))}`, head), headers));
}

/**
 * Asks the first figure.
 * @param {import('playwright-core').Page} page
 * @param {string} expression in `figure`
 * @returns {Promise<any>}
 */
const ask = (page, expression) =>
  page.evaluate(`(() => { const figure = document.querySelector('ntk-figure'); return ${expression}; })()`);

/** Keeps every event of the figures of the page. */
const record = `<script>
  window.heard = [];
  for (const type of ['load', 'error', 'progress', 'state', 'time'])
    addEventListener('ntk-' + type, ({ type, detail, composed }) => heard.push({ type, detail, composed }));
</script>`;
const heard = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ type) =>
  page.evaluate(
    (wanted) => /** @type {any} */ (window).heard.filter((/** @type {any} */ e) => e.type === wanted),
    type,
  );

/** Text in the figure's own root. @param {import('playwright-core').Page} page @param {string} selector */
const shownText = (page, selector) => page.locator(`ntk-figure ${selector}`).first().innerText();

/** @type {EmbeddingTest[]} */
export const elementTests = [
  {
    name: 'the function alone is the default; views, hide and controls change it live',
    run: async (world) => {
      const { page, shot } = world;
      await open(world, figureTag());
      await assertAlive(page);
      const visible = (/** @type {string} */ part) =>
        page.locator(`ntk-figure [part~="${part}"]`).first().isVisible();
      assert.deepEqual(
        await Promise.all(['function', 'time-bar', 'panels', 'numbers', 'controls'].map(visible)),
        [true, true, false, false, false],
      );
      await shot('function-alone');
      await ask(page, 'void (figure.views = "kernel modes numbers")');
      await page.getByRole('tab', { name: 'Modes' }).first().click();
      await page.locator('[part="modes"]').waitFor();
      assert.deepEqual(await page.getByRole('tab').filter({ visible: true }).allInnerTexts(), [
        'Kernel',
        'Modes',
      ]);
      await ask(page, 'void (figure.hide = "modes")');
      await page.locator('.panel[part="kernel"]').waitFor();
      assert.equal(await page.getByRole('tab').filter({ visible: true }).count(), 0);
      assert.equal(await visible('modes'), false);
      await ask(page, 'void (figure.controls = true)');
      await page.locator('[part="controls"]').waitFor();
      await ask(page, 'void figure.removeAttribute("views")');
      await page.locator('.panel[part="kernel"]').waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'values out of range are clamped with one warning each; properties are attributes',
    run: async (world) => {
      const { page } = world;
      /** @type {string[]} */ const warnings = [];
      page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
      await open(
        world,
        `<ntk-figure experiment="v=1&network.width=99999999&data.count=6" speed="80" theme="blue" hide="nothing"></ntk-figure>`,
      );
      await page.locator('ntk-figure').evaluate(async (/** @type {any} */ figure) => {
        await customElements.whenDefined('ntk-figure');
        await figure.ready;
      });
      for (let i = 0; i < 3; i += 1) await ask(page, '[figure.speed, figure.theme]');
      assert.deepEqual(await ask(page, '[figure.speed, figure.theme, figure.loading, figure.controls]'), [
        4,
        'auto',
        'lazy',
        false,
      ]);
      for (const name of ['speed', 'theme', 'nothing', 'network.width'])
        assert.equal(warnings.filter((text) => text.includes(name)).length, 1, `${name}: ${warnings}`);
      await ask(page, 'void Object.assign(figure, { speed: 0.5, theme: "dark", autoplay: true })');
      assert.deepEqual(
        await ask(page, '["speed", "theme", "autoplay"].map((name) => figure.getAttribute(name))'),
        ['0.5', 'dark', ''],
      );
      await waitFor(
        () => page.locator('ntk-figure select[aria-label="Speed"]').inputValue(),
        (value) => value === '0.5',
        'the speed',
      );
    },
  },
  {
    name: 'an inline experiment is read, and read again when it changes; faults are sentences',
    run: async (world) => {
      const { page } = world;
      const inline = (/** @type {string} */ json) =>
        `<ntk-figure><script type="application/json" slot="experiment">${json}</script></ntk-figure>`;
      await open(world, inline('{ "network": { "width": 48 }, "data": { "count": 5 } }'), {}, record);
      const { document } = await assertAlive(page);
      assert.deepEqual([document.network.width, document.data.count], [48, 5]);
      const set = (/** @type {string} */ json) =>
        ask(page, `void (figure.querySelector('script').textContent = ${JSON.stringify(json)})`);
      await set('{ "network": { "width": 64 } }');
      await waitFor(
        () => ask(page, 'figure.getState().document.network.width'),
        (width) => width === 64,
        'width',
      );
      await set('{ "network": { "width": -3 } }');
      await page.locator('.messages').getByText('network.width').waitFor();
      const [fault] = await heard(page, 'ntk-error');
      assert.deepEqual([fault.detail.kind, fault.detail.faults[0].field], ['document', 'network.width']);
      await set('{ <b>no</b>');
      await page.locator('[part="message"]').getByText('is no experiment').waitFor();
      assert.equal(await page.locator('ntk-figure b').count(), 0);
      await set('{ "__proto__": { "polluted": 1 }, "constructor": { "prototype": { "polluted": 1 } } }');
      assert.equal(await page.evaluate(() => /** @type {any} */ ({}).polluted), undefined);
    },
  },
  {
    name: 'src brings an experiment; one that is missing is told, and asked for again',
    allowErrors: /404.*nowhere\.json/,
    run: async (world) => {
      const { page, host } = world;
      const src = host('{ "network": { "width": 24 }, "data": { "count": 4 } }');
      await open(world, `<ntk-figure src="${src}"></ntk-figure>`);
      assert.equal((await assertAlive(page)).document.network.width, 24);
      await open(world, `<ntk-figure src="/nowhere.json"></ntk-figure>`, {}, record);
      await page.locator('[part="message"]').getByText('/nowhere.json could not be loaded: 404').waitFor();
      assert.equal((await heard(page, 'ntk-error'))[0].detail.kind, 'source');
      assert.match(await ask(page, 'figure.ready.catch((problem) => problem.kind)'), /source/);
      await ask(page, `void (figure.src = ${JSON.stringify(src)})`);
      assert.equal((await assertAlive(page)).document.network.width, 24);
      assert.equal(await shownText(page, '[part="message"]'), '');
    },
  },
  {
    name: 'events tell load, progress, state and time; methods and properties do what they say',
    run: async (world) => {
      const { page } = world;
      await open(world, figureTag(), {}, record);
      await assertAlive(page);
      assert.equal((await heard(page, 'ntk-load')).length, 1);
      assert.ok((await heard(page, 'ntk-load'))[0].composed);
      const progress = await heard(page, 'ntk-progress');
      assert.equal(progress.at(-1).detail.progress, 1);
      assert.equal(progress.at(-1).detail.statuses.network, 'finished');
      await ask(page, 'figure.seek(4)');
      await waitFor(
        () => heard(page, 'ntk-time'),
        (times) => times.at(-1)?.detail.index === 4,
        'the time',
      );
      const time = await ask(page, 'figure.time');
      await ask(page, 'figure.step(3)');
      await ask(page, `void (figure.time = ${time * 1.01})`);
      assert.equal(await ask(page, 'figure.getState().index'), 4);
      await ask(page, 'void (figure.time = Infinity)');
      assert.equal(await ask(page, 'figure.getState().index'), 13);
      await ask(page, 'figure.reset()');
      await ask(page, 'void (figure.playing = true)');
      assert.equal(await ask(page, 'figure.playing'), true);
      await waitFor(
        () => ask(page, 'figure.getState().index'),
        (index) => index > 1,
        'playing',
      );
      await ask(page, 'figure.pause()');
      const state = await ask(page, 'figure.getState()');
      state.document.network.width = 16;
      await page
        .locator('ntk-figure')
        .evaluate((/** @type {any} */ figure, given) => figure.setState({ ...given, index: 7 }), state);
      assert.match((await heard(page, 'ntk-state')).at(-1).detail.hash, /network\.width=16/);
      assert.equal(await ask(page, 'figure.getState().index'), 7);
      assert.match(
        await ask(page, 'figure.permalink({ base: "https://lab.example/" })'),
        /^https:\/\/lab\.example\/#v=1&/,
      );
      assert.equal(await ask(page, 'figure.toBlob().then((blob) => blob.type)'), 'image/png');
      assert.match(await ask(page, 'figure.exportData("numbers").then((blob) => blob.text())'), /^frame,/);
    },
  },
  {
    name: 'it has everything that its table says',
    run: async (world) => {
      const { page } = world;
      const api = await import('../../web/figure/element-api.js');
      await open(world, figureTag('controls views="all"'));
      await assertAlive(page);
      await page.locator('[part="controls"]').waitFor();
      await page.locator('[part="numbers"]').waitFor();
      const names = [...api.attributes, ...api.properties, ...api.methods].map(({ name }) => name);
      assert.deepEqual(await ask(page, `${JSON.stringify(names)}.filter((name) => !(name in figure))`), []);
      const missing = `${JSON.stringify(api.parts.map(({ name }) => name))}.filter((name) => !figure.shadowRoot.querySelector('[part~="' + name + '"]'))`;
      assert.deepEqual(await ask(page, missing), []);
      assert.deepEqual(await ask(page, 'figure.constructor.observedAttributes'), [
        ...api.attributes.map(({ name }) => name),
      ]);
      const used = await ask(
        page,
        `[...new Set(figure.shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]).flatMap(({ cssText }) => cssText.match(/--ntk-[a-z-]+/g) ?? []))].sort()`,
      );
      assert.deepEqual(used, api.cssProperties.map(({ name }) => name).sort());
    },
  },
  {
    name: 'the poster stands until the first frame; without the engine it stays, with a sentence and a way to try again',
    allowErrors: /404.*\.wasm/,
    run: async (world) => {
      const { page, shot } = world;
      const poster = '<img slot="poster" alt="Three curves" width="300" height="200" src="data:," />';
      let isThere = false;
      /** @type {(() => void)[]} */ const waiting = [];
      await page.route('**/*.wasm', async (route) => {
        await new Promise((resolve) => waiting.push(() => resolve(undefined)));
        if (isThere) await route.continue();
        else await route.fulfill({ status: 404, body: '' });
      });
      await open(world, figureTag('').replace('></ntk', `>${poster}</ntk`), {}, record);
      await waitFor(
        async () => waiting.length,
        (count) => count > 0,
        'the engine is asked for',
      );
      assert.equal(await page.locator('img').isVisible(), true);
      assert.equal(await page.locator('ntk-figure [part="function"]').isVisible(), false);
      waiting.splice(0).forEach((answer) => answer());
      await page.locator('[part="message"]').getByText('The engine could not be loaded: 404').waitFor();
      assert.equal(await page.locator('img').isVisible(), true);
      assert.equal((await heard(page, 'ntk-error'))[0].detail.kind, 'load');
      assert.equal(await ask(page, 'figure.ready.catch((problem) => problem.kind)'), 'load');
      await shot('poster-without-engine');
      isThere = true;
      await page.getByRole('button', { name: 'Try again' }).click();
      await waitFor(
        async () => waiting.length,
        (count) => count > 0,
        'the engine is asked for again',
      );
      waiting.splice(0).forEach((answer) => answer());
      await assertAlive(page);
      assert.equal(await page.locator('img').isVisible(), false);
      assert.equal(await page.locator('ntk-figure [part="function"]').isVisible(), true);
    },
  },
  {
    name: 'a server that does not know the type of wasm',
    run: async (world) => {
      const { page, host, cdn } = world;
      await page.goto(host(pageOf(`${figureTag()}${moduleTag(cdn('ntk-figure.js', 'wrong-type'))}`)));
      await assertAlive(page);
    },
  },
  {
    name: 'a server without the wasm: a sentence, no exception',
    allowErrors: /404.*\.wasm/,
    run: async (world) => {
      const { page, host, cdn } = world;
      await page.goto(host(pageOf(`${figureTag()}${moduleTag(cdn('ntk-figure.js', 'no-wasm'))}`)));
      await page.locator('[part="message"]').getByText('could not be loaded: 404').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Try again' }).isVisible(), true);
    },
  },
  {
    name: 'a browser without WebAssembly: poster and sentence',
    run: async (world) => {
      const { page } = world;
      await open(
        world,
        figureTag().replace('></ntk', '><p slot="poster">A picture</p></ntk'),
        {},
        '<script>delete window.WebAssembly</script>',
      );
      await page.locator('[part="message"]').getByText('no WebAssembly').waitFor();
      assert.equal(await page.getByText('A picture').isVisible(), true);
      assert.equal(await page.getByRole('button', { name: 'Try again' }).isVisible(), false);
    },
  },
  {
    name: 'a page whose policy forbids WebAssembly: a sentence',
    allowErrors: /Content[- ]Security[- ]Policy|unsafe-eval/,
    run: async (world) => {
      const { page, cdn } = world;
      const { origin } = new URL(cdn(''));
      await open(world, figureTag(), {
        'content-security-policy': `default-src 'none'; script-src ${origin}; worker-src blob:; connect-src ${origin}`,
      });
      await page.locator('[part="message"]').getByText('does not allow WebAssembly').waitFor();
    },
  },
  {
    name: 'a page that refuses workers: on its own thread up to 128 points, a sentence above',
    allowErrors: /Content[- ]Security[- ]Policy|worker/i,
    run: async (world) => {
      const { page, cdn } = world;
      const { origin } = new URL(cdn(''));
      const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; worker-src 'none'; connect-src ${origin}`;
      await open(world, figureTag(), { 'content-security-policy': policy });
      await assertAlive(page);
      assert.equal(page.workers().length, 0);
      await ask(page, 'void (figure.experiment = "v=1&data.count=129&dynamics.frames=5&network.width=8")');
      await page.locator('ntk-figure').getByText('at most 128 training points').first().waitFor();
      await ask(page, 'void (figure.experiment = "v=1&data.count=8&dynamics.frames=5&network.width=8")');
      assert.equal((await assertAlive(page)).document.data.count, 8);
    },
  },
  {
    name: 'lazily it begins near the window, and asks for no display frame while nothing changes or nobody looks',
    run: async (world) => {
      const { page } = world;
      const count = `<script>
        window.asked = 0;
        const ask = window.requestAnimationFrame.bind(window);
        window.requestAnimationFrame = (callback) => ((window.asked += 1), ask(callback));
      </script>`;
      await open(world, `<div style="height: 4000px"></div>${figureTag()}`, {}, count);
      await page.waitForTimeout(300);
      assert.equal(page.workers().length, 0);
      assert.equal(await ask(page, 'figure.getState()'), undefined);
      await page.locator('ntk-figure').scrollIntoViewIfNeeded();
      await assertAlive(page);
      const asked = () => page.evaluate(() => /** @type {any} */ (window).asked);
      await page.waitForTimeout(300);
      const still = await asked();
      await page.waitForTimeout(300);
      assert.equal(await asked(), still, 'nothing changes');
      await ask(page, 'void (figure.speed = 0.25)');
      await ask(page, 'figure.play()');
      await page.waitForTimeout(200);
      assert.ok((await asked()) > still, 'it plays');
      await page.evaluate(() => scrollTo(0, 0));
      await page.waitForTimeout(200);
      const [away, index] = [await asked(), await ask(page, 'figure.getState().index')];
      await page.waitForTimeout(300);
      assert.deepEqual([await asked(), await ask(page, 'figure.getState().index')], [away, index]);
      await page.locator('ntk-figure').scrollIntoViewIfNeeded();
      await waitFor(
        () => ask(page, 'figure.getState().index'),
        (now) => now > index,
        'it plays on',
      );
    },
  },
  {
    name: 'moved it goes on; removed while running and put back it is where it was; workers end after a time of grace',
    run: async (world) => {
      const { page } = world;
      await open(world, `<main></main>${figureTag('autoplay')}`);
      await assertAlive(page);
      await ask(page, 'figure.seek(6)');
      await ask(page, 'void (figure.session.marker = 1)');
      await ask(page, 'document.querySelector("main").append(figure)');
      await page.waitForTimeout(100);
      assert.deepEqual(await ask(page, '[figure.session.marker, figure.getState().index]'), [1, 6]);
      await ask(page, 'figure.setState({ network: { width: 1024 }, data: { count: 32 } })');
      await ask(page, 'void (window.figure = figure, figure.remove())');
      await page.waitForTimeout(50);
      assert.equal(await page.evaluate(() => /** @type {any} */ (window).figure.getState()), undefined);
      for (let i = 0; i < 5; i += 1) {
        await page.evaluate(() => document.body.append(/** @type {any} */ (window).figure));
        await page.waitForTimeout(30);
        await page.evaluate(() => /** @type {any} */ (window).figure.remove());
        await page.waitForTimeout(30);
      }
      await page.evaluate(() => document.body.append(/** @type {any} */ (window).figure));
      const { document, index } = await assertAlive(page);
      assert.deepEqual([document.network.width, document.data.count, index], [1024, 32, 6]);
      const cores = await page.evaluate(() => navigator.hardwareConcurrency);
      const most = Math.max(1, Math.min(cores - 1, 4));
      assert.ok(page.workers().length <= most, `${page.workers().length} workers`);
      await ask(page, 'figure.destroy()');
      await waitFor(
        async () => page.workers().length,
        (count) => count === 0,
        'workers end',
      );
      await ask(page, 'figure.play()');
      assert.equal((await assertAlive(page)).document.network.width, 32, 'its attribute again');
    },
  },
  {
    name: 'a page that the browser puts away for Back holds no workers, and goes on afterwards',
    run: async (world) => {
      const { page } = world;
      await open(world, figureTag());
      await assertAlive(page);
      await ask(page, 'figure.setState({ network: { width: 2048 }, data: { count: 32 } })');
      const tell = (/** @type {string} */ type) =>
        page.evaluate((name) => void dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
      await tell('pagehide');
      await waitFor(
        async () => page.workers().length,
        (count) => count === 0,
        'workers end',
      );
      await tell('pageshow');
      const { document } = await assertAlive(page);
      assert.equal(document.network.width, 2048);
    },
  },
  {
    name: 'offline after it was loaded, it runs another experiment',
    run: async (world) => {
      const { page } = world;
      await open(world, figureTag());
      await assertAlive(page);
      await page.context().setOffline(true);
      await ask(page, 'figure.destroy()');
      await waitFor(
        async () => page.workers().length,
        (count) => count === 0,
        'workers end',
      );
      await ask(page, 'void (figure.experiment = "v=1&network.width=40&data.count=5&dynamics.frames=9")');
      await ask(page, 'figure.play()');
      assert.equal((await assertAlive(page)).document.network.width, 40);
    },
  },
  {
    name: 'a host with hostile style: the figure’s inside is what it is on a plain page',
    run: async (world) => {
      const { page, shot } = world;
      const hostile = `<style>
        html { font-size: 40px; }
        * { all: revert; box-sizing: content-box !important; line-height: 4 !important; text-transform: uppercase;
            letter-spacing: .5em; direction: rtl; text-align: right; }
        ntk-figure { --text: red; --network: red; font: italic 40px/4 cursive; color: lime; visibility: visible; }
        button, select, input, p, ul, section { margin: 3em !important; padding: 2em !important; background: pink !important; }
      </style>`;
      const boxes = `[...figure.shadowRoot.querySelectorAll('[part~="function"], [part~="time-bar"], button, select, .legend li, .plot')].filter((e) => e.getClientRects().length > 0).map((e) => { const a = e.getBoundingClientRect(), b = figure.shadowRoot.querySelector('.frame').getBoundingClientRect(); return [e.localName, a.x - b.x, a.y - b.y, a.width, a.height, getComputedStyle(e).color, getComputedStyle(e).fontSize].map((v) => typeof v === 'number' ? Math.round(v) : v).join(' '); })`;
      const content = `<div style="width: 700px">${figureTag()}</div>`;
      await open(world, content);
      await assertAlive(page);
      await ask(page, 'figure.seek(3)');
      await page.waitForTimeout(300);
      const plain = await ask(page, boxes);
      await open(world, content, {}, hostile);
      await assertAlive(page);
      await ask(page, 'figure.seek(3)');
      await page.waitForTimeout(300);
      await shot('hostile-style');
      assert.ok(plain.length > 10);
      assert.deepEqual(await ask(page, boxes), plain);
      await ask(page, 'void (figure.hidden = true)');
      assert.equal(await page.locator('ntk-figure').isVisible(), false);
    },
  },
  {
    name: 'colours: the page’s scheme, the theme, and the page’s own properties reach the charts',
    run: async (world) => {
      const { page, shot } = world;
      await open(world, figureTag());
      await assertAlive(page);
      const stroke = async () => {
        const svg = await ask(page, 'figure.toBlob({ format: "svg" }).then((blob) => blob.text())');
        return svg.match(/fill="none" stroke="(#[0-9a-f]{6})"[^>]*stroke-width="2"/)?.[1];
      };
      const ground = () =>
        ask(page, 'getComputedStyle(figure.shadowRoot.querySelector(".panel")).backgroundColor');
      assert.deepEqual([await stroke(), await ground()], ['#0072b2', 'rgb(255, 255, 255)']);
      await page.evaluate(() => void (document.documentElement.style.colorScheme = 'dark'));
      await waitFor(stroke, (colour) => colour === '#56b4e9', 'the dark curve');
      assert.equal(await ground(), 'rgb(28, 28, 36)');
      await shot('page-dark');
      await ask(page, 'void (figure.theme = "light")');
      await waitFor(stroke, (colour) => colour === '#0072b2', 'the light curve');
      await shot('page-dark-figure-light');
      await ask(page, 'void figure.style.setProperty("--ntk-network", "rebeccapurple")');
      await ask(page, 'void (figure.theme = "dark")');
      await waitFor(stroke, (colour) => colour === '#663399', 'the page’s curve');
    },
  },
  {
    name: 'keys are the figure’s only while it has the focus; the wheel is the page’s',
    run: async (world) => {
      const { page } = world;
      await open(world, `${figureTag('id="a"')}${figureTag('id="b"')}<div style="height: 3000px"></div>`);
      await assertAlive(page, '#a');
      await page.locator('#b').scrollIntoViewIfNeeded();
      await assertAlive(page, '#b');
      const indices = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('ntk-figure')].map((f) => /** @type {any} */ (f).getState().index),
        );
      await page.keyboard.press('ArrowRight');
      assert.deepEqual(await indices(), [0, 0]);
      await page.locator('#b').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      assert.deepEqual(await indices(), [0, 2]);
      await page.evaluate(() => scrollTo(0, 0));
      const plot = await page.locator('#a .plot').first().boundingBox();
      assert.ok(plot);
      await page.mouse.move(plot.x + 50, plot.y + 50);
      await page.mouse.wheel(0, 300);
      await waitFor(
        () => page.evaluate(() => scrollY),
        (y) => y > 100,
        'the page scrolls',
      );
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('ntk-figure')].flatMap((f) =>
          [.../** @type {ShadowRoot} */ (f.shadowRoot).querySelectorAll('[id]')].map(({ id }) => f.id + id),
        ),
      );
      assert.equal(new Set(ids).size, ids.length);
    },
  },
  {
    name: 'with reduced motion it rests at the end; in print it is light and whole',
    only: ['chromium'],
    context: { reducedMotion: 'reduce', colorScheme: 'dark' },
    run: async (world) => {
      const { page, shot } = world;
      await open(world, figureTag('autoplay theme="dark"'));
      await ask(page, 'figure.ready');
      assert.deepEqual(await ask(page, '[figure.playing, figure.getState().index]'), [false, 13]);
      await page.emulateMedia({ media: 'print' });
      await waitFor(
        () => ask(page, 'getComputedStyle(figure.shadowRoot.querySelector(".panel")).backgroundColor'),
        (colour) => colour === 'rgb(255, 255, 255)',
        'light',
      );
      await shot('print');
    },
  },
  ...[320, 900].map((width) => ({
    name: `in a column of ${width} pixels nothing is cut off`,
    run: async (/** @type {World} */ world) => {
      const { page, shot } = world;
      const column = (/** @type {string} */ attributes) =>
        `<div style="width: ${width}px; font: 18px/2 Georgia, serif"><p>Before the figure.</p>${figureTag(attributes)}<p>After it.</p></div>`;
      for (const attributes of ['', 'controls views="all"', 'views="kernel" theme="dark"']) {
        await open(world, column(attributes));
        await assertAlive(page);
        await ask(page, 'figure.seek(8)');
        await page.waitForTimeout(400);
        await shot(`column-${width}-${attributes.replace(/\W+/g, '-')}`);
        const wide = await ask(
          page,
          `[...figure.shadowRoot.querySelectorAll('.frame *')].filter((e) => e.getBoundingClientRect().right > figure.getBoundingClientRect().right + 1 && !e.closest('.visually-hidden, svg')).map((e) => e.localName + '.' + e.className)`,
        );
        assert.deepEqual(wide, [], attributes);
      }
    },
  })),
  {
    name: 'documents of any shape: faults, no exception, no markup; the next good one is shown',
    run: async (world) => {
      const { page } = world;
      await open(world, figureTag('controls views="all"'));
      await assertAlive(page);
      await page.locator('[part="controls"]').waitFor();
      const odd = [
        '3',
        '"<img src=x onerror=alert(1)>"',
        'null',
        'true',
        '[]',
        '{}',
        '[[1, [2]]]',
        '{ length: 3 }',
      ];
      const documents = odd.flatMap((value) => [
        ...['data', 'network', 'limit', 'dynamics', 'observe', 'version'].map(
          (group) => `{ ${group}: ${value} }`,
        ),
        ...['points', 'inputs', 'targets', 'source', 'count'].map(
          (key) => `{ data: { source: 'given', ${key}: ${value} } }`,
        ),
        ...['widths', 'width', 'activation'].map((key) => `{ network: { ${key}: ${value} } }`),
      ]);
      for (const document of documents) await ask(page, `figure.setState(${document})`);
      for (const document of documents.slice(0, 40)) {
        await ask(page, `figure.setState(${document})`);
        await ask(page, 'new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
      }
      assert.equal(await page.locator('ntk-figure img').count(), 0);
      await ask(page, 'figure.setState({ network: { width: 20 }, data: { count: 4 } })');
      assert.equal((await assertAlive(page)).document.network.width, 20);
    },
  },
  {
    name: 'figures that come and go leave no memory',
    only: ['chromium'],
    run: async (world) => {
      const { page } = world;
      await open(world, '<main></main>');
      const session = await page.context().newCDPSession(page);
      const megabytes = async () => {
        await session.send('HeapProfiler.collectGarbage');
        return (await session.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
      };
      const comeAndGo = async () => {
        await page.evaluate((tag) => {
          const parsed = new DOMParser().parseFromString(tag, 'text/html');
          document.querySelector('main')?.append(parsed.body.firstChild ?? '');
        }, figureTag('views="all"'));
        await assertAlive(page);
        await page.evaluate(() => document.querySelector('ntk-figure')?.remove());
        await page.waitForTimeout(50);
      };
      for (let i = 0; i < 3; i += 1) await comeAndGo();
      const before = await megabytes();
      for (let i = 0; i < 12; i += 1) await comeAndGo();
      const after = await megabytes();
      console.log(
        `memory of the page after 3 figures ${before.toFixed(1)} MB, after 15 ${after.toFixed(1)} MB`,
      );
      assert.ok(after - before < 1.5, `${before} MB, then ${after} MB`);
    },
  },
];

/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { ShownSweep } from '../store/sweep-store.js' */
/** @import { SweepPicture } from './sweep/picture.js' */
import { effect } from '@preact/signals-core';
import { html, setAttributes, setText, withSubscripts } from '../charts/dom.js';
import { saveFile } from '../charts/save-file.js';
import { fields } from '../store/document.js';
import { SweepStore } from '../store/sweep-store.js';
import { cellsCsv } from './sweep/cells-csv.js';
import { measureNamed, unitText } from './sweep/measures.js';
import { createNumbersTable } from './sweep/numbers-table.js';
import { pictureOf } from './sweep/picture.js';
import { createRunControls } from './sweep/run-controls.js';
import { description, notesOf, slopeSentence } from './sweep/sentences.js';
import { createSweepChart } from './sweep/sweep-chart.js';
import { createSweepForm } from './sweep/sweep-form.js';
import { sweepJson } from './sweep/sweep-json.js';
import { createSweepLegend } from './sweep/sweep-legend.js';
import style from './sweep/sweep.css?inline';

/** What runs sweeps is loaded with the first one. */
const loadEngine = async () => (await import('../engine/page-sweeps.js')).pageSweeps();

/**
 * One field of the experiment over many values and draws, in parallel workers: a measure against the values on log–log
 * axes, with its slope beside that of the theory (C7, C9, C16, C20, C21, C23).
 * @param {FigureStore} store
 */
export function createSweepView(store) {
  const sweeps = new SweepStore(store, loadEngine);
  const form = createSweepForm(sweeps);
  const controls = createRunControls(sweeps);
  const chart = createSweepChart();
  const legend = createSweepLegend();
  const table = createNumbersTable();
  const title = html('h2');
  const heading = html('h3');
  const hint = html('p', { class: 'sweep-hint' });
  const readout = html('p', { class: 'readout' });
  const notes = html('ul', { class: 'sweep-notes' });
  /** @param {string} label @param {string} extension @param {string} type @param {(sweep: ShownSweep) => string} textOf */
  const saveButton = (label, extension, type, textOf) => {
    const button = html('button', { type: 'button' }, label);
    button.addEventListener('click', () => {
      const { value: shown } = sweeps.shown;
      if (!shown) return;
      saveFile(new Blob([textOf(shown)], { type }), `ntk-lab-sweep-${shown.plan.path}.${extension}`);
    });
    return button;
  };
  const results = html(
    'div',
    { hidden: true },
    heading,
    chart.element,
    legend.element,
    readout,
    table.element,
    html(
      'div',
      { class: 'buttons' },
      saveButton('Cells (CSV)', 'csv', 'text/csv', cellsCsv),
      saveButton('Sweep (JSON)', 'json', 'application/json', sweepJson),
    ),
  );
  const element = html(
    'section',
    { class: 'panel sweep', part: 'sweep', 'data-timeless': true },
    title,
    form.element,
    controls.element,
    html('div', { 'data-picture': true }, notes, hint, results),
  );

  /** @type {SweepPicture | undefined} */ let picture;
  /** @type {unknown} */ let drawn;

  function draw() {
    form.draw();
    controls.draw();
    drawTitle();
    const [shown, engine] = [sweeps.shown.value, sweeps.engine.value];
    if (shown !== drawn) {
      drawn = shown;
      picture = shown && engine ? pictureOf(engine, shown) : undefined;
      setAttributes(results, { hidden: picture === undefined });
      setAttributes(hint, { hidden: picture !== undefined });
      if (picture) drawResults(picture);
      table.draw(picture);
    }
    drawNotes();
  }

  function drawTitle() {
    const { path, measure } = sweeps.plan.value;
    const label = fields.get(path)?.label ?? path;
    setText(title, `${measureNamed(measure).title} over ${label.toLowerCase()}`);
    setText(
      hint,
      sweeps.isActive.value
        ? 'The first cells are under way.'
        : 'Run: each value is trained with every seed, and each run is a dot here.',
    );
  }

  /** @param {SweepPicture} now */
  function drawResults(now) {
    const measure = measureNamed(now.measure);
    heading.replaceChildren(
      ...withSubscripts(measure.symbol),
      ' ',
      html('span', { class: 'unit' }, unitText(measure)),
    );
    chart.draw(now);
    legend.draw(now);
    setText(readout, `${description(now)} ${slopeSentence(now)}`);
  }

  function drawNotes() {
    const texts = notesOf(sweeps, picture);
    if (texts.join('\n') === notes.dataset.text) return;
    notes.dataset.text = texts.join('\n');
    notes.replaceChildren(...texts.map((text) => html('li', {}, text)));
  }

  // Cells report a hundred times a second: that draws this panel, not the figure.
  let frame = 0;
  const stop = effect(() => {
    sweeps.track();
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => element.isConnected && draw());
  });
  return {
    element,
    style,
    draw,
    destroy: () => {
      stop();
      cancelAnimationFrame(frame);
      sweeps.destroy();
      chart.destroy();
    },
  };
}

/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { Block } from '../engine/types.js' */
import { html, setAttributes, setText } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { trainingSetOf } from '../store/training-set.js';
import { physical } from '../store/units.js';
import { axesOf } from './function/axes.js';
import { createKinkStrip } from './neurons/kink-strip.js';
import { firstLayerOf, kinksOf, planeOf, trailFrames } from './neurons/neurons.js';
import { createWeightHistogram } from './neurons/weight-histogram.js';
import { createWeightPlane } from './neurons/weight-plane.js';

const pointingHelp =
  'Point at a neuron or a kink, or choose one with the arrow keys, to read its numbers and see where it bends f.';

/** Units whose kinks are drawn. */
const mostKinks = 512;
/** Points of a trail; of many neurons fewer, so that the picture keeps up with the clock. */
const trailLength = (/** @type {number} */ count) => (count > 300 ? 9 : 20);
const largestOf = (/** @type {Float32Array[]} */ arrays) =>
  arrays.reduce(
    (most, array) => array.reduce((m, v) => (Number.isFinite(v) ? Math.max(m, Math.abs(v)) : m), most),
    0,
  );

/**
 * The neurons of the first layer: where they are, whence they came, where they bend the function. Those of a lazy
 * network stand still.
 * @param {FigureStore} store
 */
export function createNeuronsView(store) {
  /** The neuron that a person points at; its kinks stand in the picture of the functions. */
  let focus = /** @type {number | undefined} */ (undefined);
  let highlighted = '';
  const plane = createWeightPlane(point);
  const strip = createKinkStrip(point);
  const histograms = [
    { part: 'firstWeights', picture: createWeightHistogram('weights of the first layer') },
    { part: 'outputWeights', picture: createWeightHistogram('weights of the output layer') },
  ];
  const flipped = html('span', { class: 'value', 'data-quantity': 'flippedShare' });
  const moved = html('span', { class: 'value', 'data-quantity': 'relativeMovement' });
  const meter = html('meter', { min: '0', max: '1', 'aria-label': 'Share of flipped activation patterns' });
  const planeCaption = html('figcaption');
  const readout = html('p', { class: 'readout', 'aria-live': 'polite' });
  const planePart = html('figure', {}, plane.element, planeCaption, readout);
  const stripCaption = html('figcaption');
  const stripPart = html(
    'figure',
    {},
    html('h3', {}, 'Kinks of the units along x'),
    strip.element,
    stripCaption,
  );
  const histogramPart = html(
    'figure',
    {},
    ...histograms.map(({ picture }) => picture.element),
    html('figcaption', {}, 'Outline: at t = 0. Bars: now.'),
  );
  const element = html(
    'section',
    { class: 'panel', part: 'neurons' },
    html('h2', {}, 'Neurons of the first layer'),
    html(
      'ul',
      { class: 'line-legend neuron-facts' },
      html('li', {}, 'Flipped activation patterns ', meter, flipped),
      html('li', {}, 'Moved by ', moved, ' of their size'),
    ),
    planePart,
    stripPart,
    histogramPart,
  );
  const waiting = html('p', { class: 'readout' }, 'The neurons come with the network’s next frames.');
  element.append(waiting);

  /** @param {number | undefined} neuron */
  function point(neuron) {
    if (neuron === focus) return;
    focus = neuron;
    draw();
  }

  function draw() {
    const { frames, isOld } = store.runs.states.network.value;
    // Until a changed document has its first frame, the picture of the one before stays.
    if (isOld) return;
    const seen = frames.filter(({ firstWeights }) => firstWeights !== undefined);
    setAttributes(waiting, { hidden: seen.length > 0 });
    const trail = trailFrames(seen, store.shown.value, trailLength(firstLayerOf(store.document.value).count));
    const end = seen.at(-1);
    if (end) drawNeurons(trail, end);
    drawFacts(trail.at(-1));
  }

  /** @param {Block[]} trail from t = 0 to now @param {Block} end of the run so far, for scales that rest */
  function drawNeurons(trail, end) {
    const now = /** @type {Block} */ (trail.at(-1));
    const { count, isShallow } = firstLayerOf(store.document.value);
    const shape = planeOf(now, count);
    if (focus !== undefined && (focus >= count || !shape)) focus = undefined;
    setAttributes(planePart, { hidden: !shape });
    setAttributes(histogramPart, { hidden: shape !== undefined });
    if (shape) drawPlane({ plane: shape, count, trail }, now, end, isShallow);
    else drawHistograms(trail[0], now, end);
    const set = trainingSetOf(store);
    const kinks = kinksOf(store.document.value, set?.coordinates === 1, shape);
    setAttributes(stripPart, { hidden: !kinks });
    drawFocus(now, shape, kinks);
    if (!kinks || !set) return;
    const outputWeight = isShallow ? (/** @type {number} */ j) => now.outputWeights[j] : undefined;
    const drawn = Math.min(count, mostKinks);
    setText(
      stripCaption,
      `${drawn < count ? `The first ${drawn} units. ` : ''}Straight down: lazy. Wandering: rich.`,
    );
    strip.draw(
      { kinks, count: drawn, trail, points: set.x, unit: axesOf(store).inputs[0], outputWeight, focus },
      `Where each of ${drawn} units bends the function along x, from t = 0 above to now below.`,
    );
  }

  /**
   * @param {{ plane: import('./neurons/neurons.js').Plane, count: number, trail: Block[] }} scene
   * @param {Block} now
   * @param {Block} end
   * @param {boolean} isShallow
   */
  function drawPlane(scene, now, end, isShallow) {
    const coordinates = [scene.trail[0], end].flatMap((frame) => [
      frame.firstWeights,
      frame.firstBiases ?? new Float32Array(),
    ]);
    const outputWeight = isShallow ? (/** @type {number} */ j) => now.outputWeights[j] : undefined;
    const largestOutput = isShallow ? largestOf([now.outputWeights]) : 1;
    plane.draw(
      { ...scene, largest: largestOf(coordinates) || 1, outputWeight, largestOutput, focus },
      `${scene.count} neurons as points of the plane of their weights, with trails from t = 0. Arrow keys choose one.`,
    );
    setText(
      planeCaption,
      isShallow
        ? 'Dot: aⱼ > 0; ring: aⱼ < 0; the size is |aⱼ|; the trail begins at t = 0.'
        : 'A dot is a neuron; its trail begins at t = 0.',
    );
  }

  /**
   * @param {Block} now
   * @param {import('./neurons/neurons.js').Plane | undefined} shape
   * @param {((frame: Block, neuron: number) => number[]) | undefined} kinks
   */
  function drawFocus(now, shape, kinks) {
    const lines = focus === undefined ? [] : (kinks?.(now, focus) ?? []);
    const key = lines.join();
    if (key !== highlighted) store.highlight.value = lines.length > 0 ? { lines } : undefined;
    highlighted = key;
    setText(readout, focus === undefined || !shape ? pointingHelp : neuronText(now, shape, lines));
  }

  /** @param {Block} now @param {import('./neurons/neurons.js').Plane} shape @param {number[]} lines */
  function neuronText(now, shape, lines) {
    const j = /** @type {number} */ (focus);
    const [x, y] = shape.at(now, j);
    const weight = firstLayerOf(store.document.value).isShallow
      ? `, a = ${formatNumber(now.outputWeights[j])}`
      : '';
    const [unit] = axesOf(store).inputs;
    const places = lines.filter(Number.isFinite).map((line) => formatNumber(physical(unit, line)));
    const bends = places.length > 0 ? `; bends f at ${unit.label} = ${places.join(' and ')}` : '';
    return `Neuron ${j + 1}: ${shape.xLabel} = ${formatNumber(x)}, ${shape.yLabel} = ${formatNumber(y)}${weight}${bends}.`;
  }

  /** @param {Block} start @param {Block} now @param {Block} end */
  function drawHistograms(start, now, end) {
    for (const { picture, part } of histograms)
      picture.draw(
        start[part],
        now[part],
        largestOf([start[part], end[part]]),
        `Histogram of ${now[part].length} weights at t = 0 and now.`,
      );
  }

  /** @param {Block | undefined} now */
  function drawFacts(now) {
    const share = now?.flippedShare?.[0];
    meter.value = share ?? 0;
    setText(flipped, share === undefined ? '–' : `${formatNumber(100 * share)} %`);
    setText(moved, formatNumber(now?.relativeMovementPerLayer?.[0]));
  }

  function destroy() {
    if (highlighted) store.highlight.value = undefined;
    for (const picture of [plane, strip, ...histograms.map(({ picture: own }) => own)]) picture.destroy();
  }
  return { element, draw, destroy };
}

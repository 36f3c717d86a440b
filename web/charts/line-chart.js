import uPlot from 'uplot';
import { colourReader, onColourChange } from './colours.js';
import { typeScale } from './type-scale.js';

/** Every living chart, by the element that uPlot made for it: what exports a panel finds its charts here. */
export const charts = /** @type {WeakMap<Element, LineChart>} */ (new WeakMap());

/**
 * A uPlot chart that fills its container and takes its colours from the container's custom properties.
 *
 * `options(colour)` makes uPlot's options; it is called again when the colour scheme changes. `setData` marks; the
 * chart draws when it is asked to.
 */
export class LineChart {
  /** @type {uPlot | undefined} */ plot;
  /** @type {uPlot.AlignedData | undefined} */ #data;
  /** @type {(() => void)[]} */ #cleanups = [];
  #scale = 1;

  /**
   * @param {HTMLElement} container
   * @param {(colour: (property: string) => string) => Omit<uPlot.Options, 'width' | 'height'>} options
   * @param {(plot: uPlot) => void} [onCreate]
   */
  constructor(container, options, onCreate = () => {}) {
    this.container = container;
    this.options = options;
    this.onCreate = onCreate;
    const resize = new ResizeObserver(() => this.#resize());
    resize.observe(container);
    const stopListening = onColourChange(() => {
      this.recreate();
      this.#announce();
    });
    this.#cleanups.push(() => resize.disconnect(), stopListening);
  }

  /** What lies over the chart finds its scales as they are now. @param {uPlot.AlignedData} data */
  setData(data) {
    this.#data = data;
    // uPlot alone sets its scales in a microtask, after what is drawn over them.
    const { plot } = this;
    if (plot) plot.batch(() => plot.setData(data));
    else this.recreate();
  }

  destroy() {
    this.#cleanups.forEach((cleanup) => cleanup());
    this.plot?.destroy();
  }

  #size() {
    const { clientWidth: width, clientHeight: height } = this.container;
    return { width, height };
  }

  #resize() {
    const { width, height } = this.#size();
    if (width === 0 || height === 0) return;
    if (this.plot && this.#scale === typeScale(this.container)) this.plot.setSize({ width, height });
    else this.recreate();
    this.#announce();
  }

  /** What lies over the chart has to be drawn again. */
  #announce() {
    this.container.dispatchEvent(new Event('chart-change', { bubbles: true }));
  }

  /** Makes the chart anew, for options that a living chart cannot change. */
  recreate() {
    const { width, height } = this.#size();
    // Without data a logarithmic axis has no range, and uPlot looks for its ticks for ever.
    if (width === 0 || height === 0 || !this.#data) return;
    this.plot?.destroy();
    this.#scale = typeScale(this.container);
    const options = this.options(colourReader(this.container));
    const { fontFamily } = getComputedStyle(this.container);
    for (const list of ['axes', 'series']) {
      const all = /** @type {any} */ (options);
      all[list] = all[list].map((/** @type {object} */ own) => enlarged(own, this.#scale, fontFamily));
    }
    const padding = /** @type {uPlot.Padding} */ (
      options.padding?.map((side) => (typeof side === 'number' ? side * this.#scale : side))
    );
    this.plot = new uPlot({ ...options, padding, width, height }, this.#data, this.container);
    charts.set(this.plot.root, this);
    this.onCreate(this.plot);
  }
}

/** Sizes that grow with the type. */
const sizes = ['size', 'labelSize', 'space', 'width'];

/**
 * An axis or a series, enlarged and in the figure's type.
 * @param {any} options
 * @param {number} scale
 * @param {string} fontFamily
 */
function enlarged(options, scale, fontFamily) {
  const times = (/** @type {number} */ size) => size * scale;
  const font = (/** @type {string} */ text) =>
    text.replace(/(\d+)px.*/, (_, size) => `${Math.round(times(size))}px ${fontFamily}`);
  const larger = { ...options };
  for (const name of sizes) if (typeof options[name] === 'number') larger[name] = times(options[name]);
  for (const name of ['font', 'labelFont']) if (options[name]) larger[name] = font(options[name]);
  if (options.dash) larger.dash = options.dash.map(times);
  if (options.points) larger.points = enlarged(options.points, scale, fontFamily);
  return larger;
}

/**
 * Axis options that all charts share.
 * @param {(property: string) => string} colour
 * @param {Partial<uPlot.Axis>} [own]
 * @returns {uPlot.Axis}
 */
export const axis = (colour, own = {}) => ({
  stroke: colour('--text-soft'),
  font: '12px system-ui, sans-serif',
  labelFont: '13px system-ui, sans-serif',
  grid: { stroke: colour('--grid'), width: 1 },
  ticks: { stroke: colour('--grid'), width: 1, size: 4 },
  ...own,
});

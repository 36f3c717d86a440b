/** @import { FigureStore } from '../store/figure-store.js' */
import { html } from '../charts/dom.js';
import { createQuantityChart } from './training/quantity-chart.js';
import { loss, quantities } from './training/quantities.js';

/**
 * How training goes: losses under their bound, and small charts of what moves meanwhile; all on the one clock.
 * @param {FigureStore} store
 */
export function createTrainingView(store) {
  const large = createQuantityChart(store, loss, true);
  const small = quantities.map((quantity) => createQuantityChart(store, quantity, false));
  const charts = [large, ...small];
  const element = html(
    'section',
    { class: 'panel', part: 'training' },
    html('h2', {}, 'Training over log time'),
    large.element,
    html('div', { class: 'small-charts' }, ...small.map((chart) => chart.element)),
  );
  return {
    element,
    draw: () => charts.forEach((chart) => chart.draw()),
    destroy: () => charts.forEach((chart) => chart.destroy()),
  };
}

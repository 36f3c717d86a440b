/** @import { FigureStore } from '../store/figure-store.js' */
/** @import { DrawnFigure } from './picture.js' */
/** @import { AnimationOptions } from './animation.js' */
import { curvesCsv, numbersCsv, runJson } from './run-data.js';

export { panelsOf } from './panels.js';
export { pictureOf } from './picture.js';

/**
 * @param {FigureStore} store
 * @param {DrawnFigure} view
 * @param {AnimationOptions} [options]
 */
export const animationOf = async (store, view, options) =>
  (await import('./animation.js')).animationOf(store, view, options);

/**
 * @param {FigureStore} store
 * @param {'numbers' | 'curves' | 'json' | 'document'} format
 */
export function dataOf(store, format) {
  if (format === 'numbers') return new Blob([numbersCsv(store)], { type: 'text/csv' });
  if (format === 'curves') return new Blob([curvesCsv(store)], { type: 'text/csv' });
  if (format === 'json') return new Blob(runJson(store), { type: 'application/json' });
  return new Blob([`${JSON.stringify(store.document.value, null, 2)}\n`], { type: 'application/json' });
}

/**
 * @param {FigureStore} store
 * @param {'javascript' | 'cpp' | 'python'} language
 */
export async function codeOf(store, language) {
  const { cppCode, javascriptCode, pythonCode } = await import('./code.js');
  const document = store.document.value;
  if (language === 'javascript') return javascriptCode(document);
  if (language === 'cpp') return cppCode(document);
  const { constants, layouts } = store.runs.states.limit.value;
  if (!constants || !layouts) return '# The training points are not there yet.\n';
  const [, coordinates = 1] = layouts.constants.find(({ name }) => name === 'trainX')?.shape ?? [];
  return pythonCode(document, { x: constants.trainX, y: constants.trainY, coordinates });
}

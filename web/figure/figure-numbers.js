/** @import { FigureStore } from '../store/figure-store.js' */
import { createNumbersView } from '../views/numbers-view.js';
import style from './panels.css?inline';

/** The numbers with their style. @param {FigureStore} store */
export const createFigureNumbers = (store) => ({ ...createNumbersView(store), style });

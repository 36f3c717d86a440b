/** @import { FigureStore } from '../store/figure-store.js' */
import { createControlsView } from '../views/controls-view.js';
import style from './controls.css?inline';

/** The form with its style. @param {FigureStore} store */
export const createFigureControls = (store) => ({ ...createControlsView(store), style });

// The module that a page loads: defines <ntk-figure>, once however often it is loaded.
import { defineNtkFigure } from '../figure/ntk-figure.js';

export { NtkFigure } from '../figure/ntk-figure.js';
defineNtkFigure();

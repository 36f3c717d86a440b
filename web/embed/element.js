// The module that a page loads: defines <ntk-figure>, once however often it is loaded. On a server, which has no custom
// elements, it does nothing, so that frameworks that render pages there can import it.
import { defineNtkFigure } from '../figure/ntk-figure.js';

export { NtkFigure } from '../figure/ntk-figure.js';
if ('customElements' in globalThis) defineNtkFigure();

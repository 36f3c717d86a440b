/** @import { ReadonlySignal } from '@preact/signals-core' */
import { effect } from '@preact/signals-core';
import coverStyle from './cover.css?inline';
import functionStyle from './function.css?inline';
import layoutStyle from './layout.css?inline';
import plotsStyle from './plots.css?inline';
import themeStyle from './theme.css?inline';
import viewsStyle from './views.css?inline';

/** @param {string} text */
const sheet = (text) => {
  const style = new CSSStyleSheet();
  style.replaceSync(text);
  return style;
};

/** Made once, for all figures of the page. @type {CSSStyleSheet[] | undefined} */
let sheets;

/** Hides parts and controls of fields; the names are of `readHidden`, so that none can leave its string. @param {string[]} names */
const hiding = (names) =>
  names.map((name) => `[part~="${name}"],[data-field="${name}"]{display:none!important}`).join('');

/**
 * Gives a figure's root its style.
 * @param {ShadowRoot} root
 * @param {ReadonlySignal<string[]>} hidden
 */
export function dressed(root, hidden) {
  sheets ??= [plotsStyle, themeStyle, viewsStyle, functionStyle, layoutStyle, coverStyle].map(sheet);
  const hidingSheet = sheet('');
  root.adoptedStyleSheets = [...sheets, hidingSheet];
  effect(() => hidingSheet.replaceSync(hiding(hidden.value)));
}

/** The part of d3-dsv that is used; `parse` is not, since it builds functions from text, which the page's CSP forbids. */
declare module 'd3-dsv' {
  export function dsvFormat(delimiter: string): { parseRows(text: string): string[][] };
}

/** What a page's hash says beside the figure's own state: how the page looks and begins. */
const themes = ['light', 'dark'];

/**
 * Takes the page's own keys out of a hash: `theme=light|dark`, default the reader's; `autoplay=false`; `views=kernel,numbers` as
 * the attribute has them, so that a link does not show what later versions add, default all.
 * @param {string} hash
 * @returns {{ figureHash: string, theme: string | undefined, views: string, isAutoplay: boolean }} unknown values are as if not there
 */
export function readPageOptions(hash) {
  const entries = hash.replace(/^#/, '').split('&');
  const valueOf = (/** @type {string} */ key) =>
    entries.find((entry) => entry.startsWith(`${key}=`))?.slice(key.length + 1);
  const theme = valueOf('theme');
  return {
    figureHash: entries.filter((entry) => !/^(theme|views|autoplay)=/.test(entry)).join('&'),
    theme: theme !== undefined && themes.includes(theme) ? theme : undefined,
    views: (valueOf('views') ?? 'all').replaceAll(/%2C/gi, ','),
    isAutoplay: valueOf('autoplay') !== 'false',
  };
}

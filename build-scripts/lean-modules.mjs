// Plugins for Vite that leave out what no figure needs and no bundler can see that it does not.

/** Vite's helper for import() preloads styles of chunks; ours bring their styles as text. @returns {import('vite').Plugin} */
export const plainImports = () => ({
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
});

/**
 * uPlot formats dates unless an axis says `time: false`, as all of ours do, and draws steps, bars and splines; our series
 * are lines and points.
 * @type {[from: string, to: string, instead: string][]}
 */
const unused = [
  ['function stepped(opts)', 'const cursorPlots', ''],
  ['(paths.stepped = stepped);', '}', ''],
  ['const months = [', 'const onlyWhole', ''],
  ['const NL = ', 'function legendStroke', 'const timeIncrsMs = null, timeIncrsS = null, _ = null;\n'],
  [
    'const _timeAxisSplits = ',
    'const _timeSeriesVal',
    'const _timeAxisSplits = null, _timeAxisVals = null;\n',
  ],
  ['const _timeSeriesVal ', '\n', 'const _timeSeriesVal = null;'],
  ['timeSeriesVal(_tzDate, timeSeriesStamp(sv', ' : sv ||', 'sv'],
  ['timeAxisVals(_tzDate, timeAxisStamps(av', ' :\n', 'null'],
  ['timeAxisVal(_tzDate, av)', ' :', 'null'],
  ['opts.fmtDate || fmtDate', ')', 'null'],
  ['uPlot.fmtDate = fmtDate;', '}', ''],
];

/** @returns {import('vite').Plugin} */
export const leanPlots = () => ({
  name: 'lean-plots',
  transform(code, id) {
    if (!id.includes('uPlot.esm')) return undefined;
    return unused.reduce((text, [from, to, instead]) => {
      const start = text.indexOf(from);
      const end = text.indexOf(to, start + from.length);
      if (start < 0 || end < 0) throw new Error(`this version of uPlot has no "${from}"`);
      return text.slice(0, start) + instead + text.slice(end);
    }, code);
  },
});

/**
 * The Emscripten glue ends in branches for CommonJS and AMD, which a module of ours must not take: on a page with
 * RequireJS, such as Moodle's, an anonymous define() is an error.
 * @returns {import('vite').Plugin}
 */
export const glueIsModule = () => ({
  name: 'glue-is-module',
  transform: (code, id) =>
    /\/build\/wasm\/[\w-]+\.js$/.test(id)
      ? { code: code.replace(/^if \(typeof exports === 'object'[^]*?^(?=export default)/m, ''), map: null }
      : undefined,
});

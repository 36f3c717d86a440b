// Plugins for Vite that leave out what no figure needs and no bundler can see that it does not.

/** Vite's helper for import() preloads styles of chunks; ours bring their styles as text. @returns {import('vite').Plugin} */
export const plainImports = () => ({
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
});

/**
 * uPlot formats dates unless an axis says `time: false`, as all of ours do.
 * @type {[from: string, to: string, instead: string][]}
 */
const dates = [
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
export const plotsWithoutDates = () => ({
  name: 'plots-without-dates',
  transform(code, id) {
    if (!id.includes('uPlot.esm')) return undefined;
    return dates.reduce((text, [from, to, instead]) => {
      const start = text.indexOf(from);
      const end = text.indexOf(to, start + from.length);
      if (start < 0 || end < 0) throw new Error(`this version of uPlot has no "${from}"`);
      return text.slice(0, start) + instead + text.slice(end);
    }, code);
  },
});

/** What Emscripten's glue says of mistakes in bindings, which the tests of the engine would meet first, and beside an error. */
const bindingMistakes = [
  'Cannot register multiple overloads of a function with the same number of arguments (',
  'String has UTF-16 code units that do not fit in 8 bits',
  'registerType registeredInstance requires argPackAdvance',
  'both async and sync fetching of the wasm failed',
  'argTypes array size mismatch! Must at least get return value and ',
  'falling back to ArrayBuffer instantiation',
  'Module.instantiateWasm callback failed with error: ',
  'wasm streaming compile failed: ',
  'failed to asynchronously prepare wasm: ',
  'Cannot pass non-string to C++ string type ',
  'Cannot pass non-string to std::string',
];

/**
 * The Emscripten glue ends in branches for CommonJS and AMD, which a module of ours must not take: on a page with
 * RequireJS, such as Moodle's, an anonymous define() is an error.
 * @returns {import('vite').Plugin}
 */
export const glueIsModule = () => ({
  name: 'glue-is-module',
  transform(code, id) {
    if (!/\/build\/wasm\/[\w-]+\.js$/.test(id)) return undefined;
    const module = code.replace(/^if \(typeof exports === 'object'[^]*?^(?=export default)/m, '');
    return { code: bindingMistakes.reduce((text, mistake) => text.replace(mistake, ''), module), map: null };
  },
});

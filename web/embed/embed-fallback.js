// In a frame without an origin of its own (sandbox="allow-scripts") modules load only from servers that allow every
// origin (CORS). Where one does not, the single file shows the same figure: it needs nothing from a server.
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLScriptElement && target.type === 'module')
      location.replace(`./ntk-figure-offline.html${location.hash}`);
  },
  true,
);

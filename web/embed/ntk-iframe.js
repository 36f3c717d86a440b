// Gives every <iframe data-ntk-figure> of a page the height of its figure. Listens to those frames only, and reads
// nothing but a number of them.
(() => {
  const selector = 'iframe[data-ntk-figure]';
  const frames = () => /** @type {HTMLIFrameElement[]} */ ([...document.querySelectorAll(selector)]);
  addEventListener('message', ({ source, data }) => {
    if (data?.type !== 'ntk-figure:height' || !Number.isFinite(data.height)) return;
    const frame = frames().find(({ contentWindow }) => contentWindow !== null && contentWindow === source);
    if (frame) frame.style.height = `${Math.min(Math.max(data.height, 100), 10000)}px`;
  });
  // Frames that were there before this script.
  const ask = () =>
    frames().forEach((frame) => frame.contentWindow?.postMessage({ type: 'ntk-figure:measure' }, '*'));
  ask();
  addEventListener('DOMContentLoaded', ask);
})();

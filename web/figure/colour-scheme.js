import { announceColourChange } from '../charts/colours.js';

/**
 * Announces another colour scheme, whether the system, the page or the attribute changed it: the frame's style has a
 * colour of the scheme with a transition.
 * @param {Element} frame
 * @returns {() => void} ends it
 */
export function watchColourScheme(frame) {
  const queries = ['(forced-colors: active)', 'print'].map((query) => matchMedia(query));
  const onTransition = (/** @type {Event} */ event) => {
    if (event.target === frame) announceColourChange();
  };
  frame.addEventListener('transitionend', onTransition);
  for (const query of queries) query.addEventListener('change', announceColourChange);
  return () => {
    frame.removeEventListener('transitionend', onTransition);
    for (const query of queries) query.removeEventListener('change', announceColourChange);
  };
}

/** @import { FigureProblem } from './problem.js' */
import { html, setText } from '../charts/dom.js';

/**
 * What stands in place of a figure that is not there yet, or cannot be: the page's poster, a sentence, a way to try again.
 * @param {HTMLElement} frame whose `data-state` is `idle`, `waiting`, `failed` or `open`
 * @param {() => void} retry
 */
export function createCover(frame, retry) {
  const slot = html('slot', { name: 'poster' });
  const message = html('p', { part: 'message', role: 'alert', class: 'cover-message' });
  const again = html('button', { type: 'button', hidden: true }, 'Try again');
  again.addEventListener('click', retry);
  const element = html('div', { class: 'cover', part: 'cover' }, slot, message, again);

  /**
   * @param {{ hasBegun: boolean, hasPicture: boolean, problem: FigureProblem | undefined }} now
   */
  function draw({ hasBegun, hasPicture, problem }) {
    const hasPoster = slot.assignedElements().length > 0;
    const isToldInFigure = problem?.isShown === true && (hasPicture || !hasPoster);
    const isFailed = problem !== undefined && !hasPicture && !isToldInFigure;
    const isWaiting = hasBegun && !hasPicture && hasPoster;
    frame.dataset.state = isFailed ? 'failed' : isWaiting ? 'waiting' : hasBegun ? 'open' : 'idle';
    setText(message, problem && !isToldInFigure ? problem.message : '');
    again.hidden = !problem?.canRetry || isToldInFigure;
  }
  return { element, slot, draw };
}

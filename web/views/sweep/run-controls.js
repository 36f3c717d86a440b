/** @import { SweepStatus, SweepStore } from '../../store/sweep-store.js' */
import { html, setAttributes, setText } from '../../charts/dom.js';

/** What a person who does not see the bar hears. @type {Record<SweepStatus, string>} */
const announcements = {
  idle: '',
  loading: 'The sweep starts.',
  running: 'The sweep runs.',
  cancelled: 'The sweep was cancelled; what is finished is kept.',
  finished: 'The sweep is finished.',
  refused: 'The engine refuses this sweep.',
  failed: 'The sweep’s engine could not be loaded.',
};

/**
 * One button that starts, resumes or cancels, and how far the sweep is.
 * @param {SweepStore} sweeps
 */
export function createRunControls(sweeps) {
  const button = html('button', { type: 'button', class: 'primary', id: 'sweep-run' }, 'Run');
  button.addEventListener('click', () => {
    if (sweeps.isActive.value) sweeps.cancel();
    else void sweeps.run();
  });
  const bar = html('progress', { max: '1', 'aria-label': 'Progress of the sweep' });
  const count = html('span', { class: 'sweep-count' });
  const live = html('p', { class: 'visually-hidden', role: 'status' });
  const element = html('div', { class: 'sweep-run' }, button, bar, count, live);

  /** @param {ReturnType<SweepStore['progress']['peek']>} progress */
  function label({ missing, total }) {
    if (sweeps.isActive.value) return 'Cancel';
    return missing > 0 && missing < total ? `Run the ${missing} missing` : 'Run';
  }

  function draw() {
    const progress = sweeps.progress.value;
    const { total, finished, missing, share } = progress;
    const { value: status } = sweeps.status;
    const isComplete = !sweeps.isActive.value && total > 0 && missing === 0;
    setText(button, label(progress));
    setAttributes(button, { 'aria-disabled': isComplete ? 'true' : undefined });
    bar.value = share;
    setAttributes(bar, { class: share > 0 || sweeps.isActive.value ? 'busy' : 'idle' });
    const where = `${finished} of ${total} cells`;
    const isFailed = status === 'failed';
    setText(
      count,
      isFailed ? `No sweep: ${sweeps.failure.value}` : status === 'loading' ? 'Loading the engine …' : where,
    );
    setText(live, announcements[status]);
  }
  return { element, draw };
}

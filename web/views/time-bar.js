/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setAttributes, setText, svg } from '../charts/dom.js';
import { formatNumber } from '../charts/format.js';
import { numbersAt } from '../store/selectors.js';
import { createDescentSteps } from './descent-steps.js';

const icons = {
  start: 'M5 4h2v12H5zM16 4v12l-8-6z',
  back: 'M14 4v12l-9-6zM15 4h2v12h-2z',
  play: 'M5 3.5v13l11-6.5z',
  pause: 'M5 4h3.5v12H5zM11.5 4H15v12h-3.5z',
  forward: 'M6 4v12l9-6zM3 4h2v12H3z',
  end: 'M13 4h2v12h-2zM4 4v12l8-6z',
};

const speeds = [0.25, 0.5, 1, 2, 4];

/** @param {keyof typeof icons} icon @param {string} label @param {() => void} action */
function button(icon, label, action) {
  const path = svg('path', { d: icons[icon] });
  const element = html('button', { type: 'button', title: label, 'aria-label': label });
  element.append(
    svg('svg', { viewBox: '0 0 20 20', width: '20', height: '20', 'aria-hidden': 'true' }, path),
  );
  element.addEventListener('click', action);
  return { element, path };
}

/**
 * Play, pause, step, scrub over log time, speed.
 * @param {FigureStore} store
 */
export function createTimeBar(store) {
  const play = button('play', 'Play', () => store.togglePlay());
  play.element.classList.add('primary');
  const slider = html('input', {
    type: 'range',
    min: '0',
    step: '1',
    'aria-label': 'Time',
    class: 'time-slider',
  });
  slider.addEventListener('input', () => store.seek(Number(slider.value)));
  const label = html('output', { class: 'time-label' });
  const speed = html(
    'select',
    { 'aria-label': 'Speed' },
    ...speeds.map((s) => html('option', { value: String(s) }, `${s}×`)),
  );
  speed.addEventListener('change', () => (store.speed.value = Number(speed.value)));
  const steps = createDescentSteps(store);
  const element = html(
    'div',
    { class: 'time-bar', part: 'time-bar', role: 'group', 'aria-label': 'Time' },
    html(
      'div',
      { class: 'buttons' },
      button('start', 'Back to t = 0', () => store.seek(0)).element,
      button('back', 'One step back', () => store.step(-1)).element,
      play.element,
      button('forward', 'One step forward', () => store.step(1)).element,
      button('end', 'To t = ∞', () => store.seek(store.lastIndex.value)).element,
    ),
    slider,
    label,
    speed,
    html('div', { class: 'descent-steps' }, steps.element),
  );

  function draw() {
    const isPlaying = store.isPlaying.value;
    setAttributes(play.path, { d: isPlaying ? icons.pause : icons.play });
    setAttributes(play.element, {
      'aria-label': isPlaying ? 'Pause' : 'Play',
      title: isPlaying ? 'Pause' : 'Play',
    });
    setAttributes(slider, { max: String(store.lastIndex.value) });
    const { time, networkTime } = numbersAt(store);
    slider.value = String(Math.round(store.playhead.value));
    const isBehind = networkTime !== undefined && networkTime !== time;
    const text = `t = ${formatNumber(time)}${isBehind ? ` (network: ${formatNumber(networkTime)})` : ''}`;
    setText(label, text);
    setAttributes(slider, { 'aria-valuetext': text });
    speed.value = String(store.speed.value);
    steps.draw();
  }

  return { element, draw, destroy: () => {} };
}

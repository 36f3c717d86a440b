import { html, setAttributes } from '../../charts/dom.js';

/** Which class points of the plane get that a person adds. */
export function createClassChoice() {
  const element = html('fieldset', { class: 'class-choice' });
  let outputs = 0;
  let chosen = 0;

  /** One number ±1, or one-hot rows as the engine has them. */
  const targets = () =>
    outputs === 1 ? [chosen === 0 ? 1 : -1] : Array.from({ length: outputs }, (_, o) => Number(o === chosen));

  /** @param {number} count of outputs */
  function setOutputs(count) {
    if (count === outputs) return;
    outputs = count;
    chosen = 0;
    const labels =
      count === 1 ? ['● y = 1', '■ y = −1'] : Array.from({ length: count }, (_, o) => `class ${o + 1}`);
    const choices = labels.map((label, i) => {
      const input = html('input', { type: 'radio', name: 'new-class', checked: i === 0 });
      input.addEventListener('change', () => (chosen = i));
      return html('label', {}, input, ` ${label}`);
    });
    element.replaceChildren(html('legend', {}, 'New points'), ...choices);
    setAttributes(element, { 'aria-label': 'Class of new points' });
  }
  return { element, targets, setOutputs };
}

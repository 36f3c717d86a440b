/** @import { Unit } from '../../store/units.js' */
import { html, setAttributes } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { physical } from '../../store/units.js';

/** Which class points of the plane get that a person adds. */
export function createClassChoice() {
  const element = html('fieldset', { class: 'class-choice' });
  let outputs = 0;
  let chosen = 0;
  let shown = '';

  /** One number ±1, or one-hot rows as the engine has them. */
  const targets = () =>
    outputs === 1 ? [chosen === 0 ? 1 : -1] : Array.from({ length: outputs }, (_, o) => Number(o === chosen));

  /** @param {number} count of outputs @param {Unit} unit */
  function setOutputs(count, unit) {
    const name = unit.scale === 1 && unit.offset === 0 ? 'y' : unit.label;
    const [plus, minus] = [1, -1].map((target) => `${name} = ${formatNumber(physical(unit, target))}`);
    const labels =
      count === 1 ? [`● ${plus}`, `■ ${minus}`] : Array.from({ length: count }, (_, o) => `class ${o + 1}`);
    if (labels.join() === shown) return;
    [outputs, chosen, shown] = [count, 0, labels.join()];
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

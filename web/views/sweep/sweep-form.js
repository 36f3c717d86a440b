/** @import { Fault } from '../../engine/types.js' */
/** @import { SweepPlan } from '../../store/sweep-plan.js' */
/** @import { SweepStore } from '../../store/sweep-store.js' */
import { html, setAttributes, setText, withSubscripts } from '../../charts/dom.js';
import { formatNumber } from '../../charts/format.js';
import { fieldOf } from '../../store/document.js';
import { lectureFields, planOf, sweepable, valuesOf } from '../../store/sweep-plan.js';
import { irrelevantFields } from '../relevant-fields.js';
import { measureNamed, measures } from './measures.js';

/** @param {string} id @param {string} label @param {HTMLElement} input */
const labelled = (id, label, input) =>
  html('p', { class: 'sweep-field' }, html('label', { for: id }, label), input);

/** @param {string} id @param {{ min?: string, max?: string, step: string }} limits */
const numberBox = (id, limits) => html('input', { type: 'number', id, inputmode: 'decimal', ...limits });

/** @param {string[]} paths @param {string} label */
const groupOf = (paths, label) =>
  html(
    'optgroup',
    { label },
    ...paths.map((path) => {
      const { label: name, symbol } = fieldOf(path);
      const text = symbol === '' ? name : `${name} ${symbol.replaceAll(/[_{}]/g, '')}`;
      return html('option', { value: path }, text);
    }),
  );

/**
 * The input that a fault of a sweep's document is about.
 * @param {Fault} fault @param {SweepPlan} plan @param {number[]} values
 */
function inputOf({ field }, plan, values) {
  if (field === 'members' || field === 'path') return field;
  if (field === 'values') return 'count';
  const value = values[Number(field.match(/^values\[(\d+)\]$/)?.[1])];
  if (Object.is(value, plan.from)) return 'from';
  return Object.is(value, plan.to) ? 'to' : undefined;
}

/** Listed values, the middle left out where they are many. @param {number[]} values */
function listText(values) {
  const texts = values.map(formatNumber);
  const short = texts.length > 10 ? [...texts.slice(0, 5), '…', ...texts.slice(-3)] : texts;
  return texts.length === 0 ? 'no values' : `${texts.length} values: ${short.join(', ')}`;
}

/**
 * Which field, which values, how many draws, and what is looked at; all but the last rest while a sweep is under way.
 * @param {SweepStore} sweeps
 */
export function createSweepForm(sweeps) {
  const others = Object.keys(sweepable).filter((path) => !lectureFields.includes(path));
  const path = html(
    'select',
    { id: 'sweep-path' },
    groupOf(lectureFields, 'Of the lecture'),
    groupOf(others, 'Others'),
  );
  path.addEventListener('change', () => sweeps.setPlan(planOf(path.value)));
  const measure = html(
    'select',
    { id: 'sweep-measure', 'aria-describedby': 'sweep-measure-help' },
    ...measures.map(({ name, title }) => html('option', { value: name }, title)),
  );
  measure.addEventListener('change', () => sweeps.setPlan({ measure: measure.value }));
  const boxes = {
    from: numberBox('sweep-from', { step: 'any' }),
    to: numberBox('sweep-to', { step: 'any' }),
    count: numberBox('sweep-count', { min: '1', max: '64', step: '1' }),
    members: numberBox('sweep-members', { min: '1', max: '1000', step: '1' }),
  };
  const names = /** @type {(keyof typeof boxes)[]} */ (Object.keys(boxes));
  for (const name of names)
    boxes[name].addEventListener('change', () =>
      sweeps.setPlan({ [name]: boxes[name].value.trim() === '' ? NaN : Number(boxes[name].value) }),
    );
  const list = html('p', { class: 'help' });
  const faults = html('p', { class: 'fault', role: 'alert', id: 'sweep-faults' });
  const what = html('p', { class: 'help', id: 'sweep-measure-help' });
  const setting = html(
    'fieldset',
    { class: 'sweep-setting' },
    html('legend', { class: 'visually-hidden' }, 'What is swept'),
    labelled('sweep-path', 'Sweep', path),
    labelled('sweep-from', 'from', boxes.from),
    labelled('sweep-to', 'to', boxes.to),
    labelled('sweep-count', 'values', boxes.count),
    labelled('sweep-members', 'seeds', boxes.members),
  );
  const element = html(
    'div',
    { class: 'sweep-form' },
    setting,
    list,
    faults,
    labelled('sweep-measure', 'Measure', measure),
    what,
  );

  function draw() {
    const plan = sweeps.plan.value;
    const { value: found } = sweeps.faults;
    const values = valuesOf(plan);
    const hidden = irrelevantFields(sweeps.asked.value.document);
    setAttributes(setting, { disabled: sweeps.isActive.value });
    for (const option of path.options) option.hidden = hidden.has(option.value) && option.value !== plan.path;
    path.value = plan.path;
    measure.value = measureNamed(plan.measure).name;
    const inputs = { ...boxes, path };
    for (const name of names)
      if (!boxes[name].matches(':focus'))
        boxes[name].value = Number.isNaN(plan[name]) ? '' : String(plan[name]);
    const faulty = found.map((fault) => inputOf(fault, plan, values));
    for (const [name, input] of Object.entries(inputs)) {
      const isFaulty = faulty.includes(/** @type {keyof typeof inputs} */ (name));
      setAttributes(input, {
        'aria-invalid': isFaulty ? 'true' : undefined,
        'aria-describedby': isFaulty ? 'sweep-faults' : undefined,
      });
    }
    setText(list, listText(values));
    setText(faults, found.map(({ message }) => message).join(' '));
    const { symbol, help } = measureNamed(plan.measure);
    if (what.dataset.measure !== plan.measure)
      what.replaceChildren(html('span', { class: 'symbol' }, ...withSubscripts(symbol)), ` ${help}`);
    what.dataset.measure = plan.measure;
  }
  return { element, draw };
}

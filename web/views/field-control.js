/** @import { Fault, Field } from '../engine/types.js' */
/** @import { FigureStore } from '../store/figure-store.js' */
import { html, setAttributes, setText, withSubscripts } from '../charts/dom.js';
import { clampNumber, fieldOf, getField, isInPlane, isOnLine } from '../store/document.js';
import { isWritten } from '../store/training-rows.js';

const realSteps = 200;

/** What fields and choices mean: not needed for the first picture. @type {Promise<Record<string, string>>} */
const explanations = import('../engine/field-help.js').then(
  ({ fieldHelp }) => fieldHelp,
  () => ({}),
);

/** A slider's integer position for a value, and back: linear, or equal ratios; whole numbers by half octaves. */
function sliderScale(/** @type {Field} */ field) {
  const { minimum, maximum, type } = field;
  if (field.scale === 'linear' || minimum <= 0) {
    const steps = type === 'integer' ? Math.min(maximum - minimum, 1000) : realSteps;
    const unit = (maximum - minimum) / steps;
    return {
      steps,
      toValue: (/** @type {number} */ s) => minimum + s * unit,
      toStep: (/** @type {number} */ v) => (v - minimum) / unit,
    };
  }
  const octaves = Math.log2(maximum / minimum);
  const steps = type === 'integer' ? Math.ceil(2 * octaves) : realSteps;
  return {
    steps,
    toValue: (/** @type {number} */ s) => minimum * 2 ** ((octaves * s) / steps),
    toStep: (/** @type {number} */ v) => (Math.log2(v / minimum) / octaves) * steps,
  };
}

/** Numbers of a slider without a tail of digits. */
const rounded = (/** @type {number} */ value) => Number(value.toPrecision(3));

/** @param {FigureStore} store @param {Field} field @param {string} id */
function numberInputs(store, field, id) {
  const scale = sliderScale(field);
  const slider = html('input', {
    type: 'range',
    min: '0',
    max: String(scale.steps),
    step: '1',
    'aria-label': field.label,
    tabindex: '-1',
  });
  const box = html('input', {
    type: 'number',
    id,
    min: String(field.minimum),
    max: String(field.maximum),
    step: field.type === 'integer' ? '1' : 'any',
    inputmode: field.type === 'integer' ? 'numeric' : 'decimal',
  });
  slider.addEventListener('input', () => {
    const value = clampNumber(field, scale.toValue(Number(slider.value)));
    store.setField(field.path, field.type === 'integer' ? value : rounded(value), `slide ${field.path}`);
  });
  slider.addEventListener('change', () => store.endGesture());
  // What is typed goes to the engine as it is: the engine names what is wrong with it.
  box.addEventListener('change', () =>
    store.setField(field.path, box.value.trim() === '' ? NaN : Number(box.value)),
  );
  const draw = () => {
    const value = getField(store.document.value, field.path);
    if (!box.matches(':focus')) box.value = String(value);
    slider.value = String(Math.round(scale.toStep(Number(value))));
  };
  return { inputs: field.path.endsWith('.seed') ? [box] : [slider, box], draw };
}

/** @param {FigureStore} store @param {Field} field @param {string} id */
function choiceInput(store, field, id) {
  const isSource = field.path === 'data.source';
  const options = field.choices.map(({ value, label }) => html('option', { value }, label));
  const select = html('select', { id }, ...(isSource ? bySpace(options) : options));
  select.addEventListener('change', () => {
    if (isSource) store.points.chooseSource(select.value);
    else store.setField(field.path, select.value);
  });
  return {
    inputs: [select],
    draw: () => (select.value = String(getField(store.document.value, field.path))),
  };
}

/** Sources by the space that their inputs are of. @param {HTMLOptionElement[]} options */
function bySpace(options) {
  const spaceOf = (/** @type {string} */ source) =>
    isWritten(source) ? 3 : isOnLine(source) ? 0 : isInPlane(source) ? 1 : 2;
  return ['Curves', 'In the plane', 'In many dimensions', 'Your own'].map((label, space) =>
    html('optgroup', { label }, ...options.filter(({ value }) => spaceOf(value) === space)),
  );
}

/** What was typed, number by number; what is not a number stays as it is, for the engine to name. @param {string} text */
export const typedList = (text) =>
  text.trim() === ''
    ? []
    : text.split(',').map((part) => {
        const typed = part.trim();
        return typed !== '' && Number.isFinite(Number(typed)) ? Number(typed) : typed;
      });

/** @param {FigureStore} store @param {Field} field @param {string} id */
function listInput(store, field, id) {
  const box = html('input', { type: 'text', id, inputmode: 'decimal', placeholder: 'a, b, …' });
  box.addEventListener('change', () => store.setField(field.path, typedList(box.value)));
  const draw = () => {
    if (!box.matches(':focus')) box.value = [getField(store.document.value, field.path)].flat().join(', ');
  };
  return { inputs: [box], draw };
}

/** @param {FigureStore} store @param {Field} field @param {string} id */
function switchInput(store, field, id) {
  const box = html('input', { type: 'checkbox', id });
  box.addEventListener('change', () => store.setField(field.path, box.checked));
  return { inputs: [box], draw: () => (box.checked = Boolean(getField(store.document.value, field.path))) };
}

const makers = {
  choice: choiceInput,
  boolean: switchInput,
  integer: numberInputs,
  number: numberInputs,
  integers: listInput,
  numbers: listInput,
};

/** Whether fields of a type have a control: points and rows are edited elsewhere. */
export const hasControl = (/** @type {Field} */ { type }) => type in makers;

/**
 * One field with its name, symbol, unit, help, and the faults that the engine found in it.
 * @param {FigureStore} store
 * @param {string} path
 */
export function createFieldControl(store, path) {
  const field = fieldOf(path);
  const id = `field-${path.replace('.', '-')}`;
  const make = makers[/** @type {keyof typeof makers} */ (field.type)];
  const { inputs, draw: drawInputs } = make(store, field, id);
  const fault = html('p', { class: 'fault', id: `${id}-fault` });
  const help = html('p', { class: 'help', id: `${id}-help` });
  const unit = field.unit ? html('span', { class: 'unit' }, field.unit) : '';
  const label = html(
    'label',
    { for: id },
    field.label,
    ' ',
    html('span', { class: 'symbol' }, ...withSubscripts(field.symbol)),
    ' ',
    unit,
  );
  const element = html(
    'div',
    { class: `field type-${field.type}`, 'data-field': path },
    label,
    html('div', { class: 'inputs' }, ...inputs),
    help,
    fault,
  );

  /** @type {Record<string, string>} */
  let texts = {};
  let explained = '';
  const explain = () => {
    const text = texts[`${path}=${getField(store.document.value, path)}`] ?? texts[path] ?? '';
    if (text !== explained) help.replaceChildren(...withSubscripts(text));
    explained = text;
  };
  void explanations.then((loaded) => {
    texts = loaded;
    setAttributes(label, { title: texts[path] });
    explain();
  });

  const draw = () => {
    drawInputs();
    const faults = faultsOf(store.faults.value, path);
    setText(fault, faults.map(({ message }) => message).join(' '));
    setAttributes(inputs[inputs.length - 1], {
      'aria-invalid': faults.length > 0 ? 'true' : undefined,
      'aria-describedby': `${id}-help ${id}-fault`,
    });
    explain();
  };
  return { element, draw };
}

/** Those of a field and of its entries, not of fields that begin with its name. @param {Fault[]} faults @param {string} path */
export const faultsOf = (faults, path) =>
  faults.filter(({ field }) => field === path || field.startsWith(`${path}[`));

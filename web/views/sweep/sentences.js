/** @import { SweepCell } from '../../engine/sweep.js' */
/** @import { SweepStore } from '../../store/sweep-store.js' */
/** @import { SweepPicture } from './picture.js' */
import { formatNumber } from '../../charts/format.js';
import { fieldOf, getField } from '../../store/document.js';
import { changedLabels } from '../../store/sweep-request.js';
import { irrelevantFields } from '../relevant-fields.js';
import { measureNamed } from './measures.js';
import { mostDots } from './picture.js';

const cellsText = (/** @type {number} */ count) => (count === 1 ? '1 cell' : `${count} cells`);

/** What the chart shows, for those who do not see it. @param {SweepPicture} picture */
export function description({ sweep, measure, median, count }) {
  const known = median.flatMap((value, i) => (Number.isFinite(value) ? [i] : []));
  const { label } = fieldOf(sweep.plan.path);
  const { title } = measureNamed(measure);
  const numbers = count.reduce((sum, value) => sum + value, 0);
  if (known.length === 0) return `${title} over ${label.toLowerCase()}: no cell has a number.`;
  const [first, last] = [known[0], known[known.length - 1]];
  const at = (/** @type {number} */ i) => `${formatNumber(median[i])} at ${formatNumber(sweep.values[i])}`;
  const difference = median[last] - median[first];
  const way = difference < 0 ? 'falls' : difference > 0 ? 'rises' : 'goes';
  const course = first === last ? `is ${at(first)}` : `${way} from ${at(first)} to ${at(last)}`;
  return `${title} over ${label.toLowerCase()}, ${cellsText(numbers)}: the median ${course}.`;
}

/** The fitted slope beside that of the theory. @param {SweepPicture} picture */
export function slopeSentence({ fit, reference, isLog }) {
  if (!isLog) return 'A slope needs positive values over a range of at least four to one.';
  if (!fit) return '';
  const { slope, low, high } = fit;
  const interval = Number.isFinite(low)
    ? `, 95 % interval ${formatNumber(low)} to ${formatNumber(high)}`
    : ', from too few cells for an interval';
  const measured = `Fitted slope ${formatNumber(slope)}${interval}.`;
  if (!reference) return `${measured} Theory names no power law here.`;
  const { label, claim, towards } = reference;
  const isInside = reference.slope >= low && reference.slope <= high;
  const place = Number.isFinite(low) ? `, ${isInside ? 'inside' : 'outside'} the interval` : '';
  return `${measured} Theory: ${label} as ${towards} (${claim})${place}.`;
}

/** Cells that ended before the last time, by how they ended. @param {SweepCell[]} cells */
function earlyEnds(cells) {
  const early = cells.filter(({ status }) => status !== 'finished');
  return [...new Set(early.map(({ sentence }) => sentence))].map((sentence) => {
    const alike = early.filter((cell) => cell.sentence === sentence);
    const values = [...new Set(alike.map(({ value }) => value))].sort((a, b) => a - b).map(formatNumber);
    return `${cellsText(alike.length)} ended early and ${alike.length === 1 ? 'is a gap' : 'are gaps'} (at ${values.join(', ')}): ${sentence}`;
  });
}

/** Numbers that the chart cannot show. @param {SweepPicture} picture */
function missingNumbers({ sweep: { cells }, measure, dots, sweep }) {
  const finished = cells.filter(({ status }) => status === 'finished');
  const unknown = finished.filter((cell) => !Number.isFinite(cell.measures[measure])).length;
  const zeros = finished.filter((cell) => cell.measures[measure] <= 0).length;
  return [
    ...(unknown > 0 && measure.endsWith('estError')
      ? ['The target is not known at the probe points of this experiment: there is no test error.']
      : []),
    ...(zeros > 0 ? [`${cellsText(zeros)} with 0: it has no place on a logarithmic axis.`] : []),
    ...(dots.length > mostDots
      ? [`Only the first ${mostDots} of ${sweep.plan.members} draws have dots.`]
      : []),
  ];
}

/** Why these results are not of what is set now. @param {SweepStore} sweeps @param {SweepPicture} picture */
function oldResults(sweeps, { sweep }) {
  if (!sweep.isOld) return [];
  const labels = changedLabels(sweep, sweeps.asked.value);
  const why = labels.length > 0 ? `${labels.join(', ')} changed since` : 'other values or seeds are set now';
  const what = sweeps.isActive.value
    ? 'This sweep is of the experiment as it was started'
    : 'These results are older';
  return [`${what}: ${why}. ${sweeps.isActive.value ? 'Cancel and run' : 'Run'} again for what is set now.`];
}

/** What the controls should say of a sweep that would show nothing. @param {SweepStore} sweeps */
function hints(sweeps) {
  const { document, plan } = sweeps.asked.value;
  if (irrelevantFields(document).has(plan.path))
    return [`${fieldOf(plan.path).label} means nothing in this experiment: every value gives the same.`];
  const isFromZero = ['network.centred', 'network.antisymmetric'].some((path) => getField(document, path));
  return plan.path === 'network.alpha' && !isFromZero
    ? ['A large α enlarges f₀ too: with Centred on, the network starts at 0 and theory’s slopes hold (C20).']
    : [];
}

/** @param {SweepStore} sweeps @param {SweepPicture | undefined} picture @returns {string[]} */
export const notesOf = (sweeps, picture) => [
  ...(picture ? oldResults(sweeps, picture) : []),
  ...(picture ? earlyEnds(picture.sweep.cells) : []),
  ...(picture ? missingNumbers(picture) : []),
  ...hints(sweeps),
];

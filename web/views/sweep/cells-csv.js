/** @import { ShownSweep } from '../../store/sweep-store.js' */
import { csvHead, csvRow } from '../../store/csv-row.js';
import { measures } from './measures.js';

/**
 * A row a cell: value, draw, how it ended, then every measure; empty where there is no number.
 * @param {ShownSweep} sweep
 * @returns {string}
 */
export function cellsCsv({ plan, cells }) {
  const columns = measures.map(({ name, unit }) => csvHead(name, unit));
  const sorted = cells.toSorted((a, b) => a.value - b.value || a.member - b.member);
  const rows = sorted.map(({ value, member, status, measures: numbers }) => [
    ...[String(value), String(member), status],
    ...measures.map(({ name }) => (Number.isFinite(numbers[name]) ? String(numbers[name]) : '')),
  ]);
  return [[plan.path, 'network.member', 'status', ...columns], ...rows].map(csvRow).join('');
}

/** The columns of the list, and a row in words for screen readers. */
import { count, probability } from '../../src/text/numbers.ts';
import type { LogRow } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { compact, exactTime } from '../parts/format.ts';
import { verdictIcon, verdictLabel } from '../parts/findings/verdict.ts';
import { t } from '../parts/words.ts';
import { short } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import type { ListColumn } from './log-list.ts';

/** A lower score is not worth showing in every row. */
const MIN_SCORE = 0.1;

/** A place in the list as a person reads it: a line where it is known, a rounded estimate where it is not. */
export function placeWord(row: LogRow | undefined, index: number, isLine: boolean, isCounted: boolean): string {
  if (row !== undefined && row.line !== null) return count(row.line);
  if (!isLine) return '…';
  return isCounted ? count(index + 1) : `≈ ${compact(index + 1)}`;
}

/**
 * @param placeOf what is in the first column
 * @param isScanned false leaves out what only a scan knows
 */
export function logColumns(placeOf: (row: LogRow, index: number) => string, isScanned: boolean): ListColumn<LogRow>[] {
  const columns: (ListColumn<LogRow> & { byScan?: true })[] = [
    { title: 'Line', width: 'var(--place-width)', align: 'right', cell: placeOf },
    {
      title: 'Time (UTC)',
      width: '8rem',
      from: 560,
      cell: (row) => (row.kind === 'text' ? '' : h('span.quiet-text', {}, row.time === null ? '–' : clock(row.time))),
    },
    {
      title: 'Score',
      byScan: true,
      width: '4.2rem',
      from: 380,
      cell: (row) =>
        h(
          row.cleared ? 'span.score-cell.cleared' : 'span.score-cell',
          { title: titleOf(row) },
          row.verdict === 'none' || row.verdict === 'not-judged' ? h('span.no-icon', {}) : verdictIcon(row.verdict),
          row.score < MIN_SCORE ? '' : probability(row.score),
        ),
    },
    { title: 'Account', width: 'minmax(5rem, 8rem)', from: 460, cell: (row) => longName(row.account) },
    {
      title: 'Template',
      byScan: true,
      width: 'minmax(3.5rem, 5.5rem)',
      from: 840,
      cell: (row) => h('bdi.quiet-text', {}, short(row.template, 40)),
    },
    {
      title: 'Model',
      width: 'minmax(4rem, 8rem)',
      from: 1000,
      cell: (row) => h('bdi.quiet-text', {}, short(row.model, 60)),
    },
    {
      title: 'Prompt',
      width: 'minmax(6rem, 1fr)',
      cell: (row) =>
        row.kind === 'text'
          ? h('span.raw', { dir: 'auto' }, short(row.preview, 300))
          : h('span', { dir: 'auto' }, short(row.preview, 300)),
    },
  ];
  return columns.filter(({ byScan }) => isScanned || byScan !== true);
}

function titleOf({ kind, verdict, cleared }: LogRow): string | null {
  if (kind === 'text') return null;
  return cleared ? t('{0}, not counted because of a decision', verdictLabel(verdict)) : verdictLabel(verdict);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `03 Mar 14:02:11`: the year is in the request itself. */
function clock(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(8, 10)} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(11, 19)}`;
}

/** The whole row in one sentence. */
export function describeRow(row: LogRow, place: string): string {
  const parts = [`Line ${place}`];
  if (row.kind === 'text') parts.push('no request');
  else {
    if (row.flagged) parts.push(`flagged${row.cleared ? ' but not counted' : ''}, ${probability(row.score)}`);
    else if (row.verdict !== 'none' && row.verdict !== 'not-judged') parts.push(verdictLabel(row.verdict));
    if (row.time !== null) parts.push(exactTime(row.time));
    if (row.account !== '') parts.push(`account ${short(row.account, 60)}`);
    if (row.template !== '') parts.push(`template ${short(row.template, 40)}`);
    if (row.model !== '') parts.push(short(row.model, 60));
  }
  parts.push(short(row.preview, 160));
  return parts.join(', ');
}

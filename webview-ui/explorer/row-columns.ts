/** The columns of the list, and a row in words for screen readers. */
import { count, probability } from '../../src/text/numbers.ts';
import type { LogRow } from '../../src/protocol/explorer-messages.ts';
import { h, type Child } from '../parts/dom.ts';
import { compact, exactTime } from '../parts/format.ts';
import { verdictIcon, verdictLabel } from '../parts/findings/verdict.ts';
import { t } from '../parts/words.ts';
import { short } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import type { ColumnChoice } from './column-menu.ts';
import type { ListColumn } from './log-list.ts';

/** A lower score is not worth showing in every row. */
const MIN_SCORE = 0.1;

/** A place in the list as a person reads it: a line where it is known, a rounded estimate where it is not. */
export function placeWord(row: LogRow | undefined, index: number, isLine: boolean, isCounted: boolean): string {
  if (row !== undefined && row.line !== null) return count(row.line);
  if (!isLine) return '…';
  return isCounted ? count(index + 1) : `≈ ${compact(index + 1)}`;
}

interface Column extends ListColumn<LogRow> {
  id: string;
  /** Known of scanned logs only. */
  byScan?: true;
  /** Shown when a person asks for it. */
  isExtra?: true;
}

const quiet = (text: string, limit = 80): Child => h('bdi.quiet-text', short(text, limit));

/** `>` is before the title of one whose cells stand to the right. */
const column = (
  title: string,
  id: string,
  width: string,
  cell: Column['cell'],
  more: Pick<Column, 'from' | 'byScan' | 'isExtra'> = {},
): Column =>
  title.startsWith('>')
    ? { id, title: title.slice(1), width, align: 'right', cell, ...more }
    : { id, title, width, cell, ...more };

/** All columns, in their order. */
function allColumns(placeOf: (row: LogRow, index: number) => string, hasFlagged = true): Column[] {
  const [first, second] = hasFlagged ? [560, 380] : [380, 560];
  const isExtra = true;
  const byScan = true;
  return [
    column('>Line', 'line', 'var(--place-width)', placeOf),
    column(
      'Time (UTC)',
      'time',
      '8rem',
      (row) => (row.kind === 'text' ? '' : h('span.quiet-text', row.time === null ? '–' : clock(row.time))),
      { from: first },
    ),
    column('Score', 'score', '4.2rem', scoreCell, { byScan, from: second }),
    column('Account', 'account', 'minmax(5rem, 8rem)', (row) => longName(row.account), { from: 460 }),
    column('Address', 'address', 'minmax(4rem, 8rem)', ({ address = '' }) => longName(address), { isExtra }),
    column('Client', 'client', 'minmax(4rem, 10rem)', ({ client = '' }) => quiet(client), { isExtra }),
    column('Organisation', 'organisation', 'minmax(4rem, 8rem)', (row) => longName(row.organisation ?? ''), {
      isExtra,
    }),
    column('Template', 'template', 'minmax(3.5rem, 5.5rem)', (row) => quiet(row.template, 40), { byScan, from: 840 }),
    column('Model', 'model', 'minmax(4rem, 8rem)', (row) => quiet(row.model, 60), { from: 1000 }),
    column('>Tokens in, out', 'tokens', 'minmax(4rem, 7rem)', tokens, { isExtra }),
    column(
      '>Latency',
      'latency',
      '4.5rem',
      ({ latencyMs }) => (latencyMs === undefined ? '' : `${(latencyMs / 1000).toFixed(2)} s`),
      { isExtra },
    ),
    column('Status', 'status', '4.5rem', ({ status = '' }) => quiet(status), { isExtra }),
    column('Prompt', 'prompt', 'minmax(6rem, 1fr)', ({ kind, preview }) =>
      h(kind === 'text' ? 'span.raw' : 'span', { dir: 'auto' }, short(preview, 300)),
    ),
  ];
}

const scoreCell = (row: LogRow): Child =>
  h(
    row.cleared ? 'span.score-cell.cleared' : 'span.score-cell',
    { title: titleOf(row) },
    row.verdict === 'none' || row.verdict === 'not-judged' ? h('span.no-icon') : verdictIcon(row.verdict),
    row.score < MIN_SCORE ? '' : probability(row.score),
  );

function tokens({ inputTokens, outputTokens }: LogRow): string {
  if (inputTokens === undefined && outputTokens === undefined) return '';
  return [inputTokens, outputTokens].map((one) => (one === undefined ? '–' : compact(one))).join(', ');
}

/** Columns that always are there: which row it is, and what it says. */
const ALWAYS = new Set(['line', 'prompt']);

/**
 * @param placeOf what is in the first column
 * @param isScanned false leaves out what only a scan knows
 * @param hasFlagged false lets the time go before the score where there is room for one
 * @param chosen those that a person wants; undefined for the usual ones, as many as there is room for
 */
export function logColumns(
  placeOf: (row: LogRow, index: number) => string,
  isScanned: boolean,
  hasFlagged: boolean,
  chosen: readonly string[] | undefined,
): ListColumn<LogRow>[] {
  return allColumns(placeOf, hasFlagged)
    .filter(({ byScan }) => isScanned || byScan !== true)
    .filter(({ id, isExtra }) => ALWAYS.has(id) || (chosen?.includes(id) ?? isExtra !== true))
    .map(({ from, ...column }) => (chosen === undefined && from !== undefined ? { ...column, from } : column));
}

/** The columns that can be chosen, and which are. */
export function columnChoices(isScanned: boolean, chosen: readonly string[] | undefined): ColumnChoice[] {
  return allColumns(() => '')
    .filter(({ id, byScan }) => !ALWAYS.has(id) && (isScanned || byScan !== true))
    .map(({ id, title, isExtra }) => ({ id, title, isOn: chosen?.includes(id) ?? isExtra !== true }));
}

function titleOf(row: LogRow): string | null {
  if (row.kind === 'text') return null;
  const word = verdictLabel(row);
  return row.cleared ? t('{0}, not counted because of a decision', word) : word;
}

/** `03-03 14:02:11`: the year is in the request itself. */
const clock = (time: number): string => new Date(time).toISOString().slice(5, 19).replace('T', ' ');

/** The whole row in one sentence. */
export function describeRow(row: LogRow, place: string): string {
  const parts = [`Line ${place}`];
  if (row.kind === 'text') parts.push('no request');
  else {
    if (row.flagged) parts.push(`flagged${row.cleared ? ' but not counted' : ''}, ${probability(row.score)}`);
    else if (row.verdict !== 'none' && row.verdict !== 'not-judged') parts.push(verdictLabel(row));
    if (row.time !== null) parts.push(exactTime(row.time));
    if (row.account !== '') parts.push(`account ${short(row.account, 60)}`);
    if (row.template !== '') parts.push(`template ${short(row.template, 40)}`);
    if (row.model !== '') parts.push(short(row.model, 60));
  }
  parts.push(short(row.preview, 160));
  return parts.join(', ');
}

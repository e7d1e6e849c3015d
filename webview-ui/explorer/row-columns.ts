/** The columns of the list, and a row in words for screen readers. */
import type { LogRow } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { compact, count, exactTime, percent } from '../parts/format.ts';
import { verdictIcon, VERDICTS } from '../parts/verdict.ts';
import { short } from '../parts/visible.ts';
import type { ListColumn } from './log-list.ts';
import { rowScore } from './request-pane.ts';

/** A place in the list as a person reads it: a line where it is known, a rounded estimate where it is not. */
export function placeWord(row: LogRow | undefined, index: number, isLine: boolean, isCounted: boolean): string {
  if (row !== undefined && row.line !== null) return count(row.line);
  if (!isLine) return '…';
  return isCounted ? count(index + 1) : `≈ ${compact(index + 1)}`;
}

/** @param placeOf what stands in the first column */
export function logColumns(placeOf: (row: LogRow, index: number) => string): ListColumn<LogRow>[] {
  return [
    { title: 'Line', width: 'var(--place-width)', align: 'right', cell: placeOf },
    {
      title: 'Time (UTC)',
      width: '8.6rem',
      from: 620,
      cell: (row) => (row.kind === 'text' ? '' : h('span.quiet-text', {}, row.time === null ? '–' : clock(row.time))),
    },
    {
      title: 'Score',
      width: '4.2rem',
      from: 380,
      cell: (row) =>
        row.verdict === 'none' && !row.flagged
          ? h('span.quiet-text.score-cell', {}, h('span.no-icon', {}), rowScore(row.score))
          : h('span.score-cell', { title: VERDICTS[row.verdict].word }, verdictIcon(row.verdict), rowScore(row.score)),
    },
    { title: 'Account', width: 'minmax(5rem, 9rem)', from: 460, cell: (row) => h('bdi', {}, short(row.account, 60)) },
    {
      title: 'Template',
      width: 'minmax(3.5rem, 5.5rem)',
      from: 760,
      cell: (row) => h('bdi.quiet-text', {}, short(row.template, 40)),
    },
    {
      title: 'Model',
      width: 'minmax(4rem, 8rem)',
      from: 900,
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
}

/** `3 Mar 2025, 14:02:11` without the year's end of the line where space is short. */
function clock(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** The whole row in one sentence. */
export function describeRow(row: LogRow, place: string): string {
  const parts = [`Line ${place}`];
  if (row.kind === 'text') parts.push('no request');
  else {
    if (row.flagged) parts.push(`flagged, ${percent(row.score)}`);
    else if (row.verdict !== 'none') parts.push(VERDICTS[row.verdict].word);
    if (row.time !== null) parts.push(exactTime(row.time));
    if (row.account !== '') parts.push(`account ${short(row.account, 60)}`);
    if (row.template !== '') parts.push(`template ${short(row.template, 40)}`);
    if (row.model !== '') parts.push(short(row.model, 60));
  }
  parts.push(short(row.preview, 160));
  return parts.join(', ');
}

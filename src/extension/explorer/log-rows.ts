import type { Called } from '../../protocol/view-model.ts';
import { isCandidate } from '../../text/verdicts.ts';
import type { LogRow } from '../../protocol/explorer-messages.ts';
import { firstRowFrom, type Results } from '../model/results.ts';
import type { ReadRow, RowRef } from './explorer-jobs.ts';

/** Rows of the request index that lie in one log. */
export interface FileRows {
  results: Results;
  from: number;
  /** Exclusive. */
  to: number;
  /** Lines may have moved since the scan: what it knows is shown only of requests that are still the same. */
  moved: boolean;
}

/** The requests of a log among the results, by the name the scan gave it; undefined when it was not scanned. */
export function fileRows(results: Results | undefined, path: string, moved = false): FileRows | undefined {
  const number = results?.index.files.indexOf(path) ?? -1;
  return results === undefined || number < 0 ? undefined : { results, ...results.rowsOfFile(number), moved };
}

/** Row of a request that is at a byte of the log, or undefined. `part` counts the requests of one line. */
export function rowAt({ results, from, to }: FileRows, offset: number, part: number): number | undefined {
  const row = firstRowFrom(results.index.offset, offset, from, to) + part;
  return row < to && results.index.offset[row] === offset ? row : undefined;
}

/** Row of the request whose lines hold a byte of the log, or undefined. */
export function rowAround({ results, from, to }: FileRows, offset: number): number | undefined {
  const { index } = results;
  const after = firstRowFrom(index.offset, offset + 1, from, to);
  if (after === from) return undefined;
  const start = index.offset[after - 1] ?? 0;
  return offset < start + (index.bytes[after - 1] ?? 0) + 1 ? firstRowFrom(index.offset, start, from, to) : undefined;
}

export function refOf({ results, from }: FileRows, row: number): RowRef {
  const { offset, bytes } = results.index;
  let first = row;
  while (first > from && offset[first - 1] === offset[row]) first--;
  return { offset: offset[row] ?? 0, length: bytes[row] ?? 0, part: row - first };
}

/** What the line says, with what the scan knows about its request. Where both say something, the scan is right. */
export function logRow(read: ReadRow, file?: FileRows, row?: number): LogRow {
  const { isRequest, ...known } = read;
  const bare: LogRow = {
    ...known,
    kind: isRequest ? 'request' : 'text',
    template: '',
    score: 0,
    verdict: 'none',
    flagged: false,
    cleared: false,
  };
  if (file === undefined || row === undefined) return bare;
  const { results } = file;
  if (file.moved && !isStill(results, row, read)) return bare;
  const { index } = results;
  const time = index.time[row] ?? NaN;
  const account = index.accounts[index.account[row] ?? 0] ?? '';
  const flagged = results.isFlagged(row);
  return {
    ...bare,
    kind: 'request',
    line: index.line[row] ?? null,
    time: Number.isNaN(time) ? null : time,
    account,
    model: index.models[index.model[row] ?? 0] ?? '',
    template: index.templates[index.template[row] ?? 0] ?? '',
    score: results.scoreOf(row),
    verdict: verdictOf(results, row),
    flagged,
    cleared: flagged && !results.isCountedRow(row),
    requests: Math.max(1, read.requests),
  };
}

/** Is what was read the request that was scanned? The reader may know no account where the scan knew one from other lines. */
export function isStill({ index }: Results, row: number, { isRequest, length, account, time }: ReadRow): boolean {
  const then = index.time[row] ?? NaN;
  return (
    isRequest &&
    length === index.bytes[row] &&
    (account === '' || account === index.accounts[index.account[row] ?? 0]) &&
    (time === null || Number.isNaN(then) || time === then)
  );
}

/** A request of an account that distils is itself innocent unless its own score says otherwise. */
function verdictOf(results: Results, row: number): Called {
  if (results.isFlagged(row)) return 'distillation';
  const { index } = results;
  return calledAs(results, index.accounts[index.account[row] ?? 0] ?? '', index.score[row] ?? 0);
}

/** What those of an account's requests that are not flagged are called, by their score. */
export function calledAs(results: Results, account: string, score: number): Called {
  const report = results.account(account);
  if (report === undefined) return 'none';
  const verdict = report.verdict === 'distillation' ? 'none' : report.verdict;
  return isCandidate(verdict, score) ? results.called(report).verdict : verdict;
}

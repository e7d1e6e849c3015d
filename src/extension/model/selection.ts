import type { CampaignReport, LineRef } from '../../report/shape/report.ts';
import type { CaseRequest } from '../../protocol/case-data.ts';
import type { Selection } from '../../protocol/messages.ts';
import type { RequestRow } from '../../protocol/view-model.ts';
import type { Results } from './results.ts';

const HOUR = 3_600_000;
/** 1970-01-01 was a Thursday: Monday 00:00 of that week lies 72 hours before. */
const HOURS_TO_MONDAY = 72;

/** Hour of the week in UTC of a time in ms, 0 = Monday 00:00; -1 when the time is unknown. */
export function hourOfWeek(time: number): number {
  if (Number.isNaN(time)) return -1;
  const hours = Math.floor(time / HOUR) + HOURS_TO_MONDAY;
  return ((hours % 168) + 168) % 168;
}

/** Calls `visit` with every row of the selection in log order, until it returns false. */
export function forEachSelected(results: Results, selection: Selection, visit: (row: number) => unknown): void {
  const test = rowTest(results, selection);
  if (test === undefined) return;
  const account = selection.account === undefined ? undefined : results.accountNumber(selection.account);
  if (account !== undefined) {
    for (const row of results.rowsOfAccount(account)) if (test(row) && visit(row) === false) return;
    return;
  }
  const members = selection.campaign === undefined ? undefined : rowsOfMembers(results, selection.campaign);
  if (members !== undefined) {
    for (const row of members) if (test(row) && visit(row) === false) return;
    return;
  }
  for (let row = 0; row < results.index.length; row++) if (test(row) && visit(row) === false) return;
}

/** Rows of a campaign's accounts in log order: mostly few of many. */
function rowsOfMembers(results: Results, id: string): Uint32Array {
  const accounts = results.campaign(id)?.accounts ?? [];
  const parts = accounts.map((name) =>
    results.rowsOfAccount(results.accountNumber(name) ?? results.index.accounts.length),
  );
  const rows = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  return rows.sort();
}

/** The first matching requests in log order, with the number of all. */
export function selectRequests(
  results: Results,
  selection: Selection,
  limit: number,
): { total: number; rows: RequestRow[] } {
  const rows: RequestRow[] = [];
  let total = 0;
  forEachSelected(results, selection, (row) => {
    total++;
    if (rows.length < limit) rows.push(requestRow(results, row));
  });
  return { total, rows };
}

/**
 * The line to open for a selection: the first flagged request when there is one, since it is what proves something;
 * else the first request.
 */
export function firstLine(results: Results, selection: Selection): LineRef | undefined {
  let first: number | undefined;
  let flagged: number | undefined;
  forEachSelected(results, selection, (row) => {
    first ??= row;
    if (!results.isFlagged(row)) return true;
    flagged = row;
    return false;
  });
  const row = flagged ?? first;
  return row === undefined ? undefined : results.lineOf(row);
}

/** Where a request stands, and whose it is. */
export function requestOf(results: Results, row: number): CaseRequest {
  const { index } = results;
  const time = index.time[row] ?? NaN;
  return {
    line: results.lineOf(row),
    time: Number.isNaN(time) ? null : time,
    account: index.accounts[index.account[row] ?? 0] ?? '',
    template: index.templates[index.template[row] ?? 0] ?? '',
  };
}

function requestRow(results: Results, row: number): RequestRow {
  const { index } = results;
  return {
    ...requestOf(results, row),
    model: index.models[index.model[row] ?? 0] ?? '',
    outputTokens: index.outputTokens[row] ?? 0,
    score: results.scoreOf(row),
  };
}

/**
 * Whether a request of a member is part of the campaign: it has one of its templates, or is flagged by exact facts, which no template of a
 * campaign has to hold.
 */
export function isPartOf(results: Results, { id, templates }: CampaignReport): (row: number) => boolean {
  const { index, report } = results;
  const numbers = (ids: readonly string[]): Set<number | undefined> =>
    new Set(ids.map((one) => results.templateNumber(one)));
  const own = numbers(templates);
  const ofAny = numbers(report.campaigns.flatMap((campaign) => campaign.templates));
  const isOwn = index.accounts.map((name) => results.account(name)?.campaign === id);
  return (row) =>
    own.size === 0 ||
    own.has(index.template[row]) ||
    (results.isFlagged(row) && isOwn[index.account[row]!]! && !ofAny.has(index.template[row]));
}

/** A test of one row, or undefined when the selection names something the scan does not know: nothing matches. */
function rowTest(results: Results, selection: Selection): ((row: number) => boolean) | undefined {
  const { index } = results;
  const tests: ((row: number) => boolean)[] = [];
  if (selection.account !== undefined) {
    const account = results.accountNumber(selection.account);
    if (account === undefined) return undefined;
    tests.push((row) => index.account[row] === account);
  }
  if (selection.template !== undefined) {
    const template = results.templateNumber(selection.template);
    if (template === undefined) return undefined;
    tests.push((row) => index.template[row] === template);
  }
  if (selection.campaign !== undefined) {
    const campaign = results.campaign(selection.campaign);
    if (campaign === undefined) return undefined;
    const members = new Uint8Array(index.accounts.length);
    for (const name of campaign.accounts) members[results.accountNumber(name) ?? -1] = 1;
    const isPart = isPartOf(results, campaign);
    tests.push((row) => members[index.account[row] ?? 0] === 1 && isPart(row));
  }
  const { from, to, hourOfWeek: hour } = selection;
  if (from !== undefined) tests.push((row) => (index.time[row] ?? NaN) >= from);
  if (to !== undefined) tests.push((row) => (index.time[row] ?? NaN) < to);
  if (hour !== undefined) tests.push((row) => hourOfWeek(index.time[row] ?? NaN) === hour);
  return (row) => tests.every((test) => test(row));
}

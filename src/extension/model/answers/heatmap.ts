import { addTo } from '../../../math/lists/many.ts';
import type { AccountReport } from '../../../report/shape/report.ts';
import { isCounted } from '../../../report/triage/triaged-report.ts';
import type { Grouping, HeatmapQuery, SortOrder } from '../../../protocol/messages.ts';
import type { HeatmapGrid } from '../../../protocol/view-model.ts';
import { listRank, verdictWord } from '../../../text/verdicts.ts';
import { t } from '../../translated.ts';
import { fillMetric, largest } from './metric.ts';
import { binsOf, type Place } from '../../../report/shape/activity/counted-index.ts';
import type { Results } from '../results.ts';

/**
 * Answers heatmap questions over one scan. The order of the rows and the largest value depend on everything but the
 * window asked for, so the last ones are kept: scrolling costs only the rows in sight.
 */
export class Heatmap {
  readonly #results: Results;
  #last: { key: string; rows: AccountReport[]; max: number } | undefined;

  constructor(results: Results) {
    this.#results = results.charts;
  }

  grid(query: HeatmapQuery, revision: number): HeatmapGrid {
    const { from, to } = timeRange(this.#results, query);
    const { bins } = query;
    const { index } = this.#results;

    const only = query.template === undefined ? undefined : (this.#results.templateNumber(query.template) ?? -1);
    const placed = binsOf(index, { from, to, bins });
    const place: Place =
      only === undefined ? placed : (row, add) => (index.template[row] === only ? placed(row, add) : undefined);
    const fill = (account: AccountReport, values: Float32Array): void => {
      const number = this.#results.accountNumber(account.account);
      const rows = number === undefined ? new Uint32Array(0) : this.#results.rowsOfAccount(number);
      fillMetric(this.#results, query.metric, rows, place, values);
    };

    const { triaged } = this.#results;
    const { rows, max } = this.#order(query, from, to, place, fill);
    const window = rows.slice(query.firstRow, query.firstRow + query.rows);
    const values = new Float32Array(window.length * bins);
    const called = window.map((account) => this.#results.called(account));
    window.forEach((account, k) => fill(account, values.subarray(k * bins, (k + 1) * bins)));
    return {
      revision,
      accounts: window.map((account) => account.account),
      // Requests that people decided not to count are drawn as unflagged.
      verdicts: window.map(({ account }, at) =>
        isCounted(triaged, 'account', account) ? called[at]!.verdict : 'none',
      ),
      scores: called.map(({ score }) => score),
      campaigns: window.map((account) => account.campaign ?? ''),
      groups: window.map((account) => groupOf(this.#results, account, query.group)),
      from,
      to,
      bins,
      values,
      max,
      firstRow: query.firstRow,
      totalRows: rows.length,
    };
  }

  #order(
    query: HeatmapQuery,
    from: number,
    to: number,
    place: Place,
    fill: (account: AccountReport, values: Float32Array) => void,
  ): { rows: AccountReport[]; max: number } {
    const { metric, sort, group, filter, bins, campaign, template } = query;
    const key = JSON.stringify([metric, sort, group, filter, from, to, bins, campaign, template]);
    if (this.#last?.key === key) return this.#last;
    const wanted = filter.trim().toLowerCase();
    // An account may be in several campaigns, and its report names one.
    const members = campaign === undefined ? undefined : new Set(this.#results.campaign(campaign)?.accounts);
    let rows = this.#results.report.accounts.filter(
      (account) => members?.has(account.account) !== false && matches(account, wanted),
    );
    if (template !== undefined) rows = rows.filter((account) => this.#isPlaced(account, place));
    rows = grouped(this.#results, sorted(this.#results, rows, sort), group);
    const values = new Float32Array(bins);
    let max = 0;
    for (const account of rows) {
      fill(account, values);
      max = Math.max(max, largest(values));
    }
    this.#last = { key, rows, max };
    return this.#last;
  }

  #isPlaced(account: AccountReport, place: Place): boolean {
    const number = this.#results.accountNumber(account.account);
    let found = false;
    if (number !== undefined)
      this.#results.rowsOfAccount(number).some((row) => (place(row, () => (found = true)), found));
    return found;
  }
}

/** The range asked for, or the whole period when both ends are 0; `to` is exclusive and later than `from`. */
function timeRange(results: Results, query: HeatmapQuery): { from: number; to: number } {
  const { period } = results.report;
  const whole = query.from === 0 && query.to === 0;
  const from = whole ? (period?.start ?? 0) : query.from;
  const to = whole ? (period?.end ?? 0) + 1 : query.to;
  return { from, to: Math.max(to, from + 1) };
}

function matches(account: AccountReport, wanted: string): boolean {
  if (wanted === '') return true;
  const names = [account.account, account.organisation ?? '', account.campaign ?? ''];
  return names.some((name) => name.toLowerCase().includes(wanted));
}

/** The report lists accounts by suspicion; sorting is stable, so that order decides between equals. */
function sorted(results: Results, accounts: AccountReport[], sort: SortOrder): AccountReport[] {
  switch (sort) {
    case 'score': {
      const ranks = new Map(accounts.map((account) => [account, listRank(results.called(account))]));
      return accounts.toSorted((a, b) => ranks.get(b)! - ranks.get(a)!);
    }
    case 'requests':
      return accounts.toSorted((a, b) => b.requests - a.requests);
    case 'first':
      return accounts.toSorted((a, b) => (a.first ?? Infinity) - (b.first ?? Infinity) || 0);
    case 'name':
      return accounts.toSorted((a, b) => compare(a.account, b.account));
    case 'campaign':
      // Members of campaigns first, campaign by campaign.
      return accounts.toSorted(
        (a, b) =>
          Number(a.campaign === undefined) - Number(b.campaign === undefined) ||
          compare(a.campaign ?? '', b.campaign ?? ''),
      );
  }
}

/** Name of the group of an account; empty for those that are in none, which come last. */
function groupOf(results: Results, account: AccountReport, group: Grouping): string {
  if (group === 'campaign') return account.campaign ?? '';
  if (group === 'organisation') return account.organisation ?? '';
  if (group !== 'verdict') return '';
  const { verdict, score } = results.called(account);
  return verdictWord(verdict, score, t);
}

/** Puts rows of one group together: groups in the order of their first row, rows as they were. */
function grouped(results: Results, accounts: AccountReport[], group: Grouping): AccountReport[] {
  if (group === 'none') return accounts;
  const groups = new Map<string, AccountReport[]>();
  for (const account of accounts) {
    const name = groupOf(results, account, group);
    addTo(groups, name, account);
  }
  const rest = groups.get('') ?? [];
  groups.delete('');
  return [...groups.values(), rest].flat();
}

/** Made when names are first sorted: it takes a third of the time in which the extension starts. */
let numeric: Intl.Collator | undefined;

function compare(a: string, b: string): number {
  numeric ??= new Intl.Collator('en', { numeric: true });
  return numeric.compare(a, b);
}

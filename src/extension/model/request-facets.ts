/** What the requests of a filter have in common: their campaigns, verdicts, models, templates and accounts, counted. */
import { NO_TEMPLATE } from '../../core/report/request-index.ts';
import type { Verdict } from '../../core/report/report.ts';
import type { Facet, LogFilter } from '../../protocol/explorer-messages.ts';
import { type FileRows, verdictOf } from '../explorer/log-rows.ts';
import type { Results } from './results.ts';
import { templateWord } from './words.ts';

/** Values of a field that are named. */
const NAMED = 8;
const LABEL = 60;
const VERDICTS: readonly Verdict[] = ['distillation', 'relay', 'automation', 'none', 'not-judged'];

/** One field of a request: its value as a number of `names`, -1 for none. */
interface Field {
  field: Facet['field'];
  names: readonly string[];
  of: (row: number) => number;
  /** The value that the filter wants, undefined for any. */
  wanted: number | undefined;
  label: (name: string) => string;
}

/** One pass over the requests of the log; a request counts for a field when it fits what the filter says of all others. */
export function requestFacets({ results, from, to }: FileRows, filter: LogFilter): Facet[] {
  const { index } = results;
  const fields = fieldsOf(results, filter);
  const counts = fields.map(({ names }) => new Uint32Array(names.length));
  const { from: start = -Infinity, to: end = Infinity, flagged } = filter;
  const isTimed = filter.from !== undefined || filter.to !== undefined;
  const values = new Int32Array(fields.length);
  for (let row = from; row < to; row++) {
    if (flagged && !results.isFlagged(row)) continue;
    const time = index.time[row] ?? NaN;
    if (isTimed && !(time >= start && time < end)) continue;
    let [misses, missed] = [0, -1];
    for (let at = 0; at < fields.length && misses < 2; at++) {
      const { of, wanted } = fields[at]!;
      const value = of(row);
      values[at] = value;
      if (wanted !== undefined && wanted !== value) [misses, missed] = [misses + 1, at];
    }
    if (misses > 1) continue;
    for (let at = 0; at < fields.length; at++) {
      const value = values[at]!;
      if (value >= 0 && (misses === 0 || at === missed)) counts[at]![value]!++;
    }
  }
  return fields.map(({ field, names, label }, at) => {
    const own = counts[at]!;
    const { most, found } = mostOf(own);
    return {
      field,
      values: most.map((value) => {
        const name = names[value] ?? '';
        return { value: name, label: label(name), requests: own[value]! };
      }),
      more: found - most.length,
    };
  });
}

/** The values with most requests, without sorting all: there may be as many accounts as requests. */
function mostOf(counts: Uint32Array): { most: number[]; found: number } {
  const most: number[] = [];
  let found = 0;
  counts.forEach((requests, value) => {
    if (requests === 0) return;
    found++;
    if (most.length === NAMED && counts[most[NAMED - 1]!]! >= requests) return;
    let at = most.length;
    while (at > 0 && counts[most[at - 1]!]! < requests) at--;
    most.splice(at, 0, value);
    most.length = Math.min(NAMED, most.length);
  });
  return { most, found };
}

function fieldsOf(results: Results, filter: LogFilter): Field[] {
  const { index, report } = results;
  const { campaigns } = report;
  const campaignNames = campaigns.map(({ id }) => id);
  const wanted = (name: string | undefined, names: readonly string[]): number | undefined =>
    name === undefined || name === '' ? undefined : names.indexOf(name);
  const plain = (name: string): string => name.slice(0, LABEL);
  const isFree = (template: number): boolean => template === NO_TEMPLATE;
  return [
    {
      field: 'campaign',
      names: campaignNames,
      of: campaignOfRow(results),
      wanted: wanted(filter.campaign, campaignNames),
      label: (name) => `${name}: ${results.campaign(name)?.summary ?? ''}`.slice(0, LABEL),
    },
    {
      field: 'verdict',
      names: VERDICTS,
      of: verdictOfRow(results),
      wanted: wanted(filter.verdict, VERDICTS),
      label: plain,
    },
    {
      field: 'model',
      names: index.models,
      of: (row) => index.model[row] ?? 0,
      wanted: wanted(filter.model, index.models),
      label: plain,
    },
    {
      field: 'template',
      names: index.templates,
      of: (row) => (isFree(index.template[row] ?? 0) ? -1 : (index.template[row] ?? 0)),
      wanted: filter.template === '' ? undefined : (results.templateNumber(filter.template) ?? -2),
      label: (name) => {
        const template = results.template(name);
        return template === undefined ? name : templateWord(template, LABEL);
      },
    },
    {
      field: 'account',
      names: index.accounts,
      of: (row) => index.account[row] ?? 0,
      wanted: filter.account === '' ? undefined : (results.accountNumber(filter.account) ?? -2),
      label: plain,
    },
  ];
}

function campaignOfRow(results: Results): (row: number) => number {
  const { report, index } = results;
  const places = new Int32Array(index.accounts.length).fill(-1);
  const templates = report.campaigns.map(({ templates: ids }) => new Set(ids));
  report.campaigns.forEach(({ accounts }, at) => {
    for (const name of accounts) places[results.accountNumber(name) ?? -1] = at;
  });
  return (row) => {
    const at = places[index.account[row] ?? 0] ?? -1;
    const own = templates[at];
    if (own === undefined || own.size === 0) return at;
    return own.has(index.templates[index.template[row] ?? NO_TEMPLATE] ?? '') ? at : -1;
  };
}

/** Of what is not flagged, the verdict is that of the account: looked up once for each. */
function verdictOfRow(results: Results): (row: number) => number {
  const known = new Int8Array(results.index.accounts.length).fill(-1);
  return (row) => {
    if (results.isFlagged(row)) return 0;
    const account = results.index.account[row] ?? 0;
    const before = known[account] ?? -1;
    return before >= 0 ? before : (known[account] = VERDICTS.indexOf(verdictOf(results, row)));
  };
}

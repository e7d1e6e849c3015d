/** What the requests of a filter have in common: their campaigns, verdicts, models, templates and accounts, counted. */
import type { Facet, LogFilter } from '../../protocol/explorer-messages.ts';
import { campaignTitle } from '../../report/shape/campaign-facts.ts';
import type { FileRows } from '../explorer/log-rows.ts';
import { filterRows, requestFields } from './request-fields.ts';
import type { Results } from './results.ts';
import { verdictWord } from '../../text/verdicts.ts';
import { shortLabel } from '../../text/visible.ts';
import { t } from '../translated.ts';
import { templateWord } from './words.ts';

/** Values of a field that are named. */
const NAMED = 8;
const LABEL = 90;

/**
 * A request counts for a field when it fits what the filter says of all others.
 * @param hits of a search: 1 for each request of the log that was found
 */
export function requestFacets(file: FileRows, filter: LogFilter, hits?: Uint8Array): Facet[] {
  const { results, from, to } = file;
  const fits = filterRows(file, filter, hits);
  return requestFields(results).map(({ field, names, column }, at) => {
    const counts = new Uint32Array(names.length);
    for (let row = from; row < to; row++) {
      const fit = fits[row - from];
      const value = column[row]!;
      if ((fit === 0 || fit === at + 1) && value < counts.length) counts[value]!++;
    }
    // The empty name stands for none.
    const none = names.indexOf('');
    if (none >= 0) counts[none] = 0;
    const { most, found } = mostOf(counts);
    return {
      field,
      values: most.map((value) => {
        const name = names[value] ?? '';
        return { value: name, label: shortLabel(labelOf(results, field, name), LABEL), requests: counts[value]! };
      }),
      more: found - most.length,
    };
  });
}

function labelOf(results: Results, field: Facet['field'], name: string): string {
  const campaign = field === 'campaign' ? results.campaign(name) : undefined;
  if (campaign !== undefined) {
    const { verdict, score } = campaign;
    // Beside campaigns the list has groups that are not flagged.
    const word = verdict === 'distillation' ? '' : ` (${verdictWord(verdict, score, t)})`;
    return `${name}${word}: ${campaignTitle(campaign, results.report)}`;
  }
  const says = field === 'template' ? templateWord(results.report, name, LABEL) : '';
  return says || name;
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

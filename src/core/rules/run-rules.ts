import { type Converted, type ReadingOptions, readRequests } from '../convert/read-requests.ts';
import { NO_TEMPLATE, type RequestIndex } from '../report/request-index.ts';
import type { Report } from '../report/report.ts';
import type { RuleOutcome } from '../report/rule-outcome.ts';
import { RowFinder } from './row-finder.ts';
import type { Rule } from './rule.ts';
import { RuleRun } from './rule-run.ts';
import { placeOf, slicesOf } from './slices.ts';

/** What rules came to in some logs. */
export interface RulesRun {
  outcomes: RuleOutcome[];
  /** Requests that the rules saw; fewer than the scan's when a log changed in between. */
  requests: number;
  errors: Converted['errors'];
}

/**
 * Runs rules over logs that were scanned: in a pass of its own, because a scan keeps no text. Requests are read one by one,
 * each with the template that the scan gave it. Memory grows with the groups that rules count, up to a limit, not with the
 * logs.
 * @param paths what was scanned; not standard input, which cannot be read twice
 */
export async function runRules(
  rules: readonly Rule[],
  paths: readonly string[],
  { report, index }: { report: Pick<Report, 'templates'>; index: RequestIndex },
  options: ReadingOptions = {},
): Promise<RulesRun> {
  const run = new RuleRun(rules);
  const finder = new RowFinder(index);
  let requests = 0;
  const isWanted = rules.some((rule) => rule.kind === 'event' && rule.category === 'request');
  const read = isWanted
    ? await readRequests(
        paths,
        (request, { file, offset }) => {
          const row = finder.find(file, offset);
          // Another log may have taken its place since the scan: nobody may be charged with somebody else's text.
          if (row === undefined || index.accounts[index.account[row]!] !== (request.account?.value ?? '')) return;
          requests++;
          const template = index.template[row]!;
          const name = template === NO_TEMPLATE ? undefined : index.templates[template];
          run.add({ kind: 'request', request, template: name }, request.time, placeOf(index, row));
        },
        options,
      )
    : { errors: [] };
  for (const { slice, time, place } of slicesOf(report, index)) run.add({ kind: 'slice', slice }, time, place);
  return { outcomes: run.finish(), requests: isWanted ? requests : index.length, errors: read.errors };
}

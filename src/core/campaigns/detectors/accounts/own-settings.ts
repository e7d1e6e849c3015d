import { percent } from '../../../../text/numbers.ts';
import { combine32 } from '../../../math/hash.ts';
import type { RequestTable } from '../../../table/request-table.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { isRelayed } from '../relaying.ts';

/** Pairs, weighted by the size of their template, that are needed within accounts and between them. */
const LEAST = 5;

/**
 * Has each account a model and settings of its own? Customers choose theirs once and keep them. One client sends the same
 * everywhere, or draws them anew for each request; both leave accounts alike. How much more often two requests of one account
 * agree in model, parameters and tools than two of different accounts, within a template, as a share of what could be more
 * (Cohen's kappa with agreement between accounts as chance).
 */
export const ownSettings: CampaignDetector = {
  id: 'own-settings',
  name: 'Settings of their own',
  family: 'coordination',
  reads: ['model'],
  direction: 'against',
  needs: 'models or parameters of accounts that sent a template twice or more',
  measure(candidate, context) {
    const { table } = context;
    if (isRelayed(candidate, context) || table.names.model.values.length < 2) return null;
    const agreement = settingsAgreement(candidate, table);
    if (!agreement) return null;
    const { within, between, n } = agreement;
    const kappa = between >= 1 ? 0 : (within - between) / (1 - between);
    const meaning = worded(
      kappa,
      [
        [0.2, 'The accounts use models and settings alike'],
        [0.7, 'The accounts differ somewhat in models and settings'],
      ],
      'Each account keeps to a model and settings of its own',
    );
    return {
      statistic: kappa,
      n,
      text: `${meaning}: two requests of one account agree in ${percent(within)} of cases, two of different accounts in ${percent(between)}.`,
      rows: candidate.slices.flatMap((slices) => slices.map(({ rows }) => rows[0]!)).slice(0, 20),
    };
  },
};

/** Shares of pairs of requests that agree, within accounts and between them. A template counts by its requests. */
function settingsAgreement(
  candidate: Candidate,
  { rows: { parameters, model, tools } }: RequestTable,
): { within: number; between: number; n: number } | undefined {
  const templates = new Map(
    candidate.templates.map((template) => [
      template,
      { n: 0, pairs: 0, equal: 0, settings: new Map<number, number>() },
    ]),
  );
  for (const { template, rows } of candidate.slices.flat()) {
    const all = templates.get(template)!;
    const own = new Map<number, number>();
    for (const row of rows) {
      const setting = combine32(combine32(parameters[row]!, model[row]!), tools[row]!);
      own.set(setting, (own.get(setting) ?? 0) + 1);
    }
    for (const [setting, count] of own) {
      all.equal += count * (count - 1);
      all.settings.set(setting, (all.settings.get(setting) ?? 0) + count);
    }
    all.n += rows.length;
    all.pairs += rows.length * (rows.length - 1);
  }
  let [same, pairs, sameBetween, pairsBetween, n] = [0, 0, 0, 0, 0];
  for (const all of templates.values()) {
    if (all.n === 0) continue;
    let equal = 0;
    for (const count of all.settings.values()) equal += count * (count - 1);
    same += all.equal / all.n;
    pairs += all.pairs / all.n;
    sameBetween += (equal - all.equal) / all.n;
    pairsBetween += (all.n * (all.n - 1) - all.pairs) / all.n;
    n += all.n;
  }
  if (pairs < LEAST || pairsBetween < LEAST) return undefined;
  return { within: same / pairs, between: sameBetween / pairsBetween, n };
}

/** What each detector adds: the same candidates judged without it. */
import { CAMPAIGN_DETECTORS } from '../../src/engine/campaigns/detectors/detectors.ts';
import type { Judgement } from '../../src/engine/campaigns/judging/judge.ts';
import { weigh } from '../../src/engine/campaigns/judging/explanations.ts';
import { JUDGE } from '../../src/engine/campaigns/judging/judge.ts';
import { probabilityOf } from '../../src/math/log-odds.ts';
import type { AuditedLog } from './audit-log.ts';
import { decimal, table } from '../../src/report/benchmark/markdown.ts';
import { averagePrecision, mean, type Scored } from '../../src/report/benchmark/metrics.ts';
import type { Truth } from './truth.ts';

export interface Ablated {
  /** What was left out: a detector, a family, or nothing. */
  without: string;
  /** Null where the log has no attackers. */
  averagePrecision: number | null;
  accused: number;
  right: number;
  attackers: number;
  /** Log odds of the least suspicious candidate that is a campaign, and of the most suspicious that is none. */
  lowestTrue: number | null;
  highestFalse: number | null;
}

/** Everything, then without each family, then without each detector. */
export function ablate({ found, accountsOf }: AuditedLog, truth: Truth): Ablated[] {
  const families = [...new Set(CAMPAIGN_DETECTORS.map(({ family }) => family))];
  const variants: [string, (detector: { id: string; family: string }) => boolean][] = [
    ['nothing', () => false],
    ...families.map((name): (typeof variants)[number] => [`all of ${name}`, ({ family }) => family === name]),
    ...CAMPAIGN_DETECTORS.map((own): (typeof variants)[number] => [own.id, ({ id }) => id === own.id]),
  ];
  return variants.map(([without, leftOut]) => {
    const judgements = found.judgements
      .map((judgement) => rejudged(judgement, leftOut))
      .sort((a, b) => b.logOdds - a.logOdds);
    const accounts = new Map(accountsOf({ ...found, judgements }).map((account) => [account.account, account]));
    const items = truth.judged.map((id): Scored => [accounts.get(id)?.score ?? 0, truth.isAttacker(id)]);
    const accused = truth.judged.filter((id) => accounts.get(id)?.verdict === 'distillation');
    const odds = judgements.map((one) => ({ campaign: isCampaign(one, truth, found), odds: one.logOdds }));
    const ofTrue = odds.filter(({ campaign }) => campaign).map((one) => one.odds);
    const ofFalse = odds.filter(({ campaign }) => !campaign).map((one) => one.odds);
    return {
      without,
      averagePrecision: items.some(([, positive]) => positive) ? averagePrecision(items) : null,
      accused: accused.length,
      right: accused.filter(truth.isAttacker).length,
      attackers: items.filter(([, positive]) => positive).length,
      lowestTrue: ofTrue.length ? Math.min(...ofTrue) : null,
      highestFalse: ofFalse.length ? Math.max(...ofFalse) : null,
    };
  });
}

/** A candidate is a campaign when at least half of its accounts are attackers. */
export function isCampaign({ candidate }: Judgement, truth: Truth, { profiles }: AuditedLog['found']): boolean {
  const attackers = candidate.accounts.filter((account) => truth.isAttacker(profiles.get(account)!.account));
  return attackers.length >= candidate.accounts.length / 2;
}

function rejudged(judgement: Judgement, leftOut: (detector: { id: string; family: string }) => boolean): Judgement {
  const measured = judgement.measured.filter(({ detector }) => !leftOut(detector));
  if (measured.length === judgement.measured.length) return judgement;
  const statistics = new Map(measured.map(({ detector, measurement }) => [detector.id, measurement.statistic]));
  const { logOdds } = weigh(JUDGE, statistics);
  return { ...judgement, measured, logOdds, score: probabilityOf(logOdds) };
}

/** One row a variant over all logs. The smallest margin is the least over logs: it says how near a mistake is. */
export function ablationTable(logs: readonly (readonly Ablated[])[]): string {
  const all = logs[0] ?? [];
  const of = (without: string): Ablated[] => logs.flatMap((log) => log.filter((one) => one.without === without));
  const sum = (list: readonly Ablated[], key: 'accused' | 'right' | 'attackers'): number =>
    list.reduce((total, one) => total + one[key], 0);
  const figures = (without: string): { ap: number; recall: number; precision: number; low: number; high: number } => {
    const list = of(without);
    return {
      ap: mean(list.flatMap((one) => one.averagePrecision ?? [])),
      recall: sum(list, 'right') / sum(list, 'attackers'),
      precision: sum(list, 'right') / sum(list, 'accused'),
      low: Math.min(...list.flatMap(({ lowestTrue }) => lowestTrue ?? [])),
      high: Math.max(...list.flatMap(({ highestFalse }) => highestFalse ?? [])),
    };
  };
  const base = figures('nothing');
  const change = (now: number, before: number): string => {
    const difference = now - before;
    if (Number.isNaN(difference)) return '-';
    return Math.abs(difference) < 0.0005 ? '·' : `${difference > 0 ? '+' : ''}${difference.toFixed(3)}`;
  };
  const rows = all.map(({ without }) => {
    const now = figures(without);
    const first = without === 'nothing';
    return [
      first ? '**nothing**' : without,
      first ? decimal(now.ap) : change(now.ap, base.ap),
      first ? decimal(now.recall) : change(now.recall, base.recall),
      first ? decimal(now.precision) : change(now.precision, base.precision),
      ...[now.low, now.high, now.low - now.high].map((odds) => (Number.isFinite(odds) ? odds.toFixed(1) : '-')),
    ];
  });
  return table(['left out', 'AP', 'recall', 'precision', 'lowest true', 'highest false', 'margin'], rows);
}

import { dayOf } from '../../text/times.ts';
import { judging, ownScore } from '../../text/verdicts.ts';
import { judgingOf, rejudge } from '../../engine/building/rejudge.ts';
import { speaks, type Verdict } from '../../report/shape/report.ts';
import { applyTriage } from '../../report/triage/apply-triage.ts';
import { type SubjectKind, type Triage } from '../../report/triage/triage.ts';
import { isCounted, type TriagedReport } from '../../report/triage/triaged-report.ts';
import type {
  SupposedChange,
  SupposedCounts,
  SupposedState,
  Supposition,
  WhatIf,
} from '../../protocol/decision-data.ts';
import type { Results } from './results.ts';

/** More would not be read; their number is told. */
const MAX_CHANGES = 2000;

/** The results as they would be with other settings and a longer allow-list, without reading the log again. */
export function supposed(results: Results, { allow, ...judging }: Supposition, triage: Triage): Results {
  const report = rejudge(results.report, judging);
  const other = results.judged(report);
  const rules = allow.map((account) => ({ subject: { account }, note: 'supposed' }));
  other.triaged = applyTriage(report, { ...triage, allow: [...triage.allow, ...rules] }, dayOf(Date.now()));
  return other;
}

/** What would count, compared with what does, and every item that would change. */
export function whatIf(results: Results, other: Results): WhatIf {
  const changes = (['campaign', 'account', 'template'] as const).flatMap((kind) =>
    changesOf(kind, statesOf(kind, results.triaged), statesOf(kind, other.triaged)),
  );
  return {
    before: countsOf(results.triaged),
    after: countsOf(other.triaged),
    changes: changes.slice(0, MAX_CHANGES),
    totalChanges: changes.length,
    settings: judgingOf(results.report.settings),
  };
}

function statesOf(kind: SubjectKind, triaged: TriagedReport): Map<string, SupposedState> {
  const { campaigns, accounts, templates } = triaged.report;
  const called = judging(campaigns);
  const items: { id: string; verdict: Verdict; score: number }[] =
    kind === 'campaign'
      ? campaigns.map((one) => ({ ...one, score: ownScore(one) }))
      : kind === 'template'
        ? templates.map((one) => ({ ...one, score: called(one).score }))
        : accounts.map((one) => ({ id: one.account, verdict: one.verdict, score: called(one).score }));
  return new Map(
    items.map(({ id, verdict, score }) => [id, { verdict, score, counted: isCounted(triaged, kind, id) }]),
  );
}

function changesOf(
  kind: SubjectKind,
  before: ReadonlyMap<string, SupposedState>,
  after: ReadonlyMap<string, SupposedState>,
): SupposedChange[] {
  const changes: SupposedChange[] = [];
  for (const [id, is] of after) {
    const was = before.get(id);
    const isFinding = (was !== undefined && speaks(was.verdict)) || speaks(is.verdict);
    if (was === undefined || !isFinding || (was.verdict === is.verdict && was.counted === is.counted)) continue;
    changes.push({ kind, id, before: was, after: is });
  }
  return changes;
}

function countsOf(triaged: TriagedReport): SupposedCounts {
  const { report, counts } = triaged;
  const accounts = report.accounts.filter(({ account }) => isCounted(triaged, 'account', account));
  const distillation = accounts.filter(({ verdict }) => verdict === 'distillation');
  const cleared = (kind: SubjectKind): number => counts[kind].found - counts[kind].counted;
  return {
    campaigns: counts.campaign.counted,
    distillation: distillation.length,
    relay: accounts.filter(({ verdict }) => verdict === 'relay').length,
    templates: counts.template.counted,
    flaggedRequests: distillation.reduce((sum, { flaggedRequests }) => sum + flaggedRequests, 0),
    notCounted: cleared('campaign') + cleared('account') + cleared('template'),
  };
}

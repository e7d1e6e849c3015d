/** Adds and removes decisions. The last decision on a thing replaces the one before. */
import { campaignOverlap, hasSameKey, isSameCampaign, mayBeOne } from './campaign-overlap.ts';
import type { AllowRule, AllowSubject, Mark, MarkSubject, Triage } from './triage.ts';

export function withMark(triage: Triage, mark: Mark): Triage {
  return { ...triage, marks: [...withoutMark(triage, mark.subject).marks, mark] };
}

export function withoutMark(triage: Triage, subject: MarkSubject): Triage {
  return { ...triage, marks: triage.marks.filter((mark) => !isSame(mark.subject, subject)) };
}

export function withRule(triage: Triage, rule: AllowRule): Triage {
  return { ...triage, allow: [...withoutRule(triage, rule.subject).allow, rule] };
}

export function withoutRule(triage: Triage, subject: AllowSubject): Triage {
  const key = JSON.stringify(subject);
  return { ...triage, allow: triage.allow.filter((rule) => JSON.stringify(rule.subject) !== key) };
}

/** All decisions of several files. */
export function joined(files: readonly Triage[]): Triage {
  return {
    allow: files.flatMap(({ allow }) => allow),
    marks: files.flatMap(({ marks }) => marks),
    cases: files.flatMap(({ cases = [] }) => cases),
  };
}

export function isSame(a: MarkSubject, b: MarkSubject): boolean {
  if (a.kind === 'account') return b.kind === 'account' && a.account === b.account;
  if (a.kind === 'template') return b.kind === 'template' && a.template === b.template && mayBeOne(a.says, b.says);
  return b.kind === 'campaign' && (hasSameKey(a, b) || isSameCampaign(campaignOverlap(a, b)));
}

/** What every format is written from. Whatever may not be shown was taken out before: no format has to think of it. */
import type { Report } from '../report/report.ts';
import type { Standing } from '../triage/standing.ts';
import { standingOf, type TriagedReport } from '../triage/triaged-report.ts';
import type { SubjectKind } from '../triage/triage.ts';
import type { Activity } from './activity.ts';
import { type PromptMode, withPrompts } from './prompt-mode.ts';
import type { Quotes } from './quoted-lines.ts';
import { cleanText, withoutSecrets } from './secrets.ts';
import { reportOn, type Subject } from './subject.ts';

export interface ExportInput {
  /** Only what is about the subject, with as much prompt text as `prompts` allows and without secrets. */
  report: Report;
  /** Absent when the export is about the whole report. */
  subject?: Subject;
  prompts: PromptMode;
  /** What people decided about an item of the report. */
  standing: (kind: SubjectKind, id: string) => Standing | undefined;
  /** Log lines with their requests, where the log was at hand. */
  quotes?: Quotes;
  /** When the subject's requests were made, where the index of requests was at hand. */
  activity?: Activity;
  /** When the export is written, ms UTC. */
  now: number;
}

export interface ExportRequest {
  report: Report;
  subject?: Subject;
  prompts: PromptMode;
  triaged?: TriagedReport;
  quotes?: Quotes;
  activity?: Activity;
  now: number;
}

/**
 * Takes out what is about others, what the prompt mode forbids, and secrets.
 * @throws UnknownSubject when the report does not have the subject
 */
export function exportInput({ report, subject, prompts, triaged, quotes, activity, now }: ExportRequest): ExportInput {
  const part = subject === undefined ? report : reportOn(report, subject);
  const standings = standingsOf(part, triaged);
  const clean = new Map([...standings].map(([key, standing]) => [withoutSecrets(key), cleanText(standing)]));
  return {
    report: cleanText(withPrompts(withDecisions(part, standings), prompts)),
    ...(subject && { subject: cleanText(subject) }),
    prompts,
    standing: (kind, id) => clean.get(keyOf(kind, id)),
    ...(quotes && { quotes }),
    ...(activity && { activity }),
    now,
  };
}

/** Decisions of the person who exports, or else those that the report was written with. */
function standingsOf(report: Report, triaged: TriagedReport | undefined): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  if (!triaged?.decided) {
    for (const { kind, id, ...standing } of report.triage?.items ?? []) standings.set(keyOf(kind, id), standing);
    return standings;
  }
  const note = (kind: SubjectKind, id: string): void => {
    const standing = standingOf(triaged, kind, id);
    if (standing) standings.set(keyOf(kind, id), standing);
  };
  for (const { id } of report.campaigns) note('campaign', id);
  for (const { account } of report.accounts) note('account', account);
  for (const { id } of report.templates) note('template', id);
  return standings;
}

/** A report on a part says nothing of decisions about the others. */
function withDecisions(report: Report, standings: ReadonlyMap<string, Standing>): Report {
  if (!report.triage) return report;
  const kept = new Set([
    ...report.campaigns.map(({ id }) => keyOf('campaign', id)),
    ...report.accounts.map(({ account }) => keyOf('account', account)),
    ...report.templates.map(({ id }) => keyOf('template', id)),
  ]);
  const items = report.triage.items.filter(
    ({ kind, id }) => kept.has(keyOf(kind, id)) && standings.has(keyOf(kind, id)),
  );
  return { ...report, triage: { ...report.triage, items } };
}

const keyOf = (kind: SubjectKind, id: string): string => `${kind}\0${id}`;

/**
 * What every format is written from. Whatever must not be shown has already been removed, so no format needs to
 * consider it.
 */
import { logNames, withMovedLogs } from '../shape/kept/moved-logs.ts';
import type { LineRef, Report } from '../shape/report.ts';
import type { DecisionStatus } from '../triage/decision-status.ts';
import { type SubjectKind } from '../triage/triage.ts';
import type { TriagedReport } from '../triage/triaged-report.ts';
import { withDecisions } from '../triage/triage-summary.ts';
import type { ActionChoice } from './lists/action-choice.ts';
import type { Activity } from './activity.ts';
import { shownLine } from './kept-text.ts';
import type { FlaggedTraces } from './traces/flagged.ts';
import { type PromptMode, withPrompts } from './prompt-mode.ts';
import type { Quotes } from './quoted-lines.ts';
import { cleanText, withoutSecrets } from '../../reader/records/fields/secrets.ts';
import { withoutSplitSecrets } from './split-secrets.ts';
import { reportOn, type Subject } from './subject.ts';

export interface ExportInput {
  /** Only what is about the subject, with as much prompt text as `prompts` allows and without secrets. */
  report: Report;
  /** Absent when the export is about the whole report. */
  subject?: Subject;
  prompts: PromptMode;
  /** What people decided about an item of the report. */
  statusOf: (kind: SubjectKind, id: string) => DecisionStatus | undefined;
  /** Log lines with their requests, where the log was at hand. */
  quotes?: Quotes;
  /** When the subject's requests were made, where the index of requests was at hand. */
  activity?: Activity;
  /** Hashes of log lines as code scanning computes them, by `lineKey`, where the log was at hand. */
  lineHashes?: ReadonlyMap<string, string>;
  /** Requests of campaigns with the ids of their traces, where the log was at hand. */
  flagged?: FlaggedTraces;
  /** Absolute path of the folder that paths of logs are told relative to. */
  sourceRoot?: string;
  /** What a list for action is made of. */
  actions?: ActionChoice;
  /** Key of hashes, where indicators are to be those alone. */
  key?: string;
  /** When the export is written, ms UTC. */
  now: number;
}

export interface ExportRequest extends Omit<ExportInput, 'statusOf'> {
  /** Decisions to state; those that the report was written with if absent, unless `undecided` is set. */
  triaged?: TriagedReport;
  /** Leaves all decisions out. */
  undecided?: boolean;
}

/**
 * Takes out what is about others, what the prompt mode forbids, and secrets.
 * @throws UnknownSubject when the report does not have the subject
 */
export function exportInput({
  report: given,
  undecided,
  subject,
  triaged,
  flagged,
  ...rest
}: ExportRequest): ExportInput {
  const report = withDecisions(given, triaged, { undecided: undecided === true, now: rest.now });
  const part = subject === undefined ? report : aboutPart(reportOn(report, subject));
  const statuses = new Map(
    (part.triage?.items ?? []).map(({ kind, id, ...status }) => [
      keyOf(kind, withoutSecrets(id)),
      cleanText<DecisionStatus>(status),
    ]),
  );
  return {
    ...rest,
    report: cleanText({
      ...withPrompts({ ...part, templates: part.templates.map(withoutSplitSecrets) }, rest.prompts),
      ...(part.kept && { kept: part.kept.map((line) => shownLine(line, rest.prompts)) }),
    }),
    ...(subject && { subject: cleanText(subject) }),
    statusOf: (kind, id) => statuses.get(keyOf(kind, id)),
    ...(flagged && { flagged: cleanText(flagged) }),
  };
}

/** The same with names of logs that say nothing of the machine: for all that is read elsewhere. */
export function withLogNames(input: ExportInput): ExportInput {
  const { report, quotes, flagged, sourceRoot } = input;
  const names = logNames(
    report.inputs.files.map(({ path }) => path),
    sourceRoot,
  );
  const named = <T extends { line: LineRef }>(one: T): T => ({
    ...one,
    line: { ...one.line, file: names.get(one.line.file) ?? one.line.file },
  });
  return {
    ...input,
    report: withMovedLogs(report, names),
    ...(quotes && { quotes: { quoted: quotes.quoted.map(named), unquoted: quotes.unquoted.map(named) } }),
    ...(flagged && { flagged: { ...flagged, traces: flagged.traces.map(named) } }),
  };
}

/** A report on a part says nothing of decisions about the others. */
function aboutPart(report: Report): Report {
  if (!report.triage) return report;
  const kept = new Set([
    ...report.campaigns.map(({ id }) => keyOf('campaign', id)),
    ...report.accounts.map(({ account }) => keyOf('account', account)),
    ...report.templates.map(({ id }) => keyOf('template', id)),
  ]);
  const items = report.triage.items.filter(({ kind, id }) => kept.has(keyOf(kind, id)));
  const { cases = [], applied: _, ...triage } = report.triage;
  const own = cases.filter(({ campaign }) => kept.has(keyOf('campaign', campaign)));
  return { ...report, triage: { ...triage, items, lapsed: [], ...(own.length > 0 && { cases: own }) } };
}

const keyOf = (kind: SubjectKind, id: string): string => `${kind}\0${id}`;

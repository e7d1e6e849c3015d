/** Decides on an item of a report: the same file of decisions, whether the editor or the command line writes it. */
import type { Report } from '../shape/report.ts';
import { hashedAccount } from './account-matcher.ts';
import { withMark, withoutMark, withoutRule, withRule } from './edit-triage.ts';
import { withWork } from './cases/work.ts';
import { markSubject, type SubjectOptions } from './mark-subject.ts';
import type { AllowSubject, CaseEvent, Decision, MarkState, SubjectKind, Triage } from './triage.ts';

/** What may be decided on an item; `open` takes a decision back. */
export type Choice = MarkState | 'allowed' | 'open';

export interface DecidedOn {
  kind: SubjectKind;
  id: string;
}

/**
 * The decisions with one more, which replaces what was decided on the item before; undefined when the report has no such item.
 * A campaign keeps what was decided before in the history of its case.
 * @param options `time`: when, for that history, more exact than the day of the decision
 * @throws Error when something other than an account is to be put on the allow-list
 */
export function withDecision(
  triage: Triage,
  report: Report,
  item: DecidedOn,
  choice: Choice,
  decision: Decision,
  { hashAccounts = false, time = decision.date }: SubjectOptions & { time?: string | undefined } = {},
): Triage | undefined {
  if (item.kind === 'campaign') {
    if (choice === 'allowed') throw new Error('Only accounts can be on the allow-list.');
    return withWork(triage, report, item.id, decisionEvent(choice, decision, time), { hashAccounts });
  }
  const subject = markSubject(report, item.kind, item.id, { hashAccounts });
  const plain = markSubject(report, item.kind, item.id);
  if (subject === undefined || plain === undefined) return undefined;
  // A name and its hash are one account: whichever is there is replaced.
  const rest = withoutMark(withoutMark(triage, subject), plain);
  const free = item.kind === 'account' ? withoutAllowed(rest, item.id) : rest;
  if (choice === 'open') return free;
  if (choice !== 'allowed') return withMark(rest, { subject, state: choice, ...decision });
  return withRule(free, { subject: allowed(item, hashAccounts), ...decision });
}

function decisionEvent(
  decision: MarkState | 'open',
  { note, author, owner, expires }: Decision,
  time: string | undefined,
): CaseEvent {
  return {
    ...(time !== undefined && { time }),
    ...(author !== undefined && { by: author }),
    ...(owner !== undefined && { owner }),
    decision,
    ...(expires !== undefined && { expires }),
    ...(note !== '' && { note }),
  };
}

function allowed({ kind, id }: DecidedOn, hashAccounts: boolean): AllowSubject {
  if (kind !== 'account') throw new Error('Only accounts can be on the allow-list.');
  return { account: hashAccounts || id.includes('*') ? hashedAccount(id) : id };
}

function withoutAllowed(triage: Triage, account: string): Triage {
  return withoutRule(withoutRule(triage, { account }), { account: hashedAccount(account) });
}

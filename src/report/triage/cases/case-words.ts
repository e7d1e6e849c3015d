/** The work on a case in words: where it stands, and each entry of its history. */
import type { CaseSummary } from '../../shape/report.ts';
import type { CaseEvent } from '../triage.ts';

/** `investigating, owner mw, ticket ABUSE-12`; `closed: accounts suspended, owner mw`. */
export function workText({
  status,
  reason,
  owner,
  ticket,
}: Pick<CaseSummary, 'status' | 'reason' | 'owner' | 'ticket'>): string {
  return [
    reason === undefined ? status : `${status}: ${reason}`,
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ...(ticket === undefined ? [] : [`ticket ${ticket}`]),
  ].join(', ');
}

const DECISIONS: Readonly<Record<NonNullable<CaseEvent['decision']>, string>> = {
  confirmed: 'confirmed',
  benign: 'marked benign',
  watch: 'put on watch',
  open: 'decision taken back',
};

/** What was done, without who, when and why: `confirmed until 2027-01-31, closed, assigned to mw`. A comment is `comment`. */
export function eventText({ status, owner, ticket, decision, expires }: CaseEvent): string {
  const until = expires === undefined ? '' : ` until ${expires}`;
  const done = [
    ...(decision === undefined ? [] : [`${DECISIONS[decision]}${until}`]),
    ...(status === undefined ? [] : [status]),
    ...(owner === undefined ? [] : [owner === '' ? 'assigned to nobody' : `assigned to ${owner}`]),
    ...(ticket === undefined ? [] : [ticket === '' ? 'ticket taken away' : `ticket ${ticket}`]),
  ];
  return done.length === 0 ? 'comment' : done.join(', ');
}

/** When, as people read it: `2026-11-25 09:30`; empty when nobody said. */
export const eventTime = ({ time = '' }: CaseEvent): string => time.slice(0, 16).replace('T', ' ');

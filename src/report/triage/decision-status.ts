import { type DecisionCounts, FOUND, type Verdict } from '../shape/report.ts';
import { decisionOf } from './triage-text.ts';
import type { Decision, MarkState, SubjectKind } from './triage.ts';

/** The status of an account, template or campaign in a report, given people's decisions. */
export interface DecisionStatus {
  /** `allowed`: on the list of one's own accounts. */
  state: MarkState | 'allowed';
  /** Does it still count as a finding? Benign and allowed ones do not. */
  counted: boolean;
  /** One sentence: what was decided, and of what when it was something around it. */
  text: string;
  /** Who decided what until when; absent when it follows from several decisions. */
  decision?: Decision;
  /** It follows from decisions on other groups, of which nearly all of its accounts are. */
  known?: true;
  /** What the decision was about, when it was not this item itself. */
  through?: { kind: SubjectKind; id: string };
}

const NOT_COUNTED: ReadonlySet<DecisionStatus['state']> = new Set(['benign', 'allowed']);

const STATES: Readonly<Record<DecisionStatus['state'], string>> = {
  confirmed: 'Confirmed',
  benign: 'Marked benign',
  watch: 'On watch',
  allowed: 'On the allow-list',
};

/** `Marked benign by mw (owner: abuse team) on 2026-11-25, until 2027-01-01: our evaluation runs`. */
function decisionText(state: DecisionStatus['state'], { note, author, owner, date, expires }: Decision): string {
  const by = (author === undefined ? '' : ` by ${author}`) + (owner === undefined ? '' : ` (owner: ${owner})`);
  const on = date === undefined ? '' : ` on ${date}`;
  const until = expires === undefined ? '' : `, until ${expires}`;
  return `${STATES[state]}${by}${on}${until}: ${note}`;
}

/** The status of what a decision is about. */
export function decided(state: DecisionStatus['state'], decision: Decision): DecisionStatus {
  return {
    state,
    counted: !NOT_COUNTED.has(state),
    text: decisionText(state, decision),
    decision: decisionOf(decision),
  };
}

/** The status of what is part of a campaign that was decided on. */
export function around(status: DecisionStatus, campaign: string): DecisionStatus {
  return { ...status, text: `Campaign ${campaign}: ${status.text}`, through: { kind: 'campaign', id: campaign } };
}

/** How many of the items that have a verdict count, and what was decided on the others. */
export function countStatuses<T extends { verdict: Verdict }>(
  items: readonly T[],
  statusOf: (item: T) => DecisionStatus | undefined,
): DecisionCounts {
  const counts: DecisionCounts = { found: 0, counted: 0, benign: 0, allowed: 0, confirmed: 0, watch: 0 };
  for (const item of items) {
    if (!FOUND.has(item.verdict)) continue;
    counts.found++;
    const state = statusOf(item)?.state;
    if (state !== undefined) counts[state]++;
    if (state === undefined || !NOT_COUNTED.has(state)) counts.counted++;
  }
  return counts;
}

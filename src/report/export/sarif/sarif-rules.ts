/** What a finding can be, as rules of a SARIF run: each kind of item with each verdict that it can have. */
import { probability } from '../../../text/numbers.ts';
import { howOftenRight } from '../../../text/suspected.ts';
import { sureness } from '../../../text/verdicts.ts';
import { helpUri } from './doc-links.ts';
import type { Finding, Verdict } from '../../shape/report.ts';

export type SarifLevel = 'error' | 'warning' | 'note' | 'none';

interface Meaning {
  name: string;
  /** Only distillation is an accusation; the others are for a person to look at. */
  level: SarifLevel;
  /**
   * How grave code hosts show it, from 0 to 10 as in CVSS: from 9.0 critical, 7.0 high, 4.0 medium, above 0 low. What
   * distillation takes is the product, so it is high; it breaks into nothing, so it is not critical.
   */
  severity: string;
  /** What of it there can be findings of. */
  kinds: readonly Finding['kind'][];
  short: string;
  full: string;
}

const MEANINGS: Readonly<Record<Verdict, Meaning>> = {
  distillation: {
    name: 'Distillation',
    level: 'error',
    severity: '8.0',
    kinds: ['campaign', 'account', 'template'],
    short: 'collects training data for another model',
    full: 'The traffic looks like the harvesting of training data for another model: coordinated, templated requests that ask for reusable answers. The score is the probability of that, given the evidence of all detectors. The prior and the weights of the evidence add up to it.',
  },
  relay: {
    name: 'Relay',
    level: 'warning',
    severity: '5.0',
    kinds: ['campaign', 'account'],
    short: 'resells or pools access for many people',
    full: 'Conversations move from account to account, as they do where a service resells access. That alone does not show distillation.',
  },
  suspected: {
    name: 'Suspected',
    level: 'warning',
    severity: '4.0',
    kinds: ['campaign'],
    short: 'is suspected, not flagged: worth a look',
    full: `The evidence does not suffice to call it distillation, but it is one of at most five groups of this log that are worth a look, by score and number of accounts. ${howOftenRight()} It says nothing of any single account. The score comes from generated worlds and runs low in others.`,
  },
  harvest: {
    name: 'Harvest',
    level: 'note',
    severity: '3.0',
    kinds: ['campaign', 'account'],
    short: 'collects answers for one customer in the pattern of a harvest',
    full: 'The accounts of one customer collect answers in the pattern of a harvest of training data. Nothing shows that others take part, so it is no coordinated distillation. Whether it is allowed is a matter of the contract with that customer: permitted data teams look the same.',
  },
  automation: {
    name: 'Automation',
    level: 'note',
    severity: '1.0',
    kinds: ['account'],
    short: 'is sent by a program',
    full: 'The requests are sent by a program. That is common and speaks neither for nor against distillation.',
  },
  none: {
    name: 'BelowThreshold',
    level: 'none',
    severity: '2.0',
    kinds: ['campaign'],
    short: 'is suspicious, but not enough for a verdict',
    full: 'Some evidence points to distillation, but not enough for a verdict, and five groups of this log are more suspicious.',
  },
  'not-judged': {
    name: 'NotJudged',
    level: 'none',
    severity: '0.0',
    kinds: [],
    short: 'could not be judged',
    full: 'The log lacks the data needed to judge it, so finding nothing proves nothing.',
  },
};

const NEXT =
  'Read the counter-evidence and the log lines before acting. The decision is up to a person. Record the decision, so that later scans respect it.';

const RULES = Object.entries(MEANINGS).flatMap(([name, meaning]) =>
  meaning.kinds.map((kind) => ({ id: ruleId(kind, name), kind, verdict: name, ...meaning })),
);

export function ruleId(kind: Finding['kind'], verdict: string): string {
  return `${verdict === 'none' ? 'below-threshold' : verdict}/${kind}`;
}

/** Number of the rule in `sarifRules`; -1, which SARIF reads as none, for what no scan finds. */
export const ruleIndex = (kind: Finding['kind'], verdict: Verdict): number =>
  RULES.findIndex(({ id }) => id === ruleId(kind, verdict));

/** How likely a finding is what it is called, in a sentence. */
export function sureOf(verdict: Verdict, score: number): string {
  if (verdict === 'suspected') return `Score ${probability(score)}. ${howOftenRight()}`;
  const sure = sureness({ verdict, score });
  return `Probability of distillation ${probability(score)}${sure === '' ? '' : ` (${sure})`}.`;
}

export const levelOf = (verdict: Verdict): SarifLevel => MEANINGS[verdict].level;

export function sarifRules(): object[] {
  return RULES.map(({ id, kind, verdict, name, level, severity, short, full }) => ({
    id,
    name: `${name}${kind[0]!.toUpperCase()}${kind.slice(1)}`,
    shortDescription: { text: `${kind === 'account' ? 'An' : 'A'} ${kind} that ${short}.` },
    fullDescription: { text: full },
    help: { text: `${full} ${NEXT}`, markdown: `${full}\n\n**Before you act.** ${NEXT}` },
    ...helpUri('detection.md'),
    defaultConfiguration: { level },
    properties: {
      tags: ['security', 'llm', 'abuse', verdict === 'none' ? 'below-threshold' : verdict],
      'security-severity': severity,
    },
  }));
}

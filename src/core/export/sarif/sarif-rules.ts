/** What a finding can be, as rules of a SARIF run: each kind of item with each verdict. */
import type { Finding, Verdict } from '../../report/report.ts';

export type SarifLevel = 'error' | 'warning' | 'note' | 'none';

/** Only distillation is an accusation; the others are for a person to look at. */
export const LEVELS: Readonly<Record<Verdict, SarifLevel>> = {
  distillation: 'error',
  relay: 'warning',
  automation: 'note',
  none: 'none',
};

const MEANINGS: Readonly<Record<Verdict, { name: string; short: string; full: string }>> = {
  distillation: {
    name: 'Distillation',
    short: 'collects training data for another model',
    full: 'The traffic looks like the harvest of training data for another model: coordinated, templated requests that ask for reusable answers. The score is the probability of that, given the evidence of all detectors; weights of the evidence and the prior add up to it.',
  },
  relay: {
    name: 'Relay',
    short: 'resells or pools access for many people',
    full: 'Conversations move from account to account, as they do where a service resells access. That alone does not show distillation.',
  },
  automation: {
    name: 'Automation',
    short: 'is a program at work',
    full: 'The requests are made by a program. That is common and speaks neither for nor against distillation.',
  },
  none: {
    name: 'Suspicion',
    short: 'is suspicious, but not enough for a verdict',
    full: 'Some evidence points to distillation, but not enough for a verdict. The score says how likely it is.',
  },
};

const KINDS: readonly Finding['kind'][] = ['campaign', 'account', 'template'];
const VERDICTS: readonly Verdict[] = ['distillation', 'relay', 'automation', 'none'];

export const ruleId = (kind: Finding['kind'], verdict: Verdict): string =>
  `${verdict === 'none' ? 'suspicion' : verdict}/${kind}`;

/** Number of the rule in `sarifRules`. */
export const ruleIndex = (kind: Finding['kind'], verdict: Verdict): number =>
  KINDS.indexOf(kind) * VERDICTS.length + VERDICTS.indexOf(verdict);

export function sarifRules(): object[] {
  return KINDS.flatMap((kind) =>
    VERDICTS.map((verdict) => {
      const { name, short, full } = MEANINGS[verdict];
      const next =
        'Read the counter-evidence and the log lines before acting. A decision belongs to a person; record it as a mark, so that later scans respect it.';
      return {
        id: ruleId(kind, verdict),
        name: `${name}${kind[0]!.toUpperCase()}${kind.slice(1)}`,
        shortDescription: { text: `${kind === 'account' ? 'An' : 'A'} ${kind} that ${short}.` },
        fullDescription: { text: full },
        help: { text: `${full} ${next}` },
        defaultConfiguration: { level: LEVELS[verdict] },
        properties: { tags: ['llm', 'abuse', verdict === 'none' ? 'suspicion' : verdict] },
      };
    }),
  );
}

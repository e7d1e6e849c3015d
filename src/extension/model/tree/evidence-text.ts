/** The rows of the findings tree on evidence: what speaks for, what against and what neither, and each piece of it. */
import { type Side, sideOf, weightWords } from '../../../text/evidence-side.ts';
import { nats, pValue } from '../../../text/likelihood.ts';
import { count, counted } from '../../../text/numbers.ts';
import { t } from '../../translated.ts';
import type { Results } from '../results.ts';
import { detectorWord } from '../words.ts';
import type { EvidenceGroup, TreeNode, TreeText } from './tree-node.ts';

export function evidenceText(results: Results, node: Extract<TreeNode, { kind: 'side' | 'evidence' }>): TreeText {
  if (node.kind === 'side') {
    const [first] = node.evidence;
    return {
      label: t(GROUPS[node.side]),
      description: count(node.evidence.length),
      tooltip: [first === undefined ? t(NOTHING[node.side]) : t(GROUPS[node.side])],
      icon: { for: 'add', against: 'remove', neither: 'circle-outline' }[node.side],
      opens: first !== undefined,
    };
  }

  const { text, weight, n, p, lines } = node.evidence;
  const [line] = lines;
  const side = SIDES[sideOf(node.evidence)];
  const chance = p === undefined ? '' : ` Chance of this much without an attack: ${pValue(p)}.`;
  return {
    label: detectorWord(results, node.evidence.detector),
    description: `${weightWords(node.evidence)} · ${text}`,
    tooltip: [
      text,
      `${side}, weight ${nats(weight)} nats from ${counted(n, 'observation')}.${chance}`,
      `Detector: ${node.evidence.detector}.`,
    ],
    icon: sideOf(node.evidence) === 'for' ? 'add' : sideOf(node.evidence) === 'against' ? 'remove' : 'circle-outline',
    opens: lines.length > 0,
    ...(line && { line }),
  };
}

const GROUPS: Readonly<Record<EvidenceGroup, string>> = {
  for: 'Evidence for',
  against: 'Evidence against',
  neither: 'No evidence either way',
};

const NOTHING: Readonly<Record<EvidenceGroup, string>> = {
  for: 'No detector found evidence for it.',
  against: 'No detector found evidence against it.',
  neither: 'No evidence either way',
};

const SIDES: Readonly<Record<Side, string>> = {
  for: 'Evidence for distillation',
  against: 'Evidence against distillation',
  neutral: 'Neutral',
  cap: 'A cap on the score, not evidence against it',
  relay: 'Shows a relay',
  automation: 'Shows a program',
};

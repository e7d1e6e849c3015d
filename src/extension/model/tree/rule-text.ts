/** The rows of the findings tree on rules: their hits are findings of their own and move no score. */
import { countedHits } from '../../../core/triage/counted-hits.ts';
import { count, counted } from '../../../text/numbers.ts';
import { hitFacts, hitSubject } from '../../../text/rule-hits.ts';
import type { Results } from '../results.ts';
import { ruleNodes } from './tree-children.ts';
import type { TreeNode, TreeText } from './tree-node.ts';
import { t } from '../../translated.ts';

export function ruleText(results: Results, node: Extract<TreeNode, { kind: 'rules' | 'rule' | 'hit' }>): TreeText {
  switch (node.kind) {
    case 'rules':
      return {
        label: t('Rules'),
        description: count(ruleNodes(results).length),
        tooltip: ['Rule hits are separate findings and do not affect scores.'],
        icon: 'law',
        opens: true,
        target: { page: 'overview' },
      };
    case 'rule': {
      const { id, level, title, state, reason, hitCount } = node.rule;
      const isBlind = state === 'blind';
      const opens = countedHits(results.triaged, node.rule).length > 0;
      return {
        label: id,
        description: isBlind ? t('could not judge · {0}', reason ?? '') : `${level} · ${counted(hitCount, 'hit')}`,
        tooltip: [title, ...(reason === undefined ? [] : [reason])],
        icon: isBlind ? 'circle-slash' : 'law',
        opens,
      };
    }
    case 'hit': {
      const { hit, rule } = node;
      const [line] = hit.lines;
      const account = hit.group.find(({ field }) => field === 'account')?.value;
      const known = account !== undefined && results.account(account) !== undefined;
      return {
        label: hitSubject(hit),
        description: hitFacts(hit),
        tooltip: [`${rule.id}: ${rule.title}`, `${hitSubject(hit)}: ${hitFacts(hit)}`],
        icon: 'law',
        opens: hit.lines.length > 0,
        ...(line && { line }),
        ...(known && { target: { page: 'account', account } as const }),
      };
    }
  }
}

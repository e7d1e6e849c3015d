/** The rows of the findings tree on rules: their hits are findings of their own and move no score. */
import { accountOf } from '../../../report/triage/counted-rules.ts';
import { count, counted } from '../../../text/numbers.ts';
import { clearedHitsText, hitFacts, hitSubject } from '../../../text/rule-hits.ts';
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
      const { id, level, title, state, reason, hitCount, hits } = node.rule;
      const isBlind = state === 'blind';
      return {
        label: id,
        description: isBlind ? t('could not judge · {0}', reason ?? '') : `${level} · ${counted(hitCount, 'hit')}`,
        tooltip: [title, ...[reason ?? '', clearedHitsText(node.rule)].filter((text) => text !== '')],
        icon: isBlind ? 'circle-slash' : 'law',
        opens: hits.length > 0,
      };
    }
    case 'hit': {
      const { hit, rule } = node;
      const [line] = hit.lines;
      const account = accountOf(hit);
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

import { decisionStatus } from '../../report/triage/triaged-report.ts';
import type { DecisionStatus } from '../../report/triage/decision-status.ts';
import type { SubjectKind } from '../../report/triage/triage.ts';
import type { Results } from './results.ts';
import type { TreeNode } from './tree/tree-node.ts';

/** An account, template or campaign of the results, to be decided on. */
export interface Item {
  kind: SubjectKind;
  id: string;
}

/** What a row of the tree stands for, when that can be decided on. */
export function itemOf(node: TreeNode): Item | undefined {
  switch (node.kind) {
    case 'campaign':
      return { kind: 'campaign', id: node.campaign.id };
    case 'account':
      return { kind: 'account', id: node.account.account };
    case 'template':
      return { kind: 'template', id: node.template.id };
    case 'slice':
      return node.template === '' ? undefined : { kind: 'template', id: node.template };
    default:
      return undefined;
  }
}

export function statusOf(results: Results, { kind, id }: Item): DecisionStatus | undefined {
  return decisionStatus(results.triaged, kind, id);
}

export function counts(results: Results, item: Item): boolean {
  return statusOf(results, item)?.counted ?? true;
}

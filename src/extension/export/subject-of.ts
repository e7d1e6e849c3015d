import type { Subject } from '../../report/export/subject.ts';
import type { Target } from '../../protocol/messages.ts';
import type { TreeNode } from '../model/tree/tree-node.ts';

/** What a node of the tree or a page of the dashboard is about, when that is one campaign or account. */
export function subjectOf(about: TreeNode | Target | undefined): Subject | undefined {
  if (about === undefined) return undefined;
  if ('page' in about) {
    if (about.page === 'campaign') return { kind: 'campaign', id: about.campaign };
    return about.page === 'account' ? { kind: 'account', id: about.account } : undefined;
  }
  if (about.kind === 'campaign') return { kind: 'campaign', id: about.campaign.id };
  if (about.kind === 'account' || about.kind === 'slice') return { kind: 'account', id: about.account.account };
  return undefined;
}

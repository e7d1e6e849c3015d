/** What a link into the editor opens: `vscode://…/campaign?id=C1&tab=accounts&row=key-1`, a campaign with one of its parts and a row of it. */
import type { Target } from '../../protocol/messages.ts';
import { CaseTab, Target as TargetShape } from '../../protocol/view-state.ts';
import { guardOf } from '../../schema/guard.ts';

const isTarget = guardOf(TargetShape);
const isTab = guardOf(CaseTab);

/** @throws a sentence for a link that opens nothing: links come from anywhere, and name a page and nothing else */
export function linkTarget({ path, query }: { path: string; query: string }): Target {
  const fields = new URLSearchParams(query);
  const [campaign, tab, row] = ['id', 'tab', 'row'].map((name) => fields.get(name));
  const part = { ...(isTab(tab) && { tab }), ...(row && { row }) };
  const target = path === '/campaign' ? { page: 'campaign', campaign, ...part } : undefined;
  if (!isTarget(target)) throw new Error('This link names no campaign.');
  return target;
}

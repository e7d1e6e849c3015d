/** The rows of the findings tree on techniques that were seen in exact facts. */
import { accountsText, requestsText } from '../../../text/speech.ts';
import { count } from '../../../text/numbers.ts';
import { readingText, weighs } from '../../../text/techniques.ts';
import { t } from '../../translated.ts';
import type { Results } from '../results.ts';
import type { TreeNode, TreeText } from './tree-node.ts';

export function techniqueText(
  { report }: Results,
  node: Extract<TreeNode, { kind: 'techniques' | 'technique' }>,
): TreeText {
  if (node.kind === 'techniques')
    return {
      label: t('Techniques'),
      description: count(report.techniques?.length ?? 0),
      tooltip: [
        'Near proof is enough to flag a campaign; strong is one reason among others; weak and context carry no weight.',
      ],
      icon: 'symbol-event',
      opens: true,
      target: { page: 'techniques' },
    };
  const { id, name, grade, accounts, requests, text, readings, lines, campaigns } = node.technique;
  const [line] = lines;
  const [campaign] = campaigns;
  return {
    label: `${id} ${name}`,
    description: `${grade} · ${accountsText(accounts.length, t)}, ${requestsText(requests, t)}`,
    tooltip: [text, ...readings.map(readingText)],
    icon: 'symbol-event',
    ...(weighs(node.technique) && { colour: grade === 'near proof' ? 'errorForeground' : 'editorWarning.foreground' }),
    opens: line !== undefined,
    ...(line && { line }),
    target: campaign === undefined ? { page: 'techniques' } : { page: 'campaign', campaign },
  };
}

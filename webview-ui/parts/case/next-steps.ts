/** What a person does next with a case: read it, hand it on, look for it elsewhere, stop its accounts. */
import { counted } from '../../../src/text/numbers.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';

export function nextSteps(page: PageContext, { id, accounts, infrastructure = [] }: CampaignReport): HTMLElement {
  // Whole names, as other programs know them; a list with one of them broken in two would be of no use.
  const traces = infrastructure.map(({ kind, value, others }) => [kind, value, `other accounts: ${others}`]);
  const indicators = [...traces, ...accounts.map((account) => ['account', account])];
  return h(
    'span.controls',
    { role: 'group', 'aria-label': t('Next steps') },
    h('button.primary', { type: 'button', onclick: () => page.openFirst({ campaign: id }) }, t('First log line')),
    h('button.quiet', { type: 'button', onclick: () => page.exportPage() }, t('Export…')),
    copyButton(page, t('Copy indicators'), () => asLines(indicators), counted(indicators.length, 'indicator')),
    h('button.quiet', { type: 'button', onclick: () => page.share('markdown') }, t('Copy as Markdown')),
    h('button.quiet', { type: 'button', onclick: () => page.share('print') }, t('Print…')),
    copyButton(page, t('Copy link'), () => linkTo(page, id), t('The link')),
    copyButton(
      page,
      t('Copy accounts'),
      () => asLines(accounts.map((account) => [account])),
      counted(accounts.length, 'account'),
    ),
  );
}

/** Opens this case with the part in sight in the editor of whoever has scanned the same log. */
function linkTo(page: PageContext, id: string): string {
  const { target } = page.state();
  const tab = target.page === 'campaign' && target.tab !== undefined ? `&tab=${target.tab}` : '';
  return `vscode://prompt-traffic-audit.prompt-traffic-audit/campaign?id=${encodeURIComponent(id)}${tab}`;
}

/** One a line, with tabs between its fields: names that hold either are written as JSON. */
const asLines = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => `${row.map((field) => (/[\t\r\n]/.test(field) ? JSON.stringify(field) : field)).join('\t')}\n`)
    .join('');

function copyButton(page: PageContext, label: string, text: () => string, what: string): HTMLElement {
  return h(
    'button.quiet',
    {
      type: 'button',
      onclick: () => {
        navigator.clipboard.writeText(text()).then(
          () => page.say(t('{0} copied.', what)),
          () => page.say(t('The editor does not let this page copy.')),
        );
      },
    },
    label,
  );
}

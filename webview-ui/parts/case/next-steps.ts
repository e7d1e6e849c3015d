/** What a person does next with a case, step by step, what each step does and what it does not do. */
import { count, counted } from '../../../src/text/numbers.ts';
import { short } from '../../../src/text/visible.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { menu } from '../controls/menu.ts';
import { type Child, h } from '../dom.ts';
import { decisionList } from '../findings/decision-bar.ts';
import { section } from '../section.ts';
import { t } from '../words.ts';

/** Other reports that are named. */
const NAMED = 3;

/** The one thing to do now, and the rest in a menu: before a decision its requests are read, after it the case is handed on. */
export function caseActions(page: PageContext, campaign: CampaignReport): HTMLElement {
  const { id } = campaign;
  const isDecided = page.find.decided('campaign', id) !== undefined;
  const button = (kind: 'primary' | 'quiet', label: string, onclick: () => void): HTMLElement =>
    h(`button.${kind}`, { onclick }, label);
  const read = (kind: 'primary' | 'quiet'): HTMLElement =>
    button(kind, t('First log line'), () => page.openFirst({ campaign: id }));
  const write = (kind: 'primary' | 'quiet'): HTMLElement => button(kind, t('Export…'), () => page.exportPage());
  const rest = h(
    'div.menu-list',
    { role: 'group', 'aria-label': t('Export and share'), onclick: () => closeMenu() },
    isDecided ? read('quiet') : write('quiet'),
    copyAccounts(page, campaign),
    copyIndicators(page, campaign),
    button('quiet', t('Copy as Markdown'), () => page.share('markdown')),
    copyButton(page, t('Copy link'), () => linkTo(page, id), t('The link')),
    button('quiet', t('Print…'), () => page.share('print')),
    button('quiet', t('Push event…'), () => page.share('push')),
  );
  const more = menu(t('Export and share'), t('Copy, print or hand on this case'), rest, page.signal);
  const closeMenu = (): void => {
    more.open = false;
    more.querySelector('summary')?.focus();
  };
  return h(
    'span.controls',
    { role: 'group', 'aria-label': t('Actions') },
    isDecided ? write('primary') : read('primary'),
    more,
  );
}

/** The steps of an investigation; those that leave something in a file say so, and whether they were taken. */
export function nextSteps(page: PageContext, campaign: CampaignReport): HTMLElement {
  const { id, verdict, seenIn = [] } = campaign;
  const isRelay = verdict === 'relay';
  const isDecided = page.find.decided('campaign', id) !== undefined;
  const isClosed = page.find.work(id)?.status === 'closed';
  const step = (title: string, isDone: boolean, ...what: Child[]): HTMLElement =>
    h(
      'li',
      { class: isDone ? 'done' : '' },
      h('b', title),
      isDone ? h('span.muted', ` ✓ ${t('done')}`) : null,
      ...what.map((one) => (typeof one === 'string' ? h('p.muted', one) : one)),
    );
  const way = (label: string, onclick: () => void): HTMLElement => h('button.link', { onclick }, label);
  /** What the step says, and buttons that do it. */
  const ways = (text: string, ...all: HTMLElement[]): HTMLElement =>
    h('p.muted', text, ...all.flatMap((one, at) => [at === 0 ? ' ' : ' · ', one]));
  return section(
    'What next',
    t('No step suspends an account. Nothing leaves this machine unless you export or push it.'),
    h(
      'ol.case-steps',
      step(
        t('Read what they sent'),
        false,
        isRelay
          ? t('Requests, below, follows conversations from account to account, with what was asked and answered.')
          : t('First log line opens the log where it begins. Requests, below, puts accounts side by side.'),
      ),
      step(
        t('Ask whose accounts they are'),
        false,
        ways(
          t('Sign-ups, payments and contracts are in your own records.'),
          copyAccounts(page, campaign, 'link'),
          // Other reports are searched for what a harvest asks, and nothing else.
          ...(verdict === 'distillation' || verdict === 'suspected'
            ? [way(t('Find in other reports…'), () => page.command('match'))]
            : []),
        ),
        ...(seenIn.length === 0 ? [] : [t('Also found in {0}.', seenAlso(seenIn))]),
        ...(isRelay
          ? [t('Ask their holder who the customers behind them are, and whether your terms allow reselling.')]
          : []),
      ),
      step(t('Decide'), isDecided, decisionList(page, 'campaign', id)),
      step(
        t('If confirmed, act in your own system'),
        false,
        ways(
          t('Suspend or limit them there.'),
          way(t('Open packet'), () => page.share('print')),
          copyIndicators(page, campaign, 'link'),
          way(t('Suspend list…'), () => page.exportPage('actions')),
        ),
      ),
      step(t('Close the case'), isClosed, t('Status and comment… says who did what, and why.')),
    ),
  );
}

/** The first few reports that it is in, too; its facts name all of them, with what is the same. */
function seenAlso(seenIn: NonNullable<CampaignReport['seenIn']>): string {
  const names = [...new Set(seenIn.map(({ report, campaign }) => `${report} (${campaign})`))];
  const more = names.length > NAMED ? ` ${t('and {0} more', count(names.length - NAMED))}` : '';
  return `${short(names.slice(0, NAMED).join(', '), 200)}${more}`;
}

/** Opens this case with the part in sight, and the row that is chosen there, in the editor of whoever has scanned the same log. */
function linkTo(page: PageContext, id: string): string {
  const { target } = page.state();
  // The editor decodes a link before it parts the query: what a name may hold is encoded twice.
  const field = (name: string, value: string): string => `${name}=${encodeURIComponent(encodeURIComponent(value))}`;
  const query = [
    field('id', id),
    ...(target.page === 'campaign' && target.tab !== undefined ? [field('tab', target.tab)] : []),
    ...(target.page === 'campaign' && target.row !== undefined ? [field('row', target.row)] : []),
  ];
  return `vscode://prompt-traffic-audit.prompt-traffic-audit/campaign?${query.join('&')}`;
}

type Look = 'quiet' | 'link';

const copyAccounts = (page: PageContext, { accounts }: CampaignReport, look?: Look): HTMLElement =>
  copyButton(
    page,
    t('Copy accounts'),
    () => asLines(accounts.map((account) => [account])),
    counted(accounts.length, 'account'),
    look,
  );

function copyIndicators(
  page: PageContext,
  { accounts, infrastructure = [] }: CampaignReport,
  look?: Look,
): HTMLElement {
  // Whole names, as other programs know them; a list with one of them broken in two would be of no use.
  const traces = infrastructure.map(({ kind, value, others }) => [kind, value, `other accounts: ${others}`]);
  const all = [...traces, ...accounts.map((account) => ['account', account])];
  return copyButton(page, t('Copy indicators'), () => asLines(all), counted(all.length, 'indicator'), look);
}

/** One a line, with tabs between its fields: names that hold either are written as JSON. */
const asLines = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => `${row.map((field) => (/[\t\r\n]/.test(field) ? JSON.stringify(field) : field)).join('\t')}\n`)
    .join('');

function copyButton(
  page: PageContext,
  label: string,
  text: () => string,
  what: string,
  look: Look = 'quiet',
): HTMLElement {
  return h(
    `button.${look}`,
    {
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

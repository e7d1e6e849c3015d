/** Techniques seen in exact facts: how sure each is, who takes part, and what was asked about each honest use that looks like it. */
import { count } from '../../src/text/numbers.ts';
import { techniqueMeaning, weighs } from '../../src/text/techniques.ts';
import { visible } from '../../src/text/visible.ts';
import type { Questions } from '../../src/protocol/messages.ts';
import type { PageContext } from '../app/context.ts';
import { h } from '../parts/dom.ts';
import { facts } from '../parts/facts.ts';
import { lineQuotes } from '../parts/findings/line-quotes.ts';
import { accountLink, campaignLink } from '../parts/findings/links.ts';
import { asking } from '../parts/notice.ts';
import { columns, plainTable, tableWords } from '../parts/plain-table.ts';
import { folded, pageHead, section } from '../parts/section.ts';
import { t } from '../parts/words.ts';

type Technique = Questions['techniques']['answer'][number];

/** Accounts that are named at once. */
const NAMED = 10;
const INTRO = (): string =>
  t('Near proof is enough to flag a campaign; strong is one reason among others; weak and context carry no weight.');

/** The part of the first page that leads here; null where there are none. */
export function techniquesNote(page: PageContext): HTMLElement | null {
  const { techniques } = page.overview;
  if (techniques.length === 0) return null;
  return section(
    'Techniques',
    INTRO(),
    h('ul', ...techniques.slice(0, NAMED).map((title) => h('li', visible(title)))),
    techniquesLink(page),
  );
}

export function techniquesLink(page: PageContext): HTMLElement {
  return h(
    'p',
    h('button.link', { onclick: () => page.go({ page: 'techniques' }) }, t('What was seen, and what else it may be')),
  );
}

export function techniquesPage(page: PageContext): Node[] {
  const crumb = { title: 'Overview', go: () => page.go({ page: 'overview' }) };
  return [
    pageHead(crumb, t('Techniques'), h('p.muted', INTRO())),
    asking(page, 'techniques', {}, (all) =>
      all.length === 0
        ? [
            h(
              'p',
              t(
                'None was seen. A log that lacks the fields cannot show them: inspect the log to see which are missing.',
              ),
            ),
          ]
        : all.map((one) => technique(page, one)),
    ),
  ];
}

function technique(page: PageContext, one: Technique): HTMLElement {
  const { id, name, grade, accounts, requests, campaigns, n, text, readings, atlas, lines } = one;
  const mark = weighs(one) ? h('strong.chip', grade) : h('span.chip', grade);
  return section(
    `${id} · ${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    mark,
    h('p.technique-text', h('b', techniqueMeaning(id)), '. ', visible(text)),
    facts(
      ['account', accounts.length],
      ['request', requests],
      ['observations', count(n)],
      ['MITRE ATLAS', atlas.join(', ')],
      ...(campaigns.length === 0
        ? []
        : [['campaigns', h('span', ...campaigns.map((campaign) => campaignLink(page, campaign)))] as const]),
    ),
    plainTable(
      'What else it could be',
      columns('What else it could be', '', 'What was checked'),
      readings.map(({ reading, checked, outcome }) => [
        visible(reading),
        h('span.whole', outcome),
        tableWords(visible(checked)),
      ]),
    ),
    accountList(page, accounts),
    lineQuotes(page, lines),
  );
}

/** The first ones by name, the others behind a disclosure. */
function accountList(page: PageContext, accounts: readonly string[]): HTMLElement {
  const list = (own: readonly string[]): HTMLElement =>
    h(
      'ul.technique-accounts',
      { 'aria-label': t('Accounts') },
      ...own.map((account) => h('li', accountLink(page, account))),
    );
  const rest = folded(accounts.length - NAMED, () => list(accounts.slice(NAMED)));
  return h('div', list(accounts.slice(0, NAMED)), rest);
}

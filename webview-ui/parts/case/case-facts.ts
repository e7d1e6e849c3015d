/** The facts at the top of a case: which accounts, what they share besides templates, and how the score adds up. */
import type { CampaignReport, GraphTrace } from '../../../src/protocol/view-model.ts';
import { flagRule, howOftenRight } from '../../../src/text/suspected.ts';
import { falseShare, isWeighed, scoreSum, startWords } from '../../../src/text/likelihood.ts';
import { count, probability } from '../../../src/text/numbers.ts';
import { disambiguated } from '../../../src/text/disambiguated.ts';
import { relayText } from '../../../src/text/one-customer.ts';
import { capitalised, closed } from '../../../src/text/speech.ts';
import type { PageContext } from '../../app/context.ts';
import { entityOf } from '../../charts/graph/graph-traces.ts';
import { type Child, h } from '../dom.ts';
import { entityLink } from '../entities/entity-words.ts';
import { accountLink, campaignLink } from '../findings/links.ts';
import { numberOf } from '../number-of.ts';
import { t } from '../words.ts';

/** Characters of names at the top: as many as take two lines; a longer name than stands in one line is a key, and its beginning is enough. */
const NAMED = 150;
const [MOST_NAMES, BRIEF] = [6, 13];
/** Values of one kind that are named, and letters of one that stands in one line. */
const [VALUES, ONE_LINE] = [3, 40];

const KINDS: Readonly<Record<GraphTrace['kind'], readonly [one: string, several: string]>> = {
  address: ['1 address', '{0} addresses'],
  organisation: ['1 organisation', '{0} organisations'],
  payment: ['1 means of payment', '{0} means of payment'],
  userAgent: ['1 program', '{0} programs'],
};

export function caseFacts(page: PageContext, campaign: CampaignReport): HTMLElement {
  return h(
    'dl.case-facts',
    h('dt', t('Who')),
    h('dd', h('span.list', ...names(page, campaign))),
    ...relayRow(page, campaign),
    h('dt', t('They share')),
    h('dd', ...shared(page, campaign)),
    ...(campaign.verdict === 'not-judged' ? [] : [h('dt', t('How sure')), h('dd', ...howSure(page, campaign))]),
  );
}

/** Whose accounts they are where a relay has most of them, or which campaigns a relay has: each named leads to its page. */
function relayRow(page: PageContext, campaign: CampaignReport): HTMLElement[] {
  const { campaigns } = page.overview;
  const text = relayText(campaign, campaigns, t);
  if (text === undefined) return [];
  const known = new Set(campaigns.map(({ id }) => id));
  const parts = closed(capitalised(text))
    .split(/\b([CR]\d+)\b/)
    .map((part) => (known.has(part) ? campaignLink(page, part) : part));
  return [h('dt', t('Relay')), h('dd', ...parts)];
}

/** The first few accounts, keys by their beginnings, and where all of them are. */
function names(page: PageContext, { id, accounts }: CampaignReport): Child[] {
  const first = disambiguated(accounts.slice(0, MOST_NAMES), ONE_LINE, BRIEF);
  let [room, named] = [NAMED, 0];
  while (named < first.length && (named === 0 || room >= first[named]!.length)) room -= first[named++]!.length;
  const rest = accounts.length - named;
  const all = h(
    'button.link',
    { onclick: () => page.go({ page: 'campaign', campaign: id, tab: 'accounts' }) },
    t('and {0} more', count(rest)),
  );
  return [
    h('span', `${numberOf(accounts.length, 'account')}: `),
    ...first.slice(0, named).map((brief, at) => accountLink(page, accounts[at]!, brief)),
    rest === 0 ? null : all,
  ];
}

/** Of each kind what only they have, or else what most of them have, with how many others do. */
function shared(page: PageContext, { accounts, infrastructure = [] }: CampaignReport): Child[] {
  const parts = (Object.keys(KINDS) as GraphTrace['kind'][]).flatMap((kind): Child[][] => {
    const all = infrastructure.filter((trace) => trace.kind === kind);
    const own = all.filter(({ others }) => others === 0);
    const most = all.toSorted((a, b) => b.members.length - a.members.length)[0];
    if (most === undefined) return [];
    const told = own.length > 0 ? own : [most];
    const members = count(new Set(told.flatMap((trace) => trace.members)).size);
    const [one, several] = KINDS[kind];
    const links = told
      .slice(0, VALUES)
      // A comma begins no line.
      .flatMap((trace, at, { length }) => [
        h(
          trace.value.length < ONE_LINE ? 'span.whole' : 'span',
          entityLink(page, entityOf(trace)),
          at + 1 < length ? ',' : '',
        ),
        at + 1 < length ? ' ' : '',
      ]);
    const number = told.length === 1 ? t(one) : t(several, count(told.length));
    const of = t('{0} of {1} accounts', members, count(accounts.length));
    return [
      [
        `${own.length > 0 ? t('{0} nobody else uses', number) : number}: `,
        ...links,
        told.length > VALUES ? ` ${t('and {0} more', count(told.length - VALUES))}` : '',
        h(
          'span.muted',
          ` (${own.length > 0 ? of : `${of}, ${t(most.others === 1 ? '{0} other account too' : '{0} other accounts too', count(most.others))}`})`,
        ),
      ],
    ];
  });
  if (parts.length > 0) return parts.flatMap((part, at) => [at === 0 ? '' : ' · ', ...part]);
  const isKnown = page.overview.entityKinds.some(
    (kind) => kind !== 'template' && kind !== 'toolset' && kind !== 'signup',
  );
  return [
    isKnown
      ? t('No address, program, organisation or means of payment that several of them have.')
      : t('The log has no address, program, organisation or means of payment of anyone.'),
  ];
}

/** What such a score came to, and from where on it is flagged; then the sum in a line, and why it starts there. */
function howSure({ overview: { settings } }: PageContext, campaign: CampaignReport): Child[] {
  const { verdict, score } = campaign;
  if (verdict === 'relay' && !isWeighed(campaign))
    return [
      t(
        'A relay shows in its conversations, and no score decides it. The {0} is that of distillation, for which nothing here speaks.',
        probability(score),
      ),
    ];
  const isOther = verdict === 'relay' || verdict === 'harvest';
  return [
    ...(isOther ? [`${t('Of distillation')}: `] : []),
    ...[...falseShare(campaign, t), ...(verdict === 'suspected' ? [howOftenRight(t)] : [])].map((text) => `${text} `),
    ...(settings === null ? [] : [flagRule(campaign, settings, t), ' ']),
    h(
      'span.muted',
      scoreSum(campaign, t),
      ...(settings === null ? [] : [' ', startWords(campaign, settings.accountPrior, t)]),
    ),
  ];
}

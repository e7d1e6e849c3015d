/** Which cases are listed: one's own, those nobody has, those that are open, those that are new since a day. */
import { type CaseFilter, isWanted } from '../../../src/protocol/case-filter.ts';
import type { CampaignReport } from '../../../src/protocol/view-model.ts';
import { count } from '../../../src/text/numbers.ts';
import { dayOf } from '../../../src/text/times.ts';
import type { PageContext } from '../../app/context.ts';
import { freshId, h } from '../dom.ts';
import { t } from '../words.ts';

const ANYONE = 'anyone';
const statuses = (): [value: string, name: string][] => [
  ['', t('Any status')],
  ['open', t('Not closed')],
  ['new', t('New')],
  ['investigating', t('Investigating')],
  ['closed', t('Closed')],
];

/** Says how many of the groups in a list are not among the campaigns that the headline counts; empty where all are. */
function uncalledAmong(campaigns: readonly CampaignReport[]): string {
  const uncalled = campaigns.filter(({ verdict }) => verdict === 'none').length;
  return uncalled === 0 ? '' : `, ${t('{0} of them neither flagged nor suspected', count(uncalled))}`;
}

/** @param found draws the cases that are left */
export function caseFilter(
  page: PageContext,
  campaigns: readonly CampaignReport[],
  found: (campaigns: readonly CampaignReport[]) => void,
): HTMLElement {
  const { me, triage } = page.overview;
  const filter: CaseFilter = { ...page.state().cases };
  const tally = h('span.num.muted', { role: 'status' });
  const others = [...new Set(triage.cases?.flatMap(({ owner }) => owner ?? []))].filter((name) => name !== me.author);
  const owners = [
    [ANYONE, t('Anyone')],
    ...(me.author === '' ? [] : [[me.author, t('Mine')]]),
    ['', t('Nobody')],
    ...others.toSorted().map((name) => [name, name]),
  ] as [value: string, name: string][];
  const owner = choice(t('Owner'), owners, filter.owner ?? ANYONE, (value) => {
    if (value === ANYONE) delete filter.owner;
    else filter.owner = value;
  });
  const status = choice(t('Status'), statuses(), filter.status ?? '', (value) => {
    if (value === '') delete filter.status;
    else filter.status = value as NonNullable<CaseFilter['status']>;
  });
  const sinceId = freshId('since');
  const since = h('input.name-field', {
    type: 'date',
    id: sinceId,
    value: filter.since === undefined ? '' : dayOf(filter.since),
    onchange: () => {
      const time = Date.parse(since.value);
      if (Number.isNaN(time)) delete filter.since;
      else filter.since = time;
      show();
    },
  });

  function choice(
    label: string,
    values: readonly (readonly [value: string, name: string])[],
    chosen: string,
    take: (value: string) => void,
  ): HTMLElement {
    const id = freshId('filter');
    const list = h(
      'select',
      {
        id,
        onchange: () => {
          take(list.value);
          show();
        },
      },
      ...values.map(([value, name]) => h('option', { value, selected: value === chosen }, name)),
    );
    return h('span.choice', h('label', { for: id }, label), list);
  }

  function show(): void {
    const left = campaigns.filter((campaign) => isWanted(campaign, page.find.work(campaign.id), filter));
    const [some, all] = [count(left.length), count(campaigns.length)];
    tally.textContent =
      left.length === campaigns.length
        ? `${t('{0} in all', all)}${uncalledAmong(campaigns)}`
        : t('{0} of {1} in all', some, all);
    page.update({ cases: { ...filter } });
    found(left);
  }

  show();
  return h(
    'div.controls',
    { role: 'group', 'aria-label': t('Filter cases') },
    owner,
    status,
    h('span.choice', h('label', { for: sinceId }, t('New since')), since),
    tally,
  );
}

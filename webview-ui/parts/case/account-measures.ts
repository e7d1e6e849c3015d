/** How an account differs from its campaign and from the ordinary accounts that are nearest to it. */
import { count, counted } from '../../../src/text/numbers.ts';
import type { AccountUse, Measure } from '../../../src/protocol/case-data.ts';
import type { AccountReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { share } from '../format.ts';
import { accountLink, campaignLink } from '../findings/links.ts';
import { plainTable } from '../plain-table.ts';
import { section } from '../section.ts';

/** From this ratio on a measure is said to differ. */
const DIFFERS = 2;

export function accountMeasures(
  page: PageContext,
  { measures, nearest, alone }: AccountUse,
  report: AccountReport,
): HTMLElement {
  const inCampaign = report.campaign !== undefined;
  const own =
    alone.templates === 0
      ? 'It uses no template that nobody else uses.'
      : `It uses ${counted(alone.templates, 'template')} that nobody else uses, in ${counted(alone.requests, 'request')}.`;
  if (nearest.length === 0 && !inCampaign)
    return section('How it differs', null, h('p.muted', `${own} The log has no ordinary account to compare with.`));
  const table = plainTable(
    'How it differs',
    [
      { title: 'Measure' },
      { title: 'This account', align: 'right' },
      ...(inCampaign ? [{ title: 'Its campaign', align: 'right' as const }] : []),
      { title: 'Ordinary accounts', align: 'right' },
    ],
    measures.map((measure) => [
      measure.name,
      h('b', shown(measure.own, measure)),
      ...(inCampaign ? [beside(measure.own, measure.campaign, measure)] : []),
      beside(measure.own, measure.ordinary, measure),
    ]),
  );
  return section(
    'How it differs',
    `${own} Beside it the median of ${inCampaign ? 'the other members, and of ' : ''}ordinary accounts that send about as much; ≠ marks a difference of a factor of two or more.`,
    table,
    nearest.length === 0
      ? h('p.muted', 'The log has no ordinary account to compare with.')
      : h(
          'p.list.nearest',
          h('span.muted', 'Nearest ordinary accounts: '),
          ...nearest.map(({ account }) => accountLink(page, account)),
        ),
    report.campaign === undefined
      ? null
      : h(
          'p.muted',
          'The evidence on its campaign, ',
          campaignLink(page, report.campaign),
          ', and on its role in it is under Evidence.',
        ),
  );
}

function shown(value: number | null, { unit }: Measure): string {
  if (value === null) return '–';
  switch (unit) {
    case 'share':
      return share(value);
    case 'hours':
      return `${count(value)} of 24`;
    case 'count':
    case 'tokens':
      return count(Math.round(value));
  }
}

function beside(own: number | null, other: number | null, measure: Measure): HTMLElement {
  const far = own !== null && other !== null && Math.max(own, other) >= DIFFERS * Math.min(own, other) && own !== other;
  return h(
    'span',
    shown(other, measure),
    far ? h('span.differs-sign', { title: 'differs by a factor of two or more' }, ' ≠') : null,
    far ? h('span.sr-only', ', differs') : null,
  );
}

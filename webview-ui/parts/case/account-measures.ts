/** How an account differs from its campaign and from the ordinary accounts that are nearest to it. */
import { count } from '../../../src/text/numbers.ts';
import type { AccountUse, Measure } from '../../../src/protocol/case-data.ts';
import type { AccountReport } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { share } from '../format.ts';
import { accountLink, campaignLink } from '../findings/links.ts';
import { numberOf } from '../number-of.ts';
import { plainTable } from '../plain-table.ts';
import { section } from '../section.ts';
import { t } from '../words.ts';

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
      ? t('It uses no template that nobody else uses.')
      : t(
          'It uses {0} that nobody else uses, in {1}.',
          numberOf(alone.templates, 'template'),
          numberOf(alone.requests, 'request'),
        );
  if (nearest.length === 0 && !inCampaign)
    return section(
      'How it differs',
      null,
      h('p.muted', `${own} ${t('The log has no ordinary account to compare with.')}`),
    );
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
    `${own} ${t(
      inCampaign
        ? 'Beside it the median of the other members, and of ordinary accounts that send about as much; ≠ marks a difference of a factor of two or more.'
        : 'Beside it the median of ordinary accounts that send about as much; ≠ marks a difference of a factor of two or more.',
    )}`,
    table,
    nearest.length === 0
      ? h('p.muted', t('The log has no ordinary account to compare with.'))
      : h(
          'p.list.nearest',
          h('span.muted', `${t('Nearest ordinary accounts:')} `),
          ...nearest.map(({ account }) => accountLink(page, account)),
        ),
    report.campaign === undefined
      ? null
      : h(
          'p.muted',
          `${t('Under Evidence: the evidence on its role, and on its campaign')} `,
          campaignLink(page, report.campaign),
          '.',
        ),
  );
}

function shown(value: number | null, { unit }: Measure): string {
  if (value === null) return '–';
  switch (unit) {
    case 'share':
      return share(value);
    case 'hours':
      return t('{0} of {1}', count(value), 24);
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
    far ? h('span.differs-sign', { title: t('differs by a factor of two or more') }, ' ≠') : null,
    far ? h('span.sr-only', `, ${t('differs')}`) : null,
  );
}

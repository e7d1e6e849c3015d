/** Who sent a request, when and to which model, with ways to what else they sent. */
import type { EntityKind } from '../../../src/protocol/entity-data.ts';
import type { RequestView } from '../../../src/protocol/explorer-messages.ts';
import type { Target } from '../../../src/protocol/messages.ts';
import { short } from '../../../src/text/visible.ts';
import { type Child, h } from '../../parts/dom.ts';
import { exactTime } from '../../parts/format.ts';
import { longName } from '../../parts/long-name.ts';
import { t } from '../../parts/words.ts';

export interface SenderActions {
  /** False before a scan: templates are not known then. */
  isScanned: () => boolean;
  /** Shows only the requests of this account or template. */
  only: (field: 'account' | 'template', name: string) => void;
  dashboard: (target: Target) => void;
}

/** Facts about who sent the request: they stand before a long answer. */
export const SENDER: Readonly<Record<string, string>> = {
  address: 'address',
  'user agent': 'client',
  organisation: 'organisation',
  'end user': 'end user',
  session: 'session',
};

/** Those that have a page of the dashboard. */
const ENTITIES: Readonly<Record<string, EntityKind>> = {
  address: 'address',
  'user agent': 'client',
  organisation: 'organisation',
};

export function requestSender({ row, campaign, facts }: RequestView, actions: SenderActions): HTMLElement {
  const { only, dashboard, isScanned } = actions;
  const named = (field: 'account' | 'template', name: string, target: Target): Child =>
    name === ''
      ? h('span.muted', t(field === 'template' ? 'free text' : 'unknown'))
      : h(
          'span.named',
          isScanned()
            ? h(
                'button.link',
                {
                  'aria-label': short(name, 80),
                  title: `Show only this ${field}`,
                  onclick: () => only(field, name),
                },
                longName(name),
              )
            : longName(name),
          isScanned()
            ? h(
                'button.icon-button',
                {
                  'aria-label': t('Show {0} {1} in the dashboard', t(field), short(name, 80)),
                  title: t('Show in the dashboard'),
                  onclick: () => dashboard(target),
                },
                '↗',
              )
            : null,
        );
  const pairs: [string, Child][] = [
    ['time (UTC)', exactTime(row.time)],
    ['account', named('account', row.account, { page: 'account', account: row.account })],
    ['model', h('bdi', short(row.model === '' ? t('unknown') : row.model, 80))],
  ];
  if (isScanned()) {
    pairs.push(['template', named('template', row.template, { page: 'template', template: row.template })]);
  }
  if (campaign !== '') {
    const open = (): void => dashboard({ page: 'campaign', campaign });
    pairs.push(['campaign', h('button.link', { onclick: open }, h('bdi', short(campaign, 60)))]);
  }
  for (const [name, value] of facts)
    if (name in SENDER) pairs.push([SENDER[name] ?? name, senderFact(name, value, actions)]);
  return h('dl.who', ...pairs.map(([term, value]) => h('div', h('dt', term), h('dd', value))));
}

/** Who else has it is on a page of the dashboard. */
function senderFact(name: string, value: string, { isScanned, dashboard }: SenderActions): HTMLElement {
  const text = h('bdi', { title: value }, short(value, 200));
  const kind = ENTITIES[name];
  if (kind === undefined || !isScanned()) return text;
  const words = t('Who else has the {0} {1}', SENDER[name] ?? name, short(value, 80));
  const open = (): void => dashboard({ page: 'entity', kind, value });
  return h('span.named', text, h('button.icon-button', { 'aria-label': words, title: words, onclick: open }, '↗'));
}

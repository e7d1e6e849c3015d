/**
 * What the members of a campaign share besides templates (addresses, programs, organisations), and who else has each.
 */
import type { EntityKind, EntityRef } from '../../../src/protocol/entity-data.ts';
import type { GraphTrace } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../../parts/dom.ts';
import { count, counted } from '../../../src/text/numbers.ts';
import { accountLink } from '../../parts/findings/links.ts';
import { entityLink } from '../../parts/entities/entity-words.ts';
import { columns, plainTable } from '../../parts/plain-table.ts';
import { section } from '../../parts/section.ts';
import { short } from '../../../src/text/visible.ts';
import { t } from '../../parts/words.ts';
import type { Node } from './graph-layout.ts';
import { numberOf } from '../../parts/number-of.ts';

const TRACE_KINDS: Readonly<Record<GraphTrace['kind'], string>> = {
  address: 'address',
  userAgent: 'program',
  organisation: 'organisation',
  payment: 'means of payment',
};

const ENTITY_OF: Readonly<Record<GraphTrace['kind'], EntityKind>> = {
  address: 'address',
  userAgent: 'client',
  organisation: 'organisation',
  payment: 'payment',
};

/** As an entity with a page of its own. */
export const entityOf = ({ kind, value }: Pick<GraphTrace, 'kind' | 'value'>): EntityRef => ({
  kind: ENTITY_OF[kind],
  value,
});

/** Members that are named. */
const MAX_NAMED_MEMBERS = 50;
/** Thickness of the line for most members, CSS pixels. */
const MAX_LINE_WIDTH = 14;

export const traceWords = ({ kind, value, members, others }: GraphTrace): string =>
  `${TRACE_KINDS[kind]} ${short(value, 120)}, ${counted(members, 'member')}, ${counted(others, 'other account')}`;

export function traceTable(page: PageContext, traces: readonly GraphTrace[]): HTMLElement {
  return plainTable(
    'What members share apart from templates',
    columns('Kind', 'Value', '>Members', '>Other accounts'),
    traces.map(({ kind, value, members, others }) => [
      h('span.whole', t(TRACE_KINDS[kind])),
      entityLink(page, entityOf({ kind, value })),
      count(members),
      count(others),
    ]),
  );
}

const othersText = (others: number): string =>
  others === 1
    ? t('1 other account in the log uses it too.')
    : t('{0} other accounts in the log use it too.', count(others));

/** Who has it. The names are in the campaign itself. */
export function traceSection(page: PageContext, id: string, { kind, value, members, others }: GraphTrace): HTMLElement {
  const campaign = page.overview.campaigns.find((one) => one.id === id);
  const places = campaign?.infrastructure?.find((one) => one.kind === kind && one.value === value)?.members ?? [];
  const names = places.flatMap((place) => campaign?.accounts[place] ?? []);
  return section(
    t('{0} with the {1} {2}', numberOf(members, 'member'), t(TRACE_KINDS[kind]), short(value, 80)),
    `${othersText(others)}${names.length > MAX_NAMED_MEMBERS ? ` ${t('The first {0}', MAX_NAMED_MEMBERS)}.` : ''}`,
    h(
      'p',
      entityLink(page, entityOf({ kind, value })),
      h('span.muted', ` ${t('who else has it, when, and what else they share')}`),
    ),
    h('p.list', ...names.slice(0, MAX_NAMED_MEMBERS).map((account) => accountLink(page, account))),
  );
}

export interface TraceLine {
  trace: number;
  group: number;
  /** Height of its two ends, and thickness, CSS pixels. */
  from: number;
  to: number;
  thick: number;
}

/**
 * A line from each trace to each group that has it, as thick as its members. An account has an address, a program and an
 * organisation at once, so lines end in the middle of a group and not side by side.
 */
export function traceLines(traces: readonly GraphTrace[], left: readonly Node[], groups: readonly Node[]): TraceLine[] {
  const most = Math.max(1, ...traces.flatMap(({ counts }) => counts));
  return traces.flatMap(({ counts }, trace) => {
    const node = left[trace];
    const total = counts.reduce((sum, value) => sum + value, 0);
    let at = node?.y ?? 0;
    return counts.flatMap((value, group) => {
      const end = groups[group];
      if (node === undefined || end === undefined || value === 0) return [];
      const part = (node.size * value) / total;
      at += part;
      const thick = Math.max(1, Math.min(part, (MAX_LINE_WIDTH * value) / most));
      return [{ trace, group, from: at - part / 2, to: end.y + end.size / 2, thick }];
    });
  });
}

/** One address, client, organisation, template or other thing that accounts have in common. */
import type { EntityView } from '../../src/protocol/entity-data.ts';
import type { Target } from '../../src/protocol/messages.ts';
import { count } from '../../src/text/numbers.ts';
import type { PageContext } from '../app/context.ts';
import { entityGraphChart } from '../charts/graph/entity-graph.ts';
import { besideTables, casesTable, entityTimes, usersTable } from '../parts/entities/entity-parts.ts';
import { entityName, kindName, kindsName } from '../parts/entities/entity-words.ts';
import { h } from '../parts/dom.ts';
import { facts } from '../parts/facts.ts';
import { partOf, share, time } from '../parts/format.ts';
import { asking } from '../parts/notice.ts';
import { pageHead } from '../parts/section.ts';
import { t } from '../parts/words.ts';

type EntityTarget = Extract<Target, { page: 'entity' }>;

export function entityPage(page: PageContext, target: EntityTarget): Node[] {
  const { kind, value } = target;
  const crumb = { title: kindsName(kind), go: () => page.go({ page: 'entities', kind }) };
  return [
    pageHead(crumb, `${kind === 'template' ? '' : `${kindName(kind)} `}${entityName(page, target, 160)}`),
    asking(page, 'entity', { kind, value }, (view) => body(page, target, view)),
  ];
}

function body(page: PageContext, { kind, value }: EntityTarget, view: EntityView): Node[] {
  const entity = { kind, value };
  const { line, scope, requests, inCases, accounts } = view;
  const isWhole = scope === 'scan';
  return [
    h(
      'div.page-head',
      h('p.lead', sentence(view)),
      h(
        'div.controls',
        line === null
          ? null
          : h('button.primary', { onclick: () => page.explore(entity, line) }, t('Show its requests')),
        line === null ? null : h('button.quiet', { onclick: () => page.openLine(line) }, t('First log line')),
        kind === 'template'
          ? h('button.quiet', { onclick: () => page.go({ page: 'template', template: value }) }, t('Open the template'))
          : null,
      ),
      facts(
        ['account', accounts],
        requests === null ? ['requests', '–'] : ['request', requests],
        ['in campaigns', inCases === null || requests === null ? '–' : partOf(inCases, requests)],
        ['first seen', isWhole ? time(view.first) : '–'],
        ['last seen', isWhole ? time(view.last) : '–'],
      ),
      isWhole ? null : h('p.muted', t(NOT_IN_REPORT)),
      kind === 'toolset' ? h('p.muted', t(TOOLS)) : null,
    ),
    ...casesTable(page, view),
    ...entityTimes(page, entity, view),
    usersTable(page, view),
    ...besideTables(page, view),
    ...(isWhole ? [entityGraphChart(page, [entity])] : []),
  ];
}

const NOT_IN_REPORT =
  'A report does not say which other accounts have it, when, or what else their requests carry. Scan the logs to see that.';
const TOOLS =
  'A scan keeps one number for the whole set of tools that a request offers, not their names. Open a request to read them.';

/** Something everyone has says nothing, and the share says that first. */
function sentence({ accounts, requests, inCases, cases }: EntityView): string {
  if (cases.length === 0) return t('No campaign has it.');
  if (requests === null || inCases === null)
    return cases.length === 1 ? t('One campaign has it.') : t('{0} campaigns have it.', count(cases.length));
  const members = cases.reduce((sum, one) => sum + one.accounts, 0);
  const others = Math.max(0, accounts - members);
  const part = share(inCases, requests);
  return others === 0
    ? t('{0} of its requests are in campaigns, and nobody else has it.', part)
    : t(
        '{0} of its requests are in campaigns; {1} of its {2} accounts are in none.',
        part,
        count(others),
        count(accounts),
      );
}

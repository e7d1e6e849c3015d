/** A bar of what the requests have in common, each value with its number: a press filters by it, a second one takes it away. */
import type { Facet, LogFilter } from '../../src/protocol/explorer-messages.ts';
import type { Verdict } from '../../src/protocol/view-model.ts';
import { count, counted } from '../../src/text/numbers.ts';
import { h } from '../parts/dom.ts';
import { VERDICTS } from '../parts/findings/verdict.ts';
import { visibleLine } from '../../src/text/visible.ts';

type Field = Facet['field'];

const TITLES: Readonly<Record<Field, string>> = {
  campaign: 'Campaign',
  verdict: 'Verdict',
  model: 'Model',
  template: 'Template',
  account: 'Account',
};

/** @param chosen called with the value, empty to take the filter away */
export function facetBar(
  facets: readonly Facet[],
  filter: LogFilter,
  chosen: (field: Field, value: string) => void,
): HTMLElement {
  return h(
    'div.facets',
    {},
    ...facets
      .filter(({ values }) => values.length > 0)
      .map(({ field, values, more }) =>
        h(
          'div.facet',
          { role: 'group', 'aria-label': TITLES[field] },
          h('b', {}, TITLES[field]),
          ...values.map(({ value, label, requests }) => {
            const isOn = filter[field] === value;
            return h(
              'button.quiet',
              {
                type: 'button',
                'aria-pressed': String(isOn),
                title: isOn ? 'Show the others too' : `Show only ${counted(requests, 'request')} of this`,
                onclick: () => chosen(field, isOn ? '' : value),
              },
              h('bdi', {}, field === 'verdict' ? VERDICTS[value as Verdict].word : visibleLine(label, 40)),
              h('span.num.muted', {}, ` ${count(requests)}`),
            );
          }),
          more > 0 ? h('span.muted', {}, `and ${count(more)} more`) : null,
        ),
      ),
  );
}

/**
 * A bar of the values that requests have in common, each with its count: a press filters by it, a second press removes the
 * filter.
 */
import type { Facet, LogFilter } from '../../src/protocol/explorer-messages.ts';
import type { ANSWER_LENGTHS, TOOL_COUNTS } from '../../src/protocol/request-groups.ts';
import type { Verdict } from '../../src/protocol/view-model.ts';
import { count, counted } from '../../src/text/numbers.ts';
import { h } from '../parts/dom.ts';
import { verdictLabel } from '../parts/findings/verdict.ts';
import { visibleLine } from '../../src/text/visible.ts';

type Field = Facet['field'];

const TITLES: Readonly<Record<Field, string>> = {
  campaign: 'Campaign',
  verdict: 'Verdict',
  model: 'Model',
  template: 'Template',
  account: 'Account',
  answer: 'Answer',
  tools: 'Tools',
};

export const ANSWER_WORDS: Readonly<Record<(typeof ANSWER_LENGTHS)[number], string>> = {
  none: 'none, or of unknown length',
  'to-100': 'up to 100 tokens',
  'to-500': '101 to 500 tokens',
  'to-2000': '501 to 2,000 tokens',
  longer: 'over 2,000 tokens',
};

export const TOOL_WORDS: Readonly<Record<(typeof TOOL_COUNTS)[number], string>> = {
  none: 'no tools',
  one: 'one tool',
  'to-5': '2 to 5 tools',
  'to-20': '6 to 20 tools',
  more: 'over 20 tools',
};

/** The label of a value; log text for all but a few fields. */
function wordsOf(field: Field, value: string, label: string): string {
  if (field === 'verdict') return verdictLabel(value as Verdict);
  if (field === 'answer') return ANSWER_WORDS[value as keyof typeof ANSWER_WORDS];
  if (field === 'tools') return TOOL_WORDS[value as keyof typeof TOOL_WORDS];
  return visibleLine(label, 40);
}

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
              h('bdi', {}, wordsOf(field, value, label)),
              h('span.num.muted', {}, ` ${count(requests)}`),
            );
          }),
          more > 0 ? h('span.muted', {}, `and ${count(more)} more`) : null,
        ),
      ),
  );
}

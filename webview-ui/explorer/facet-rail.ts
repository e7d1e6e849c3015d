/**
 * The values that the requests of the query have in common, each with its count, beside the rows: a press filters by it or
 * leaves it out, a second press takes that back.
 */
import type { Facet, FacetField, LogFilter } from '../../src/protocol/explorer-messages.ts';
import type { ANSWER_LENGTHS, TOOL_COUNTS } from '../../src/protocol/request-groups.ts';
import type { Called } from '../../src/protocol/view-model.ts';
import { count, counted } from '../../src/text/numbers.ts';
import { h } from '../parts/dom.ts';
import { longName } from '../parts/long-name.ts';
import { verdictLabel } from '../parts/findings/verdict.ts';
import { visibleLine } from '../../src/text/visible.ts';
import { t } from '../parts/words.ts';
import { stillSearching } from './empty-list.ts';
import type { AskHost } from './explorer-host.ts';
import { withValue } from './query.ts';

const TITLES: Readonly<Record<FacetField, string>> = {
  campaign: 'Campaign',
  verdict: 'Verdict',
  model: 'Model',
  template: 'Template',
  account: 'Account',
  answer: 'Answer',
  tools: 'Tools',
  address: 'Address',
  client: 'Client',
  organisation: 'Organisation',
  payment: 'Payment',
  signup: 'Sign-up hour',
  toolset: 'Set of tools',
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

/** What requests are called; what has no finding may have a score that is too low for one, as its row says. */
export const calledWords = (called: Called): string =>
  called === 'none' ? t('No finding, or not flagged') : verdictLabel({ verdict: called, score: 0 });

/** Fields whose values are names that have no words to break at. */
const NAMES: ReadonlySet<FacetField> = new Set(['account', 'organisation', 'payment', 'toolset']);

/** The label of a value; log text for all but a few fields. */
function wordsOf(field: FacetField, value: string, label: string): string {
  if (field === 'verdict') return calledWords(value as Called);
  if (field === 'answer') return t(ANSWER_WORDS[value as keyof typeof ANSWER_WORDS]);
  if (field === 'tools') return t(TOOL_WORDS[value as keyof typeof TOOL_WORDS]);
  return visibleLine(label, 100);
}

interface RailActions {
  ask: AskHost;
  changed: (filter: LogFilter) => void;
  /** Values may still come. */
  isSearching: () => boolean;
}

export class FacetRail {
  readonly element = h('aside.rail', { 'aria-label': t('Values to filter by'), hidden: true });
  private filter: LogFilter | undefined;
  /** Number of the newest question: older answers are dropped. */
  private counted = 0;
  private readonly closed = new Set<FacetField>();

  constructor(private readonly actions: RailActions) {}

  /** What is counted next. */
  show(filter: LogFilter): void {
    this.filter = filter;
    this.counted++;
  }

  focus(): void {
    this.element.querySelector<HTMLElement>('summary')?.focus();
  }

  /** Counts what the requests have in common, while that is in sight. */
  async count(): Promise<void> {
    const { filter } = this;
    if (this.element.hidden || filter === undefined) return;
    const mine = ++this.counted;
    const answer = await this.actions.ask('facets', filter).catch(() => undefined);
    if (answer === undefined || mine !== this.counted) return;
    const { activeElement } = document;
    const focused = activeElement instanceof HTMLElement ? activeElement.dataset['facet'] : undefined;
    const facets = answer.facets.flatMap((facet) => this.facet(facet, filter));
    const none = h(
      'p.muted',
      this.actions.isSearching() ? stillSearching() : t('No request matches: there are no values to count.'),
    );
    this.element.replaceChildren(...(facets.length > 0 ? facets : [none]));
    // The pressed button is redrawn.
    if (focused === undefined) return;
    for (const one of this.element.querySelectorAll('button')) if (one.dataset['facet'] === focused) one.focus();
  }

  private facet({ field, values, more }: Facet, filter: LogFilter): HTMLElement[] {
    if (values.length === 0) return [];
    const title = t(TITLES[field]);
    const details = h(
      'details.facet',
      { open: !this.closed.has(field), ontoggle: () => this.closed[details.open ? 'delete' : 'add'](field) },
      h('summary', title),
      h(
        'div',
        { role: 'group', 'aria-label': title },
        h('ul', ...values.map((value) => this.value(field, value, filter))),
        more > 0 ? h('p.muted', t('and {0} more: type {1} in the query', count(more), `${field}:`)) : null,
      ),
    );
    return [details];
  }

  private value(
    field: FacetField,
    { value, label, requests }: Facet['values'][number],
    filter: LogFilter,
  ): HTMLElement {
    const words = wordsOf(field, value, label);
    const isOn = filter[field] === value;
    const isOut = filter.except?.some((one) => one.field === field && one.value === value) === true;
    const press = (as: 'only' | 'except') => (): void => this.actions.changed(withValue(filter, field, value, as));
    return h(
      isOut ? 'li.left-out' : 'li',
      {},
      h(
        'button.facet-value',
        {
          'data-facet': `${field} ${value}`,
          'aria-pressed': String(isOn),
          title: isOn ? t('Show the others too') : t('Show only {0} of this', counted(requests, 'request')),
          onclick: press('only'),
        },
        NAMES.has(field) ? longName(words) : h('bdi', words),
        h('span.num.muted', count(requests)),
      ),
      h(
        'button.facet-out',
        {
          'data-facet': `${field} ${value} except`,
          'aria-pressed': String(isOut),
          'aria-label': t('Leave out {0}', words),
          title: isOut ? t('Show these too') : t('Leave these out'),
          onclick: press('except'),
        },
        '−',
      ),
    );
  }
}

/** A quiet row of facts: term below value. */
import { count } from '../../src/text/numbers.ts';
import { h, type Child } from './dom.ts';
import { t } from './words.ts';

/** A value that is a number counts its term, which is then in the singular: `account`, 12 is `12 accounts`. */
export function facts(...pairs: readonly (readonly [term: string, value: Child])[]): HTMLElement {
  return h(
    'dl.facts',
    ...pairs.map(([term, value]) =>
      typeof value === 'number'
        ? h('div', h('dt', t(value === 1 ? term : `${term}s`)), h('dd.num', count(value)))
        : h('div', h('dt', t(term)), h('dd.num', value)),
    ),
  );
}

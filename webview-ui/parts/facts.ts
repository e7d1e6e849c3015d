/** A quiet row of facts: term below value. */
import { h, type Child } from './dom.ts';
import { t } from './words.ts';

export function facts(...pairs: readonly (readonly [term: string, value: Child])[]): HTMLElement {
  return h('dl.facts', ...pairs.map(([term, value]) => h('div', h('dt', t(term)), h('dd.num', value))));
}

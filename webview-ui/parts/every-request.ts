import type { PageContext } from '../app/context.ts';
import { h } from './dom.ts';
import { section } from './section.ts';
import { t } from './words.ts';

/**
 * A part of a page that says what all requests together show: who takes turns, what nobody else sends, how long the gaps are. Of a
 * report that keeps only some requests it would be wrong, so it is left out and says so.
 */
export function ofEveryRequest({ overview }: PageContext, title: string, draw: () => HTMLElement): HTMLElement {
  if (overview.kept === null) return draw();
  return section(
    title,
    null,
    h('p.muted', {}, t('Not shown: this takes every request, and the report keeps only some.')),
  );
}

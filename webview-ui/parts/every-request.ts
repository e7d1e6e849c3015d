import type { Overview } from '../../src/protocol/view-model.ts';
import type { PageContext } from '../app/context.ts';
import { h } from './dom.ts';
import { section } from './section.ts';
import { t } from './words.ts';

/**
 * A part of a page that says what all requests together show, in their order: who takes turns, how long the gaps are. Of a
 * report that keeps only some requests it would be wrong, so it is left out and says so.
 */
export function ofEveryRequest({ overview }: PageContext, title: string, draw: () => HTMLElement): HTMLElement {
  return overview.kept === null ? draw() : leftOut(title);
}

/** A part that takes how many requests of each template an account sent in each hour: a report counts these. */
export function ofCounts({ overview }: PageContext, title: string, draw: () => HTMLElement): HTMLElement {
  return hasCounts(overview) ? draw() : leftOut(title);
}

/** Are all requests known, or counted by account, template and hour? */
export const hasCounts = ({ kept }: Pick<Overview, 'kept'>): boolean => kept === null || kept.counted === 'hourly';

const leftOut = (title: string): HTMLElement =>
  section(title, null, h('p.muted', t('Not shown: this takes every request, and the report keeps only some.')));

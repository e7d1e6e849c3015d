/** How many of the judged accounts have which score. The scale of the bars is a square root, so that ten accounts stay visible next to ten thousand; each bar carries its number. */
import { max, scaleSqrt } from 'd3';
import { h } from '../parts/dom.ts';
import { count, counted, setting } from '../../src/text/numbers.ts';
import { columns, plainTable } from '../parts/plain-table.ts';
import { section } from '../parts/section.ts';
import { t } from '../parts/words.ts';
import { figure } from './figure.ts';

/**
 * @param scores how many accounts have a score in the i-th tenth
 * @param unjudged accounts that have none, of which a low bar would say that they are clean
 * @param flagged accounts that are flagged as distillation; others may have as high a score
 */
export function scoreHistogram(
  scores: readonly number[],
  { unjudged, flagged, threshold }: { unjudged: number; flagged: number; threshold: number | null },
): HTMLElement {
  if (scores.every((value) => value === 0))
    return section('Accounts by risk', null, h('p.muted', t('No account could be judged.')));
  const size = scaleSqrt([0, Math.max(1, max(scores) ?? 1)], [0, 100]);
  const span = (index: number): string => `${index * 10}–${index * 10 + 10}%`;
  const rows = scores
    .map((value, index) => {
      const fill = h('span.bar-fill');
      fill.style.setProperty('width', `${value === 0 ? 0 : Math.max(0.5, size(value))}%`);
      return h('li', h('span.num.muted', span(index)), h('span.bar', fill), h('span.num', count(value)));
    })
    .reverse();
  return figure({
    title: 'Accounts by risk',
    note: [
      'Number of accounts by score, on a square-root scale.',
      ...(threshold === null
        ? []
        : [
            `${flagged === 0 ? 'None is' : flagged === 1 ? '1 is' : `${count(flagged)} are`} flagged as distillation: that takes ${setting(threshold)} or more, and a group that is flagged.`,
          ]),
      ...(unjudged === 0 ? [] : [`Without ${counted(unjudged, 'account')} that could not be judged.`]),
    ].join(' '),
    chart: h('ol.histogram', { 'aria-label': t('Accounts by score, highest first') }, ...rows),
    table: () =>
      plainTable(
        'Accounts by score',
        columns('Score', '>Accounts'),
        scores.map((value, index) => [span(index), count(value)]),
      ),
  });
}

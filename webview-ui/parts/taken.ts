/** What was taken from the log as a whole, on the first page. */
import { visible, visibleName } from '../../src/text/visible.ts';
import type { PageContext } from '../app/context.ts';
import { h } from './dom.ts';
import { section } from './section.ts';
import { t } from './words.ts';

/** Where there is nothing to say of it, nothing. */
export function takenNote({ overview: { taken } }: PageContext): HTMLElement | null {
  if (taken === null) return null;
  return section(
    'What was taken',
    null,
    ...taken.sentences.map((text) => h('p', {}, visible(text))),
    h('p.muted', {}, t('The log’s largest customers, side by side:')),
    h(
      'ul.brief',
      {},
      ...taken.customers.map(([name, text]) =>
        h('li', {}, h('b', {}, h('bdi', {}, visibleName(name))), `: ${visible(text)}.`),
      ),
    ),
  );
}

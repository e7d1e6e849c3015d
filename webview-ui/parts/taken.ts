/** What was taken from the log as a whole, and how much of an assistant's documents has left, on the first page. */
import { coverageCurve } from '../charts/case/coverage.ts';
import { briefNames } from '../../src/text/disambiguated.ts';
import { visible, visibleName } from '../../src/text/visible.ts';
import type { PageContext } from '../app/context.ts';
import { h } from './dom.ts';
import { section } from './section.ts';
import { t } from './words.ts';

/** Where there is nothing to say of it, nothing. */
export function takenNote({ overview: { taken } }: PageContext): HTMLElement | null {
  if (taken === null) return null;
  const names = briefNames(taken.customers.map(([name]) => name));
  return section(
    'What was taken',
    null,
    ...taken.sentences.map((text) => h('p', visible(text))),
    h('p.muted', t('The log’s largest customers, side by side:')),
    h(
      'ul.brief',
      ...taken.customers.map(([name, text], at) =>
        h('li', h('b', h('bdi', { title: visibleName(name) }, names[at])), `: ${visible(text)}.`),
      ),
    ),
  );
}

/** Where no answer names a document, nothing. */
export function documentNote({ overview: { documents }, signal }: PageContext): HTMLElement | null {
  if (documents === null) return null;
  const { sentences, readers } = documents;
  return section(
    'What the assistant knows',
    null,
    ...sentences.map((text) => h('p', text)),
    h('ul.brief', ...readers.map(({ title, text }) => h('li', h('b', h('bdi', visibleName(title))), `: ${text}.`))),
    readers[0] === undefined ? null : coverageCurve(readers[0], signal),
  );
}

/** What one account or campaign saw of them, with its curve. */
export function readerCurve(
  { overview: { documents }, signal }: PageContext,
  kind: 'account' | 'campaign',
  name: string,
): HTMLElement[] {
  const reader = documents?.readers.find((one) => one.kind === kind && one.name === name);
  return reader === undefined
    ? []
    : [h('p', h('b', t('Documents')), `: ${reader.text}.`), coverageCurve(reader, signal)];
}

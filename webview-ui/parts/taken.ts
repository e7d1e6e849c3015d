/** What was taken from the log as a whole, and how much of an assistant's documents has left, on the first page. */
import { coverageCurve } from '../charts/case/coverage.ts';
import type { ReaderCurve } from '../../src/protocol/exposure-data.ts';
import { briefNames } from '../../src/text/disambiguated.ts';
import { count, percent } from '../../src/text/numbers.ts';
import { accountsText } from '../../src/text/speech.ts';
import { dayOf } from '../../src/text/times.ts';
import { visible, visibleName } from '../../src/text/visible.ts';
import type { PageContext } from '../app/context.ts';
import { type Child, h } from './dom.ts';
import { campaignLink } from './findings/links.ts';
import { columns, plainTable } from './plain-table.ts';
import { section } from './section.ts';
import { t } from './words.ts';

/** Customers that stand open. */
const CUSTOMERS = 6;

/** Where there is nothing to say of it, nothing. */
export function takenNote({ overview: { taken, campaigns } }: PageContext): HTMLElement | null {
  if (taken === null) return null;
  const names = briefNames(taken.customers.map(([name]) => name));
  const items = taken.customers.map(([name, text], at) =>
    h('li', h('b', h('bdi', { title: visibleName(name) }, names[at])), `: ${visible(text)}.`),
  );
  const isTaken = campaigns.some(({ verdict }) => verdict === 'distillation');
  return section(
    isTaken ? 'What was taken' : 'Who got most answers',
    null,
    ...taken.sentences.map((text) => h('p', visible(text))),
    h('p.muted', t('The log’s largest customers, side by side:')),
    h('ul.brief', ...items.slice(0, CUSTOMERS)),
    items.length > CUSTOMERS
      ? h(
          'details',
          h('summary', t('{0} more', count(items.length - CUSTOMERS))),
          h('ul.brief', ...items.slice(CUSTOMERS)),
        )
      : null,
  );
}

/** Rows that are shown at first. */
const FIRST = 8;

/** Where no answer names a document, nothing. */
export function documentNote(page: PageContext): HTMLElement | null {
  const { documents } = page.overview;
  if (documents === null) return null;
  const { sentences, readers } = documents;
  const rest = readers.slice(FIRST);
  return section(
    'What the assistant knows',
    t('Who got most of its documents. In bold: more than as many requests of others see.'),
    ...sentences.map((text) => h('p', text)),
    readers.length === 0 ? null : readerTable(page, readers.slice(0, FIRST)),
    rest.length === 0 ? null : h('details', h('summary', t('{0} more', count(rest.length))), readerTable(page, rest)),
    readers[0] === undefined ? null : coverageCurve(readers[0], page.signal),
  );
}

/** Who got most, beside what as many requests of others see; who saw more than any of them is in bold. */
function readerTable(page: PageContext, readers: readonly ReaderCurve[]): HTMLElement {
  const names = briefNames(readers.map(({ title }) => title));
  return plainTable(
    'Who saw how much of it',
    columns(
      'Who',
      '>Documents',
      '>Of all',
      '>Requests',
      '>As many of others see',
      '>Of what others got',
      '>Nobody else got',
      '>At this pace 95% by',
    ),
    readers.map((one, at) => [
      who(page, one, names[at]!),
      one.expected !== undefined && one.documents > one.expected.high
        ? h('b', count(one.documents))
        : count(one.documents),
      percent(one.share),
      count(one.requests),
      one.expected === undefined ? '' : `${count(one.expected.low)}–${count(one.expected.high)}`,
      one.others === undefined ? '' : `${percent(one.others.low)}–${percent(one.others.high)}`,
      count(one.alone.documents),
      one.reaches === undefined ? '' : dayOf(one.reaches),
    ]),
  );
}

function who(page: PageContext, { kind, name, title, accounts }: ReaderCurve, brief: string): Child {
  const open = (): void => page.go({ page: 'account', account: name });
  if (kind === 'account') return h('button.link.whole', { title: visibleName(title), onclick: open }, h('bdi', brief));
  const text = kind === 'campaign' ? campaignLink(page, name) : h('bdi', { title: visibleName(title) }, brief);
  return h('span.whole', text, ` (${accountsText(accounts, t)})`);
}

/** What one account or campaign saw of them, with its curve. */
export function readerCurve(
  { overview: { documents }, signal }: PageContext,
  kind: 'account' | 'campaign',
  name: string,
): HTMLElement[] {
  const reader = documents?.readers.find((one) => one.kind === kind && one.name === name);
  if (reader === undefined) return [];
  return [section('What the assistant knows', null, h('p', `${reader.text}.`), coverageCurve(reader, signal))];
}

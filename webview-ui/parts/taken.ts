/** What was taken from the log as a whole, and how much of an assistant's documents has left, on the first page. */
import { coverageCurve } from '../charts/case/coverage.ts';
import type { ReaderCurve } from '../../src/protocol/exposure-data.ts';
import { briefNames } from '../../src/text/disambiguated.ts';
import { count, percent } from '../../src/text/numbers.ts';
import { accountsText } from '../../src/text/speech.ts';
import { dayOf } from '../../src/text/times.ts';
import { visible } from '../../src/text/visible.ts';
import type { PageContext } from '../app/context.ts';
import { type Child, h } from './dom.ts';
import { entityLink } from './entities/entity-words.ts';
import { accountLink, campaignLink } from './findings/links.ts';
import { columns, plainTable } from './plain-table.ts';
import { folded, section } from './section.ts';
import { t } from './words.ts';

/** Customers that stand open. */
const CUSTOMERS = 6;

/** Where there is nothing to say of it, nothing. */
export function takenNote(page: PageContext): HTMLElement | null {
  const { taken } = page.overview;
  if (taken === null) return null;
  const names = briefNames(taken.customers.map(({ name }) => name));
  const items = taken.customers.map(({ name, kind, text }, at) =>
    h('li', nameLink(page, kind, name, names[at]!), `: ${visible(text)}.`),
  );
  return section(
    taken.heading,
    null,
    ...taken.sentences.map((text) => h('p', visible(text))),
    h('p.muted', t('Customers side by side:')),
    h('ul.brief', ...items.slice(0, CUSTOMERS)),
    folded(items.length - CUSTOMERS, () => h('ul.brief', ...items.slice(CUSTOMERS))),
  );
}

/** Rows that are shown at first. */
const FIRST = 8;

/** Where no answer names a document, nothing. */
export function documentNote(page: PageContext): HTMLElement | null {
  const { documents } = page.overview;
  if (documents === null) return null;
  const { sentences, readers } = documents;
  return section(
    'What the assistant knows',
    t('Who got most of its documents. In bold: more than as many requests of others see.'),
    ...sentences.map((text) => h('p', text)),
    readers.length === 0 ? null : readerTable(page, readers.slice(0, FIRST)),
    folded(readers.length - FIRST, () => readerTable(page, readers.slice(FIRST))),
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

function who(page: PageContext, { kind, name, accounts }: ReaderCurve, brief: string): Child {
  const link = kind === 'campaign' ? campaignLink(page, name) : nameLink(page, kind, name, brief);
  return kind === 'account' ? link : h('span.whole', link, ` (${accountsText(accounts, t)})`);
}

/** Leads to the page of an account or organisation. */
const nameLink = (page: PageContext, kind: 'account' | 'organisation', name: string, brief: string): HTMLElement =>
  kind === 'account' ? accountLink(page, name, brief) : entityLink(page, { kind, value: name });

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

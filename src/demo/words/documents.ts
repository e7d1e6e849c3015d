import { capital, compose, type Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import { prose } from './prose.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

/** Kinds of text that programs send to be read, sorted, shortened or filled in. */
export type DocumentKind = Trade | 'passage' | 'minutes' | 'article' | 'statement' | 'table';
type Trade = 'review' | 'ticket' | 'invoice' | 'product';

const GRAMMAR: Grammar = { ...NAMES, ...words.documents.GRAMMAR };

const MAKERS: Readonly<Record<DocumentKind, (random: LogRandom) => string>> = {
  passage: (random) =>
    `${write('{rule} {rule}', random)} ${prose(random.between(200, 700), random)} ${write('{rule}', random)}`,
  review: (random) =>
    `${write('<The|My|This> {colour} {goods} {verdict}<.|!> <I|We> <bought|ordered> it in {month} <for {person}|for the flat in {city}|>. <It also {verdict}.|>', random)} ${prose(random.between(30, 220), random)}`,
  ticket: (random) =>
    `${write('From: {person} {family}\nSubject: {trouble}\n\nHello, I <am in {city} and|> {trouble}<  since {weekday}| for the second time|>. <The {goods} is for {person}.|>', random)} ${prose(random.between(60, 300), random)}`,
  invoice: (random) => {
    const lines = Array.from({ length: random.between(2, 6) }, () =>
      write(
        `${random.between(1, 40)} x {goods}, {colour}  EUR ${random.between(3, 400)}.${random.between(10, 99)}`,
        random,
      ),
    );
    return `${write('{firm} Ltd, {city}', random)}\nInvoice ${random.between(10000, 99999)} of ${random.between(1, 28)} ${random.pick(NAMES.month)}\n${lines.join('\n')}\nVAT ${random.pick(['19', '21', '20', '25'])} %   due in ${random.pick(['14', '30', '45'])} days`;
  },
  product: (random) =>
    write(
      `sku ${random.hex(8)} | {goods} | {material} | {colour} | ${random.between(10, 90)} x ${random.between(10, 90)} cm | ${random.between(100, 9000)} g | made in {city}<| with {material} handle|>`,
      random,
    ),
  minutes: (random) =>
    Array.from(
      { length: random.between(3, 7) },
      () => `${random.pick(NAMES.person)}: ${prose(random.between(40, 180), random)}`,
    ).join('\n'),
  article: (random) =>
    `${capital(write('{firm} to <close|open|sell> <its|a> {material} <plant|office> in {city}', random))}\n\n${prose(random.between(500, 1400), random)}`,
  statement: (random) =>
    write(
      '<{firm}|The {city} council|{person} {family}> <said|claims|denied> that <the {goods} {verdict}|{number} percent of <voters|customers|patients> in {city} <were not asked|chose {firm}>|the {month} figures <were wrong|left out {city}>>',
      random,
    ),
  table: (random) => {
    const columns = random.some(
      ['day', 'city', 'units', 'price', 'returns', 'visits', 'delay', 'staff', 'score', 'stock'],
      random.between(3, 6),
    );
    const rows = Array.from({ length: random.between(4, 12) }, () =>
      columns.map((column) => (column === 'city' ? random.pick(NAMES.city) : random.between(1, 9999))).join(','),
    );
    return `${columns.join(',')}\n${rows.join('\n')}`;
  },
};

const write = (pattern: string, random: LogRandom): string => compose(pattern, GRAMMAR, random);

/** A made-up document of a kind. */
export function makeDocument(kind: DocumentKind, random: LogRandom): string {
  return MAKERS[kind](random);
}

/** A customer's question to a help desk; `item` numbers the question, so that frequent questions come again word for word. */
export function customerQuestion(random: LogRandom): string {
  return capital(
    write(
      "<how do i|can i|where do i|why can't i|is it possible to|i want to> <cancel|change|track|return|insure|pause|share|print|move> <my|the|an old|a second> <order|{goods}|subscription|invoice|address|account|delivery to {city}|voucher|warranty><?| before {month}?| without the receipt?| from abroad?| after {number} days?|, it says error {number}{number}.>",
      random,
    ),
  );
}

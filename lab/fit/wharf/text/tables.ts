/** Data as programs send it: CSV, JSON records, markdown tables, log lines, forms, transcripts. */
import type { Random } from '../../../../src/math/random.ts';
import { capital, coined, type Subject } from './lexicon.ts';

const key = (subject: Subject, random: Random): string =>
  subject
    .rare(random)
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

const date = (random: Random): string =>
  `202${3 + random.below(4)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;

type Cell = (random: Random, subject: Subject) => string | number;

const CELLS: readonly Cell[] = [
  (random) => random.below(10_000),
  (random) => Number((random.next() * 500).toFixed(2)),
  (random) => date(random),
  (random, subject) => subject.thing(random),
  (random) => capital(coined(random)),
  (random) => `${coined(random)}@${coined(random)}.example`,
  (random) => random.pick(['yes', 'no', 'pending', 'n/a']),
];

export interface Columns {
  names: readonly string[];
  cells: readonly Cell[];
}

export function columns(random: Random, subject: Subject, count: number): Columns {
  const names = [...new Set(Array.from({ length: count }, () => key(subject, random)))];
  return { names, cells: names.map(() => random.pick(CELLS)) };
}

const row = (random: Random, subject: Subject, { cells }: Columns): (string | number)[] =>
  cells.map((cell) => cell(random, subject));

export const TABLE_FORMS = ['csv', 'json', 'markdown', 'lines'] as const;
export type TableForm = (typeof TABLE_FORMS)[number];

export function table(random: Random, subject: Subject, form: TableForm, rows: number, of: Columns): string {
  const data = Array.from({ length: rows }, () => row(random, subject, of));
  switch (form) {
    case 'csv':
      return [of.names, ...data].map((cells) => cells.join(',')).join('\n');
    case 'json':
      return JSON.stringify(data.map((cells) => Object.fromEntries(of.names.map((name, at) => [name, cells[at]]))));
    case 'markdown':
      return [of.names, of.names.map(() => '---'), ...data].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    case 'lines':
      return data.map((cells) => of.names.map((name, at) => `${name}=${cells[at]!}`).join(' ')).join('\n');
  }
}

/** One record as JSON. */
export const record = (random: Random, subject: Subject, of: Columns): string =>
  JSON.stringify(Object.fromEntries(row(random, subject, of).map((value, at) => [of.names[at]!, value])));

/** People talking in turn, as speech recognition writes it down. */
export function transcript(random: Random, subject: Subject, turns: number, names: readonly [string, string]): string {
  const stamped = random.chance(0.5);
  let time = 0;
  return Array.from({ length: turns }, (_, at) => {
    time += 2 + random.below(25);
    const stamp = stamped ? `[${Math.floor(time / 60)}:${String(time % 60).padStart(2, '0')}] ` : '';
    return `${stamp}${names[at % 2]!}: ${subject.clause(random, 4 + random.below(22))}`;
  }).join('\n');
}

/** A page: markdown, HTML or plain. */
export function page(random: Random, subject: Subject, words: number): string {
  const sections = 1 + random.below(4);
  const title = (): string => capital(subject.clause(random, 2 + random.below(3)));
  const text = (): string => subject.prose(random, words / sections);
  return random.pick([
    () => Array.from({ length: sections }, () => `# ${title()}\n\n${text()}`).join('\n\n'),
    () =>
      `<article>${Array.from({ length: sections }, () => `<h2>${title()}</h2>\n<p>${text()}</p>`).join('\n')}</article>`,
    () => subject.prose(random, words),
    () => `${title()}\n${date(random)} - ${capital(coined(random))}\n\n${subject.prose(random, words)}`,
  ])();
}

/** An e-mail, a ticket or a note. */
export function letter(random: Random, subject: Subject, words: number): string {
  const from = capital(coined(random));
  return random.pick([
    () =>
      `From: ${from} <${coined(random)}@${coined(random)}.example>\nSubject: ${subject.clause(random, 5)}\n\nHi,\n\n${subject.prose(random, words)}\n\nThanks\n${from}`,
    () => `Ticket #${random.below(90_000)} (${date(random)})\n${subject.prose(random, words)}`,
    () => subject.prose(random, words),
  ])();
}

/**
 * User messages that several accounts send again and again, word for word. Nothing in them varies, so that mining sees no frame;
 * but a sweep may send the same few questions over and over. Whether they are a product's stock prompts or a sweep's is told by
 * how they are used, like with any other template.
 */
import type { RequestTable } from '../../table/request-table.ts';
import { byAccount } from '../mining/by-account.ts';
import type { MinedTemplates } from '../mining/mine-templates.ts';
import { TemplateNames } from '../mining/template-names.ts';

/** Accounts that must have sent a message so many times: what many send once or twice is a common question or an exercise. */
export const ACCOUNTS = 3;
export const TIMES = 3;
/** Letters of a message that says something: "hi" and "go on" come from everybody. */
const LETTERS = 9;

/** Which messages are looked at. */
interface Messages {
  /** Of each row, as a number in the pool of texts; 0 for none. */
  texts: Uint32Array;
  /** How many times an account must have sent one. */
  times: number;
  /** The fewest letters of one. */
  letters: number;
}

/** First messages. */
const firstMessages = ({ rows }: RequestTable): Messages => ({
  texts: rows.user,
  times: TIMES,
  letters: LETTERS,
});

/** 1 for each text of the pool that such a message is. Rows for which `isFramed` have a template already and do not count. */
export function repeatedMessages(
  table: RequestTable,
  isFramed: (row: number) => boolean,
  { texts, times, letters } = firstMessages(table),
): Uint8Array {
  const { account } = table.rows;
  const accounts = new Uint8Array(table.texts.length);
  /** The account that sent each text last, and how many times. */
  const last = new Uint32Array(table.texts.length);
  const sent = new Uint8Array(table.texts.length);
  const rows = byAccount(account.subarray(0, table.length));
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const who = account[row]!;
    const text = texts[row]!;
    if (who === 0 || accounts[text]! >= ACCOUNTS || !table.isWhole(row) || isFramed(row)) continue;
    if (last[text] !== who) {
      last[text] = who;
      sent[text] = 0;
    }
    if (sent[text]! < times && ++sent[text]! === times) accounts[text]!++;
  }
  return accounts.map((count, text) => Number(count >= ACCOUNTS && lettersOf(table, text) >= letters));
}

/** Each such message is a template. */
export function repeatedTemplates(
  table: RequestTable,
  isFramed: (row: number) => boolean,
  messages = firstMessages(table),
): MinedTemplates {
  const isRepeated = repeatedMessages(table, isFramed, messages);
  const numbers = new Map<string, number>();
  const names = new TemplateNames();
  const clauses: Float64Array[] = [];
  const ofRow = new Int32Array(table.length).fill(-1);
  for (let row = 0; row < table.length; row++) {
    const text = messages.texts[row]!;
    if (isRepeated[text] === 0 || isFramed(row) || !table.isWhole(row)) continue;
    // Messages that differ only in numbers have the same clauses and thus one name.
    const fixed = Float64Array.from(new Set(table.texts.clausesOf(text))).sort();
    const name = names.of(fixed);
    let number = numbers.get(name);
    if (number === undefined) {
      numbers.set(name, (number = clauses.length));
      clauses.push(fixed);
    }
    ofRow[row] = number;
  }
  return { ids: [...numbers.keys()], clauses, ofRow };
}

function lettersOf({ texts }: RequestTable, text: number): number {
  const { letters, from, to } = texts.spanOf(text);
  let sum = 0;
  for (let at = from; at < to; at++) sum += letters[at]!;
  return sum;
}

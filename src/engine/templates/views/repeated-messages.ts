/**
 * User messages that several accounts send again and again, word for word. Nothing in them varies, so that mining sees no frame;
 * but a sweep may send the same few questions over and over. Whether they are a product's stock prompts or a sweep's is told by
 * how they are used, like with any other template.
 */
import type { RequestTable } from '../../table/request-table.ts';
import { byAccount } from '../mining/by-account.ts';

/** Accounts that must have sent a message so many times: what many send once or twice is a common question or an exercise. */
export const ACCOUNTS = 3;
export const TIMES = 3;
/** Letters of a message that says something: "hi" and "go on" come from everybody. */
const LETTERS = 9;

/** 1 for each text of the pool that such a message is. Rows for which `isFramed` have a template already and do not count. */
export function repeatedMessages(table: RequestTable, isFramed: (row: number) => boolean): Uint8Array {
  const { texts } = table;
  const { account, user } = table.rows;
  const accounts = new Uint8Array(texts.length);
  /** The account that sent each text last, and how many times. */
  const last = new Uint32Array(texts.length);
  const sent = new Uint8Array(texts.length);
  const rows = byAccount(account.subarray(0, table.length));
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const who = account[row]!;
    const text = user[row]!;
    if (who === 0 || accounts[text]! >= ACCOUNTS || !table.isWhole(row) || isFramed(row)) continue;
    if (last[text] !== who) {
      last[text] = who;
      sent[text] = 0;
    }
    if (sent[text]! < TIMES && ++sent[text]! === TIMES) accounts[text]!++;
  }
  return accounts.map((count, text) => Number(count >= ACCOUNTS && lettersOf(table, text) >= LETTERS));
}

function lettersOf({ texts }: RequestTable, text: number): number {
  const { letters, from, to } = texts.spanOf(text);
  let sum = 0;
  for (let at = from; at < to; at++) sum += letters[at]!;
  return sum;
}

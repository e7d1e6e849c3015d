/** Which documents the answers of a log rest on, by account. Of very many documents a sample is kept, those with the smallest hashes. */
import { DOCUMENT_KEY } from '../../../reader/records/facts/facts.ts';
import { FLAG } from '../../table/request-signals.ts';
import type { DetectionResult } from '../detection-result.ts';

/** Documents that are told apart. */
const MOST = 50_000;

/** An answer that names documents, by their numbers. */
export interface DocumentRequest {
  /** ms UTC; NaN where the log has no time. */
  time: number;
  documents: readonly number[];
}

export interface AnsweredDocuments {
  /** Of those that are kept, by their number. */
  titles: string[];
  /** All documents; estimated where some are not kept. */
  total: number;
  requests: number;
  /** Of each account in order of time. */
  ofAccount: ReadonlyMap<number, DocumentRequest[]>;
}

/** Undefined where no answer names a document. */
export function answeredDocuments(
  { table }: Pick<DetectionResult, 'table'>,
  most = MOST,
): AnsweredDocuments | undefined {
  const { account, flags, time } = table.rows;
  const kept = keptKeys(table.facts.having('document'), most);
  if (kept.keys.length === 0) return undefined;
  const numbers = new Map(kept.keys.map((key, number) => [key, number]));
  const titles = new Array<string>(kept.keys.length).fill('');
  const ofAccount = new Map<number, DocumentRequest[]>();
  let requests = 0;
  for (const [row, { documents = [] }] of table.facts.having('document')) {
    if (account[row] === 0 || (flags[row]! & FLAG.error) !== 0) continue;
    const own = documents.flatMap((document) => {
      const number = numbers.get(document.slice(0, DOCUMENT_KEY));
      if (number === undefined) return [];
      const title = document.slice(DOCUMENT_KEY);
      // Of several titles of one document the first by letters, whatever the order of the rows.
      if (titles[number] === '' || title < titles[number]!) titles[number] = title;
      return [number];
    });
    const list = ofAccount.get(account[row]!);
    const request = { time: time[row]!, documents: own };
    if (list) list.push(request);
    else ofAccount.set(account[row]!, [request]);
    requests++;
  }
  // Rows are in one order already, and sorting keeps it where times are equal or missing.
  for (const list of ofAccount.values()) list.sort((a, b) => a.time - b.time || 0);
  return requests === 0 ? undefined : { titles, total: kept.total, requests, ofAccount };
}

/** The smallest hashes, ascending, and how many there are in all: the same whatever the order in which they come. */
function keptKeys(
  rows: Iterable<[row: number, facts: { documents?: string[] }]>,
  most: number,
): { keys: string[]; total: number } {
  let keys = new Set<string>();
  let limit: string | undefined;
  for (const [, { documents = [] }] of rows)
    for (const document of documents) {
      const key = document.slice(0, DOCUMENT_KEY);
      if (limit === undefined || key <= limit) keys.add(key);
      if (keys.size <= 2 * most) continue;
      const smallest = [...keys].sort().slice(0, most);
      limit = smallest.at(-1);
      keys = new Set(smallest);
    }
  const smallest = [...keys].sort().slice(0, most);
  const isWhole = limit === undefined && keys.size <= most;
  // The k-th smallest of n hashes spread evenly stands at k/n of their range (Bar-Yossef and others, 2002).
  const share = Number.parseInt(smallest.at(-1) ?? '0', 16) / 2 ** 53;
  return { keys: smallest, total: isWhole ? keys.size : Math.round((smallest.length - 1) / share) };
}

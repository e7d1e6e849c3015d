/** Which documents the answers of a log rest on, by account. Of very many documents a sample is kept, those with the smallest hashes. */
import { MOST_DOCUMENTS } from '../../../reader/records/facts/document-names.ts';
import { DOCUMENT_KEY } from '../../../reader/records/facts/facts.ts';
import { FLAG } from '../../table/request-flags.ts';
import type { DetectionResult } from '../detection-result.ts';

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
  most = MOST_DOCUMENTS,
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
      titles[number] = document.slice(DOCUMENT_KEY);
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
  const keys = new Set<string>();
  for (const [, { documents = [] }] of rows)
    for (const document of documents) keys.add(document.slice(0, DOCUMENT_KEY));
  // A document of which the table keeps no hash.
  keys.delete('');
  const smallest = [...keys].sort().slice(0, most);
  // The k-th smallest of n hashes spread evenly stands at k/n of their range (Bar-Yossef and others, 2002).
  const share = Number.parseInt(smallest.at(-1) ?? '0', 16) / 2 ** 53;
  return { keys: smallest, total: keys.size <= most ? keys.size : Math.round((smallest.length - 1) / share) };
}

/** Different documents after each of these numbers of requests, which ascend. */
export function seenAfter(requests: readonly DocumentRequest[], points: readonly number[]): number[] {
  const seen = new Set<number>();
  let from = 0;
  return points.map((to) => {
    for (; from < to; from++) for (const document of requests[from]!.documents) seen.add(document);
    return seen.size;
  });
}

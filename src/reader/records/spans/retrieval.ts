/** What retrievers found, in spans of OpenInference: the calls of their trace that come after them in one export got it. */
import { addTo } from '../../../math/lists/many.ts';
import type { DocumentName } from '../facts/facts.ts';
import { namesOf } from '../facts/reading/document-facts.ts';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import { anyValue, gatherList, readAttributes } from './attributes.ts';

/** What was found before a span, one list of documents for each retriever. */
export type Retrieved = (span: JsonObject) => readonly (readonly DocumentName[])[];

interface Retriever {
  start: number;
  attributes: readonly unknown[];
  /** Once a call got them. */
  documents?: readonly DocumentName[];
}

const NOTHING: Retrieved = () => [];
const NAME = 'retrieval.documents';
/** Fields of the first document: a span with none of them holds no documents. */
export const RETRIEVED = ['id', 'content', 'metadata', 'score'].map((name) => `${NAME}.0.document.${name}`);
const FIRST: ReadonlySet<unknown> = new Set(RETRIEVED);
const ID = '.document.id';
/** What says nothing of which document it is: the longest of all, and the likeliest. */
const REST = ['.document.content', '.document.score'];

/** @param spans all of one export, of which most hold no retriever */
export function retrievedIn(spans: readonly JsonObject[]): Retrieved {
  const found = new Map<string | undefined, Retriever[]>();
  for (const span of spans) {
    const attributes = listOf(span['attributes'] ?? span['tags']);
    if (attributes.some((one) => FIRST.has(objectOf(one)['key'])))
      addTo(found, traceOf(span), { start: startOf(span), attributes });
  }
  if (found.size === 0) return NOTHING;
  return (span) => {
    const start = startOf(span);
    const before = (found.get(traceOf(span)) ?? []).filter((one) => one.start <= start);
    return before.map((one) => (one.documents ??= documentsOf(one.attributes)));
  };
}

function documentsOf(attributes: readonly unknown[]): readonly DocumentName[] {
  const ids: unknown[] = [];
  const telling: unknown[] = [];
  for (const attribute of attributes) {
    const { key, value } = objectOf(attribute);
    if (typeof key !== 'string' || !key.startsWith(NAME) || REST.some((name) => key.endsWith(name))) continue;
    telling.push(attribute);
    if (key === `${NAME}.${ids.length}${ID}`) ids.push(anyValue(value));
  }
  // Most retrievers say no more than which ones they are, in order.
  if (ids.length === telling.length) return namesOf(ids.map((id) => ({ id })));
  return namesOf(gatherList(readAttributes(telling), NAME).map((one) => one['document']));
}

const traceOf = (span: JsonObject): string | undefined =>
  textOf(span['traceId']) ?? textOf(span['trace_id']) ?? textOf(span['traceID']);
const startOf = (span: JsonObject): number =>
  numberOf(span['startTimeUnixNano'] ?? span['start_time_unix_nano'] ?? span['startTime']) ?? 0;

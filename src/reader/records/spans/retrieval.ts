/** What retrievers found, in spans of OpenInference: the calls of their trace that come after them in one export got it. */
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../fields/json.ts';
import { gatherList, readAttributes } from './attributes.ts';

/** What was found before a span, one list of documents for each retriever. */
export type Retrieved = (span: JsonObject) => readonly unknown[];

const NOTHING: Retrieved = () => [];
const NAME = 'retrieval.documents';
/** Fields of the first document: a span with none of them holds no documents. */
export const RETRIEVED = ['id', 'content', 'metadata', 'score'].map((name) => `${NAME}.0.document.${name}`);

/** @param spans all of one export, of which most hold no retriever */
export function retrievedIn(spans: readonly JsonObject[]): Retrieved {
  const found = spans.filter(isRetriever).map((span) => ({
    trace: traceOf(span),
    start: startOf(span),
    documents: gatherList(readAttributes(attributesOf(span)), NAME).map((one) => one['document']),
  }));
  if (found.length === 0) return NOTHING;
  return (span) =>
    found.flatMap(({ trace, start, documents }) =>
      trace === traceOf(span) && start <= startOf(span) ? [documents] : [],
    );
}

const attributesOf = (span: JsonObject): unknown => span['attributes'] ?? span['tags'];
const isRetriever = (span: JsonObject): boolean =>
  listOf(attributesOf(span)).some((one) => RETRIEVED.includes(textOf(objectOf(one)['key']) ?? ''));
const traceOf = (span: JsonObject): string | undefined =>
  ['traceId', 'trace_id', 'traceID'].map((name) => textOf(span[name])).find(Boolean);
const startOf = (span: JsonObject): number =>
  numberOf(span['startTimeUnixNano'] ?? span['start_time_unix_nano'] ?? span['startTime']) ?? 0;

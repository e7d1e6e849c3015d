/**
 * Documents that an answer rests on: those that a provider says it cited or searched, and those that a retriever found. Only a hash of
 * the id and a short title are kept. Nothing of a request is read: a client may claim to have seen anything.
 */
import { hash53 } from '../../../../math/hash.ts';
import { repair } from '../../../bytes/framing/decode.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RequestRecord } from '../../fields/request.ts';
import { type DocumentName, LIMITS } from '../facts.ts';

/** Documents of one list that are looked at. */
export const MOST_LISTED = 1000;

/** Where documents are noted. */
type Noted = Pick<RequestRecord, 'facts'>;

/** Notes the documents that a part of an answer, an item of an output or a message names. */
export function noteDocuments(part: JsonObject, record: Noted): void {
  const { annotations, citations, results, context, citationsContent: converse } = part;
  if (annotations !== undefined) noteEach(annotations, record);
  if (citations !== undefined) noteEach(citations, record);
  // A search in files, as OpenAI has it in an output.
  if (results !== undefined && part['type'] === 'file_search_call') noteEach(results, record);
  if (part['type'] === 'web_search_tool_result') noteEach(part['content'], record);
  // Azure OpenAI on your data; Converse of Bedrock; what LiteLLM keeps of Anthropic's citations, a list for each part.
  if (isObject(context)) noteEach(context['citations'], record);
  if (isObject(converse)) noteEach(converse['citations'], record);
  const { provider_specific_fields: kept } = part;
  if (isObject(kept)) for (const list of listOf(kept['citations'])) noteEach(list, record);
}

function noteEach(list: unknown, record: Noted): void {
  const found = listOf(list);
  const length = Math.min(found.length, MOST_LISTED);
  for (let at = 0; at < length; at++) {
    const one = found[at];
    if (isObject(one)) noteDocument(one, record);
  }
}

/** A citation, which may have its own fields under the name of its type. That is looked for last: it takes longer than all other fields. */
function noteDocument(citation: JsonObject, record: Noted): void {
  if (note(citation, record)) return;
  const type = textOf(citation['type']);
  const inner = type === undefined ? undefined : citation[type];
  if (isObject(inner)) note(inner, record);
}

/** Chunks on which Gemini grounds an answer. Pages of the web have other addresses in each answer, and are left out. */
export function noteGrounding(candidate: JsonObject, record: Noted): void {
  const grounding = objectOf(candidate['groundingMetadata'] ?? candidate['grounding_metadata']);
  for (const chunk of listOf(grounding['groundingChunks'] ?? grounding['grounding_chunks']).slice(0, MOST_LISTED)) {
    const found = objectOf(chunk)['retrievedContext'] ?? objectOf(chunk)['retrieved_context'];
    if (isObject(found)) note(found, record);
  }
}

/** What a retriever gave: a list of documents, or an object around one, as LangChain, LlamaIndex, Bedrock and OpenInference write it. */
export function noteRetrieved(output: unknown, record: Noted): void {
  const value = unpackJson(output);
  const { documents, nodes, results, retrievalResults, retrievedReferences } = objectOf(value);
  const list = [value, documents, nodes, results, retrievalResults, retrievedReferences].find((one) =>
    Array.isArray(one),
  );
  for (const one of listOf(list).slice(0, MOST_LISTED)) {
    const outer = objectOf(unpackJson(one));
    const found = objectOf(outer['document'] ?? outer['node'] ?? outer);
    if (found['metadata'] === undefined && found['location'] === undefined && found['id'] !== undefined) {
      note(found, record, true);
      continue;
    }
    const metadata = objectOf(unpackJson(found['metadata']));
    const { s3Location, webLocation } = objectOf(found['location']);
    const { uri, url } = { ...objectOf(s3Location), ...objectOf(webLocation) };
    note({ uri: uri ?? url, id: found['id'] ?? found['id_'], ...found, ...metadata }, record, true);
  }
}

/** The documents that a retriever gave, as they are noted of a call. */
export function namesOf(output: readonly unknown[]): readonly DocumentName[] {
  const noted: Noted = {};
  noteRetrieved(output, noted);
  return noted.facts?.documents ?? [];
}

/** Notes documents by their names. */
export function addDocuments(names: readonly DocumentName[], record: Noted): void {
  if (names.length === 0) return;
  const documents = ((record.facts ??= {}).documents ??= []);
  for (const name of names)
    if (documents.length < LIMITS.documents && documents.every(({ key }) => key !== name.key)) documents.push(name);
}

/**
 * @param plain whether a plain `id` tells documents apart
 * @returns false where nothing names one
 */
function note(fields: JsonObject, record: Noted, plain = false): boolean {
  const named = titleOf(fields);
  const stated = statedId(fields) ?? (plain ? idOf(fields['id']) : undefined) ?? named;
  if (stated === undefined) return false;
  const documents = ((record.facts ??= {}).documents ??= []);
  if (documents.length >= LIMITS.documents) return true;
  // The hash is of the letters, in whichever way the line was read.
  const id = repair(stated);
  const key = hash53(id);
  for (const other of documents) if (other.key === key) return true;
  documents.push({ key, title: shortTitle(named, id) });
  return true;
}

/** What a document is called, in short, that has this title or none but its id. */
export const shortTitle = (named: string | undefined, id: string): string =>
  (named === undefined ? lastName(id) : repair(named)).slice(0, LIMITS.title);

const idOf = (value: unknown): string | undefined =>
  value === undefined ? undefined : (textOf(value) ?? numberOf(value)?.toString());

/** What tells documents apart, the most telling first: also in `litellm-tables.ts`. Each name is written out: looked up by a list they take three times as long. */
const statedId = (fields: JsonObject): string | undefined =>
  idOf(fields['file_id']) ??
  idOf(fields['document_id']) ??
  idOf(fields['uri']) ??
  idOf(fields['url']) ??
  idOf(fields['source']) ??
  idOf(fields['file_path']) ??
  idOf(fields['filepath']) ??
  idOf(fields['x-amz-bedrock-kb-source-uri']);

const titleOf = (fields: JsonObject): string | undefined =>
  textOf(fields['title']) ??
  textOf(fields['filename']) ??
  textOf(fields['file_name']) ??
  textOf(fields['document_title']) ??
  textOf(fields['document_name']);

/** What an address or a path ends in, without what may be a secret in it. */
function lastName(id: string): string {
  const cut = id.search(/[?#]/);
  const path = cut < 0 ? id : id.slice(0, cut);
  let end = path.length;
  while (end > 0 && isSlash(path.charCodeAt(end - 1))) end--;
  let from = end;
  while (from > 0 && !isSlash(path.charCodeAt(from - 1))) from--;
  return end === 0 ? path : path.slice(from, end);
}

const isSlash = (unit: number): boolean => unit === 0x2f || unit === 0x5c;

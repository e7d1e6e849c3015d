/** Formats that are data: a record says where everything is, and one reader reads all logs that are described so. */
import { readAnyAnswer, readAnyPrompt } from '../dialects/any-payload.ts';
import { readRequestBody, readResponseBody } from '../dialects/bodies.ts';
import { readChat, readParameters, readTools } from '../dialects/openai-chat.ts';
import { readCaller } from '../callers/caller.ts';
import { markContent } from '../fields/content.ts';
import { type JsonObject, objectOf } from '../fields/json.ts';
import { readMetadataFields } from '../fields/metadata-fields.ts';
import { clientFields } from '../fields/origin.ts';
import type { Content, RequestRecord } from '../fields/request.ts';
import { words } from '../../../schema/words.ts';
import type { WrittenFacts } from './format-facts.ts';
import type { Format } from './format.ts';
import { fill, isAccountField, newRecord, prepare, type RecordSink } from './kit.ts';
import { conditionOf, type Places, placesOf, valueAt } from './record-paths.ts';

/** A log format. Paths and conditions are written as in `record-paths.ts`. */
export interface FormatRecord {
  name: string;
  facts: WrittenFacts;
  /** How its entries are told from all others: keys that no other format has. */
  when: string | readonly string[];
  /** Entries that are no request, or cannot be read: the first condition that holds, and what is said of it. */
  skips?: readonly { when: string | readonly string[]; skip?: string; reject?: string }[];
  /** What was asked, as `reader=path`: the readers are asked in their order until one finds something. */
  prompt?: string;
  /** What was answered, likewise. */
  answer?: string;
  /** What was set for the call: `tools=path parameters=path`. */
  settings?: string;
  /** Everything else, as `field=path`. The account is the best of those that are named: key, user, end-user, principal, project. */
  fields: string;
  /** Objects of the log whose fields have the usual names: `/` for the entry itself, or `name=path`, which is then called so. */
  usual?: string;
  /** The account where nothing else has named one. */
  orElse?: string;
  /** The body in which its client may say whose request it is; the weakest of all, beside `orElse`. */
  caller?: string;
  /** How it ended, by the first condition that holds; `unknown` where none does, or what `usual` has found. */
  status?: Partial<Record<RequestRecord['status'], string | readonly string[]>>;
  /** Why there is no text, by a condition. */
  withoutText?: Partial<Record<Content, string>>;
}

type Reader = (value: unknown, record: RequestRecord) => void;

const PROMPTS: Readonly<Record<string, Reader>> = { body: readRequestBody, chat: readChat, any: readAnyPrompt };
const ANSWERS: Readonly<Record<string, Reader>> = { body: readResponseBody, any: readAnyAnswer };
const SETTINGS: Readonly<Record<string, Reader>> = {
  tools: (value, record) => readTools(objectOf(value), record),
  parameters: (value, record) => readParameters(objectOf(value), record),
};

interface Part {
  read: Reader;
  places: Places;
}

function partsOf(written: string, readers: Readonly<Record<string, Reader>>): readonly Part[] {
  return words(written).map((part) => {
    const [name = '', path = ''] = part.split('=');
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read === undefined) throw new Error(`No reader: ${part}`);
    return { read, places: placesOf(path) };
  });
}

/** Makes a format of a record. What is wrong in it is said at once, with its name. */
export function formatOf(record: FormatRecord): Format {
  try {
    return compile(record);
  } catch (error) {
    throw new Error(`Format ${record.name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function compile({ name, facts, fields, orElse = '', ...table }: FormatRecord): Format {
  const matches = conditionOf(table.when);
  const skips = (table.skips ?? []).map(({ when, skip, reject }) => {
    if ((skip === undefined) === (reject === undefined))
      throw new Error(`One reason, to skip or to reject: ${String(when)}`);
    return { holds: conditionOf(when), skip, reject };
  });
  const prompts = partsOf(table.prompt ?? '', PROMPTS);
  const answers = partsOf(table.answer ?? '', ANSWERS);
  const settings = partsOf(table.settings ?? '', SETTINGS);
  const { itself, named } = usualOf(table.usual ?? '');
  const caller = table.caller === undefined ? undefined : placesOf(table.caller);
  const statuses = conditionsOf(table.status ?? {});
  const reasons = conditionsOf(table.withoutText ?? {});
  for (const bodies of [table.prompt, table.answer]) holdApart(`${fields} ${orElse}`, bodies ?? '');
  prepare(fields);
  prepare(orElse);

  const read = (row: JsonObject, sink: RecordSink): void => {
    for (const { holds, skip, reject } of skips)
      if (holds(row, false)) return skip === undefined ? sink.reject(reject!) : sink.skip(skip);
    const request = newRecord(name);
    for (const part of prompts) if (request.messages.length === 0) part.read(valueAt(row, part.places), request);
    for (const part of answers) if (request.answer === undefined) part.read(valueAt(row, part.places), request);
    for (const part of settings) part.read(valueAt(row, part.places), request);
    fill(request, row, fields);
    if (itself || named.length > 0) {
      const objects = Object.fromEntries(named.map(({ called, places }) => [called, valueAt(row, places)]));
      readMetadataFields(itself ? { ...row, ...objects } : objects, request);
    }
    if (caller !== undefined) readCaller(clientFields(valueAt(row, caller)), request);
    if (request.account === undefined && orElse !== '') fill(request, row, orElse);
    request.status = statuses.find(({ holds }) => holds(row, request.answer !== undefined))?.is ?? request.status;
    markContent(request);
    if (request.content === 'none') request.content = reasons.find(({ holds }) => holds(row, false))?.is ?? 'none';
    sink.request(request);
  };
  return { name, facts, matches: (value) => matches(value, false), read };
}

/** Whether the entry itself has the usual names, and what else does, under which name. */
function usualOf(written: string): { itself: boolean; named: readonly { called: string; places: Places }[] } {
  const parts = words(written);
  const named = parts.filter((part) => part !== '/').map((part) => part.split('='));
  return {
    itself: parts.includes('/'),
    named: named.map(([called = '', path = '']) => ({ called, places: placesOf(path) })),
  };
}

function conditionsOf<Name extends string>(
  written: Partial<Record<Name, string | readonly string[]>>,
): readonly { is: Name; holds: ReturnType<typeof conditionOf> }[] {
  return Object.entries(written).map(([is, when]) => ({
    is: is as Name,
    holds: conditionOf(when as string | readonly string[]),
  }));
}

/** What a client or a model wrote never says who called: no account may lie in a body. */
function holdApart(fields: string, bodies: string): void {
  const within = words(bodies).flatMap((part) => pathsIn(part));
  for (const field of words(fields)) {
    if (!isAccountField(field.split('=')[0]!)) continue;
    const inside = pathsIn(field).find((path) => within.some((body) => path === body || path.startsWith(`${body}/`)));
    if (inside !== undefined) throw new Error(`An account in what somebody else wrote: ${inside}`);
  }
}

const pathsIn = (part: string): readonly string[] =>
  (part.split('=')[1] ?? '').split('|').map((path) => path.replace(/~\w+/g, ''));

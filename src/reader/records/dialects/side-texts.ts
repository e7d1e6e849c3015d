/**
 * Texts that a client gives beside the messages and that the model gets with them: documents, variables of prompts that the provider
 * keeps, suffixes, and templates that a server of models is to use. What defines tools and the form of answers is noted, and not read:
 * a program sends the same to all, and it would make its users a campaign. Predicted answers are left out: a model is not shown them.
 */
import { isObject, type JsonObject, MOST_NAMES, objectOf, wordsIn } from '../fields/json.ts';
import type { RequestRecord } from '../fields/request.ts';
import { words } from '../../../schema/words.ts';

const SIDE_TEXTS = words(`documents tool_results prompt_variables promptVariables suffix template chat_template
  chat_template_kwargs tool_prompt input_prefix input_suffix input_extra`);

/** Where bodies say which form an answer is to have. */
const FORMS = words(`response_format json_schema grammar guided_json guided_grammar guided_regex structured_outputs
  responseSchema response_schema responseJsonSchema format`);

/** To be called once messages are read: what is said here stands before the last of the client. */
export function readSideTexts(body: JsonObject, record: RequestRecord): void {
  let texts: string[] | undefined;
  for (const name of SIDE_TEXTS) {
    const value = body[name];
    if (value !== undefined && value !== null) (texts ??= []).push(wordsIn(value));
  }
  const { prompt } = body;
  if (isObject(prompt) && isObject(prompt['variables'])) (texts ??= []).push(wordsIn(prompt['variables']));
  if (texts !== undefined) addBeside(texts.filter(Boolean).join('\n'), record);
  for (const from of [body, objectOf(body['text']), objectOf(body['output_config'])])
    for (const name of FORMS) noteDefinition(from[name], record);
}

/** A definition of a tool, or of the form of answers. */
export function noteDefinition(value: unknown, record: RequestRecord): void {
  if (value === undefined || value === null) return;
  const said = wordsIn([value]);
  if (said !== '') record.definitions = record.definitions === undefined ? said : `${record.definitions}\n${said}`;
}

/** As what a tool gave: it is no turn of a person's, and the first message stays what it is. */
function addBeside(text: string, record: RequestRecord): void {
  if (text === '') return;
  const { messages, sentBlobs = [] } = record;
  const last = messages.findLastIndex(({ role }) => role === 'user');
  const at = last < 0 ? messages.length : last;
  messages.splice(at, 0, { role: 'tool', text });
  for (const blob of sentBlobs) if (blob.at > at) blob.at++;
}

/** Longer names of files and speakers are texts: APIs that say how long one may be take no more. */
export const LONGEST_NAME = 64;

/** The name, if it is longer than names are. */
export const longName = (name: unknown): string | undefined =>
  typeof name === 'string' && name.length > LONGEST_NAME ? name : undefined;

/** What a message says, with the name of who says it where that is long, or all that speak have long ones together. */
export function withSpeaker(name: unknown, text: string, areLong: boolean): string {
  const said = areLong && typeof name === 'string' ? name : longName(name);
  return said === undefined ? text : `${said}\n${text}`;
}

/** Whether the names of those who speak are a text in pieces. */
export function areLongNames(messages: readonly unknown[]): boolean {
  let letters = 0;
  for (const message of messages) {
    const { name } = objectOf(message);
    if (typeof name === 'string') letters += name.length;
  }
  // Most messages have no name; that of a speaker who comes again counts once.
  if (letters <= MOST_NAMES) return false;
  const names = new Set(
    messages.map((message) => objectOf(message)['name']).filter((name) => typeof name === 'string'),
  );
  return [...names].join(' ').length > MOST_NAMES;
}

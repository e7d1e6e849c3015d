import { requestDialect, responseDialect } from '../../dialects/bodies.ts';
import { FIELD_NAMES } from '../../fields/field-names.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { inPlainNames } from '../plain-names.ts';

/** Most fields of a record that are looked at. */
const MAX_FIELDS = 200;

const WHAT = '(?:_(?:text|body|content|contents|payload|json|message|msg|raw|data|str|string|value))*';
/** Words for what a person says. A request or a query alone may be one to any server. */
const ASKED = new RegExp(
  `(?:^|_)(?:prompts?|question|human|instruction|utterance|(?:user|human|customer|chat|input)_(?:message|msg|text|said|turn|content|input|query|request))${WHAT}$|^(?:in|input|user)${WHAT}$`,
);
const ANSWERED = new RegExp(
  `(?:^|_)(?:response|resp|reply|answer|completion|output|generation|generated)${WHAT}$|^(?:out|ai|bot|assistant|gpt)(?:_(?:turn|said|text|content|message|msg))?$|^text$`,
);
const SYSTEM = /^(?:system|sys)(?:_(?:prompt|message|msg|text|instructions?|content))?$|^(?:persona|preamble)$/;
const EARLIER = /(?:^|_)(?:history|previous|earlier|context)(?:_|$)/;

/**
 * A call whose fields have names that no format knows, under names that one does: told by what a field holds, a body of a known API or
 * a list of messages, and where it holds a text by the words in its name. Undefined where the record does not say both what was asked
 * and when, by whom or of what model. To be asked last, after mappings that people wrote.
 */
export function meantCall(record: JsonObject): JsonObject | undefined {
  const value = inPlainNames(record);
  const found: Found = {};
  let left = MAX_FIELDS;
  for (const name in value) {
    if (left-- <= 0) break;
    sort(name, value[name], found);
  }
  const { body, chat, asked, answer, system } = found;
  const others = { ...value, ...(system !== undefined && { system_prompt: system }) };
  if (body !== undefined) return { ...others, request: body, response: answer ?? null };
  if (!hasCircumstances(value)) return undefined;
  if (chat !== undefined) {
    const messages = asked === undefined ? chat : [...chat, { role: 'user', content: asked }];
    const last = messages.at(-1);
    if (answer !== undefined || last?.['role'] !== 'assistant') return { ...others, messages, response: answer };
    return { ...others, messages: messages.slice(0, -1), response: last['content'] };
  }
  return asked === undefined || answer === undefined ? undefined : { ...others, prompt: asked, response: answer };
}

interface Found {
  body?: JsonObject;
  chat?: JsonObject[];
  asked?: string;
  answer?: unknown;
  system?: string;
}

function sort(name: string, written: unknown, found: Found): void {
  const value = unpackJson(written);
  if (isObject(value)) {
    if (requestDialect(value) !== undefined && responseDialect(value) === undefined) found.body ??= value;
    else if (responseDialect(value) !== undefined || (ANSWERED.test(name) && isMessage(value))) found.answer ??= value;
  } else if (Array.isArray(value) && isChat(value)) {
    if (ANSWERED.test(name)) found.answer ??= value.map(plainMessage);
    else if (found.chat === undefined || !EARLIER.test(name)) found.chat = value.map(plainMessage);
  } else if (textOf(written) !== undefined) {
    if (SYSTEM.test(name)) found.system ??= String(written);
    else if (ANSWERED.test(name)) found.answer ??= written;
    else if (ASKED.test(name)) found.asked ??= String(written);
  }
}

const ROLES: Readonly<Record<string, string>> = {
  human: 'user',
  user: 'user',
  customer: 'user',
  client: 'user',
  ai: 'assistant',
  assistant: 'assistant',
  bot: 'assistant',
  model: 'assistant',
  agent: 'assistant',
  gpt: 'assistant',
  system: 'system',
  developer: 'system',
  tool: 'tool',
  function: 'tool',
};

function roleOf(message: JsonObject): string | undefined {
  for (const name of ['role', 'type', 'from', 'speaker', 'author', 'sender']) {
    const role = ROLES[textOf(message[name])?.toLowerCase() ?? ''];
    if (role !== undefined) return role;
  }
  return undefined;
}

function contentOf(message: JsonObject): unknown {
  return message['content'] ?? message['text'] ?? message['value'] ?? message['message'] ?? message['parts'];
}

const isMessage = (value: unknown): boolean => isObject(value) && contentOf(value) !== undefined;

/** Each is a message of somebody whose part in a conversation is known. */
function isChat(list: readonly unknown[]): list is readonly JsonObject[] {
  return list.length > 0 && list.every((item) => isMessage(item) && roleOf(objectOf(item)) !== undefined);
}

function plainMessage(message: JsonObject): JsonObject {
  return { ...message, role: roleOf(message), content: contentOf(message) };
}

/** When, by whom, from where or of which model: a pair of texts without that is no call. */
function hasCircumstances(value: JsonObject): boolean {
  const { time, key, user, address, model } = FIELD_NAMES;
  return [time, key, user, address, model].flat().some((name) => value[name] !== undefined && value[name] !== null);
}

import { requestDialect, responseDialect } from '../../dialects/bodies.ts';
import { FIELD_NAMES } from '../../fields/lexicon.ts';
import { isObject, type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { WrittenFacts } from '../format-facts.ts';
import { inPlainNames } from '../plain-names.ts';
import { wordGroups } from '../../../../schema/words.ts';

/** How reports name such calls: that their fields were guessed must be seen. */
export const INFERRED_CALLS: { name: string; facts: WrittenFacts } = {
  name: 'inferred-call',
  facts:
    'own | time account system messages parameters answer tokens | Calls under names that no format knows, told by what their fields hold',
};

/** Most fields of a record that are looked at. */
const MAX_FIELDS = 200;

const WHAT = '(?:_(?:text|body|content|contents|payload|json|message|msg|raw|data|str|string|value))*';
/** Words for what a person says. A request or a query alone may be one to any server. */
const ASKED = new RegExp(
  `(?:^|_)(?:prompts?|question|human|instruction|utterance|(?:user|human|customer|chat|input)_(?:message|msg|text|said|turn|content|input|query|request))${WHAT}$|^(?:in|input|user)${WHAT}$`,
);
const PROMPT = /^(?:user_)?prompt(?:_text)?$/;
/** What a service asks of people who sign in is called a prompt, too. */
const SIGN_IN = /^(?:(?:none|login|consent|select_account|create) ?)+$/;
const ANSWERED = new RegExp(
  `(?:^|_)(?:response|resp|reply|answer|completion|output|generation|generated)${WHAT}$|^(?:out|ai|bot|assistant|gpt)(?:_(?:turn|said|text|content|message|msg))?$|^text$`,
);
const SYSTEM = /^(?:system|sys)(?:_(?:prompt|message|msg|text|instructions?|content))?$|^(?:persona|preamble)$/;
const EARLIER = /(?:^|_)(?:history|previous|earlier|context)(?:_|$)/;

/**
 * A call whose fields have names that no format knows, under names that one does: told by what a field holds, a body of a known API or
 * a list of messages, and where it holds a text by the words in its name. Undefined where the record does not say both what was asked
 * and when and by whom. To be asked last, after mappings that people wrote.
 */
export function inferredCall(record: JsonObject): JsonObject | undefined {
  const value = inPlainNames(record);
  const found: Found = {};
  let left = MAX_FIELDS;
  for (const name in value) {
    if (left-- <= 0) break;
    sort(name, value[name], found);
  }
  const { body, chat, answer, system } = found;
  const asked = found.asked ?? found.byUser;
  const isAsked = asked !== undefined && (answer !== undefined || found.isPrompt === true);
  if (body === undefined && chat === undefined && !isAsked) return undefined;
  // One name does not say both who asks and what is asked.
  const row = asked !== undefined && asked === found.byUser ? { ...value, user: null } : value;
  const others = { ...row, ...(system !== undefined && { system_prompt: system }) };
  if (body !== undefined) return { ...others, request: body, response: answer ?? null };
  if (!hasCircumstances(row)) return undefined;
  if (chat !== undefined) {
    const messages = asked === undefined ? chat : [...chat, { role: 'user', content: asked }];
    const last = messages.at(-1);
    if (answer !== undefined || last?.['role'] !== 'assistant') return { ...others, messages, response: answer };
    return { ...others, messages: messages.slice(0, -1), response: last['content'] };
  }
  if (answer === undefined) return { ...others, messages: [{ role: 'user', content: asked }] };
  return { ...others, prompt: asked, response: answer };
}

interface Found {
  body?: JsonObject;
  chat?: JsonObject[];
  asked?: string;
  /** A text of several words under the name `user`, which is as a rule that of somebody. */
  byUser?: string;
  answer?: unknown;
  system?: string;
  /** What was asked stands under a name that leaves no doubt, so that it needs no answer beside it. */
  isPrompt?: true;
}

/** What the words in a name say. Records of one log have the same names: each is looked at once. */
type Meaning = 'system' | 'answered' | 'asked' | 'other';
const known = new Map<string, Meaning>();
/** Most names that are remembered: some programs make names of ids. */
const MAX_KNOWN = 5000;

function meaningOf(name: string): Meaning {
  let meaning = known.get(name);
  if (meaning !== undefined) return meaning;
  meaning = SYSTEM.test(name) ? 'system' : ANSWERED.test(name) ? 'answered' : ASKED.test(name) ? 'asked' : 'other';
  if (known.size < MAX_KNOWN) known.set(name, meaning);
  return meaning;
}

function sort(name: string, written: unknown, found: Found): void {
  const value = unpackJson(written);
  if (isObject(value)) {
    const isAnswer = responseDialect(value) !== undefined;
    if (!isAnswer && requestDialect(value) !== undefined) found.body ??= value;
    else if (isAnswer || (meaningOf(name) === 'answered' && isMessage(value))) found.answer ??= value;
  } else if (Array.isArray(value) && isChat(value)) {
    if (meaningOf(name) === 'answered') found.answer ??= value.map(plainMessage);
    else if (found.chat === undefined || !EARLIER.test(name)) found.chat = value.map(plainMessage);
  } else if (typeof written === 'string' && written !== '') {
    const meaning = meaningOf(name);
    if (meaning === 'system') found.system ??= written;
    else if (meaning === 'answered') found.answer ??= written;
    else if (meaning === 'asked' && name !== 'user') {
      if (found.asked === undefined && PROMPT.test(name) && !SIGN_IN.test(written)) found.isPrompt = true;
      found.asked ??= written;
    } else if (name === 'user' && /\s/.test(written)) found.byUser ??= written;
  }
}

/** Bytes of a row of a table: `1777881601,u,a,b`. */
const SHORTEST_CALL = 16;

/**
 * Whether a value may hold a call at all: two texts side by side, or a text that may be JSON. Costs little beside looking for one.
 * @param bytes of the entry that it is
 */
export const mayBeCall = (value: unknown, bytes: number): boolean =>
  bytes >= SHORTEST_CALL && holdsTexts(value, { left: MAX_FIELDS });

/** True too of what is too large to be looked through. */
function holdsTexts(value: unknown, seen: { left: number }): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let texts = 0;
  for (const name in value) {
    if (seen.left-- <= 0) return true;
    const inner = (value as JsonObject)[name];
    if (typeof inner === 'string') {
      if (inner !== '' && (++texts === 2 || inner.startsWith('{') || inner.startsWith('['))) return true;
    } else if (holdsTexts(inner, seen)) return true;
  }
  return false;
}

const ROLES = wordGroups(`user: human user customer client | assistant: ai assistant bot model agent gpt
  | system: system developer | tool: tool function`);

function roleOf(message: JsonObject): string | undefined {
  for (const name of ['role', 'type', 'from', 'speaker', 'author', 'sender']) {
    const role = ROLES.get(textOf(message[name])?.toLowerCase() ?? '');
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

/** When and by whom: a pair of texts without that is no call, and where they have names of their own a mapping says more. */
function hasCircumstances(value: JsonObject): boolean {
  const names = Object.keys(value).filter((name) => value[name] !== null);
  return names.some((name) => TIMES.has(name)) && names.some((name) => SENDERS.has(name));
}

const { time, key, user, address } = FIELD_NAMES;
const TIMES: ReadonlySet<string> = new Set(time);
const SENDERS: ReadonlySet<string> = new Set([key, user, address].flat());

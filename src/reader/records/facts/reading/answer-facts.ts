/** Facts of an answer, each from what the provider or the gateway wrote. Never called with anything of a request. */
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import type { RequestRecord } from '../../fields/request.ts';
import { signedReasoning } from '../blobs.ts';
import { type Facts, LIMITS } from '../facts.ts';
import { toolIdHash } from '../tool-id.ts';
import { noteDocuments } from './document-facts.ts';
import { noteFilteredError } from './guardrail-facts.ts';
import { blobsIn, callIdIn, reasoningBeside, thinkingIn } from './part-facts.ts';

/** Notes the parts of an answer, or its items. */
export function noteParts(parts: unknown, record: RequestRecord): void {
  if (!Array.isArray(parts)) return;
  for (const part of parts) {
    if (!isObject(part)) continue;
    // A text says nothing but what it rests on.
    if (part['type'] !== 'text') notePart(part, record);
    else if (part['citations'] !== undefined || part['annotations'] !== undefined) noteDocuments(part, record);
  }
}

function notePart(part: JsonObject, record: RequestRecord): void {
  const thinking = thinkingIn(part);
  if (thinking !== undefined) (record.facts ??= {}).thinking ??= thinking;
  noteCall(callIdIn(part), record);
  noteDocuments(part, record);
  if (part['type'] === 'fallback') (record.facts ??= {}).fallback = true;
  for (const blob of blobsIn(part)) {
    const produced = ((record.facts ??= {}).produced ??= []);
    if (produced.length < LIMITS.blocks) produced.push(signedReasoning(blob));
  }
}

/** Notes a message that is an answer, with what gateways keep beside its content. */
export function noteMessage(message: JsonObject, record: RequestRecord): void {
  noteParts(message['content'] ?? message['parts'], record);
  noteParts(reasoningBeside(message), record);
  noteDocuments(message, record);
  if (Array.isArray(message['tool_calls']))
    for (const call of message['tool_calls']) noteCall(textOf(objectOf(call)['id']), record);
  if (textOf(message['reasoning_content']) ?? textOf(message['reasoning'])) (record.facts ??= {}).thinking ??= 'text';
  if (textOf(message['refusal'])) noteRefusal(undefined, record);
}

export function noteCall(id: string | undefined, record: RequestRecord): void {
  if (id === undefined) return;
  const issued = ((record.facts ??= {}).issuedToolIds ??= []);
  if (issued.length < LIMITS.toolIds) issued.push(toolIdHash(id));
}

/**
 * Notes the id of an answer that the provider keeps, and the id that it says its conversation goes on from. A client may name any id; an
 * answer names the one that the provider found.
 */
export function noteKept(id: unknown, earlier: unknown, record: RequestRecord): void {
  for (const [name, value] of [
    ['keptAnswer', id],
    ['earlierAnswer', earlier],
  ] as const)
    if (typeof value === 'string' && value !== '') (record.facts ??= {})[name] ??= toolIdHash(ownId(value));
}

/** The provider's id of an answer, which LiteLLM packs into one of its own. */
function ownId(id: string): string {
  if (!id.startsWith(PACKED) || id.length > LONGEST_NAME) return id;
  return (
    /;response_id:(.+)$/.exec(Buffer.from(id.slice(PACKED.indexOf('_') + 1), 'base64').toString('latin1'))?.[1] ?? id
  );
}

/** `litellm:` in Base64. */
const PACKED = 'resp_bGl0ZWxsbTp';

/** Notes that the model or a safety system refused. The first word for why counts. */
export function noteRefusal(category: unknown, record: RequestRecord): void {
  const named = typeof category === 'string' ? category.toLowerCase() : '';
  (record.facts ??= {}).refusal ??= { category: WORD.test(named) ? named : 'unspecified' };
}

const WORD = /^[\w .:-]{1,60}$/;

/** Tokens of reasoning; none is no fact. */
export function noteThinkingTokens(value: unknown, record: RequestRecord): void {
  const tokens = value === undefined ? undefined : numberOf(value);
  if (tokens !== undefined && tokens > 0) (record.facts ??= {}).thinkingTokens ??= tokens;
}

/** Why reasoning that was sent back was dropped. */
export function noteDropped(transformations: unknown, record: RequestRecord): void {
  for (const item of listOf(transformations)) {
    const { type, reason } = objectOf(item);
    if (type !== 'thinking_dropped' || typeof reason !== 'string' || !WORD.test(reason)) continue;
    const dropped = ((record.facts ??= {}).dropped ??= []);
    if (dropped.length < LIMITS.reasons && !dropped.includes(reason)) dropped.push(reason);
  }
}

/** Notes which model answered, where that is another one than was asked for. Spellings and dates of one model are one. */
export function noteServed(served: unknown, record: RequestRecord): void {
  const asked = record.model;
  if (asked === undefined || typeof served !== 'string' || served === asked || served.length > LIMITS.text) return;
  const [one, other] = [plainModel(asked), plainModel(served)];
  if (one === '' || other === '' || one.startsWith(other) || other.startsWith(one)) return;
  (record.facts ??= {}).modelServed ??= served;
}

function plainModel(name: string): string {
  const [last = ''] = name.toLowerCase().split('/').slice(-1);
  return last
    .replace(/^(?:(?:us|eu|apac|global)\.)?(?:anthropic|openai|google|meta|amazon|mistral)[.-]/, '')
    .replace(/[-@:](?:20\d{2}-?\d{2}-?\d{2}|latest|preview|v\d+(?::\d+)?).*$/, '')
    .replace(/[^a-z0-9]/g, '');
}

/** Notes the class of an error that has to do with reasoning. Other errors are no facts of this kind. */
export function noteError(error: unknown, record: RequestRecord): void {
  const found = errorClass(error);
  if (found !== undefined) (record.facts ??= {}).errorClass ??= found;
  if (error !== undefined && error !== null) noteFilteredError(error, record);
}

/** Ids of batches of Anthropic and OpenAI, after which their files are named as well. */
const BATCH = /\b(?:msgbatch_[A-Za-z0-9]{8,40}|batch_[0-9a-f]{16,40})/;

/** Notes the batch that a call belongs to, where a text that the log wrote names one. */
export function noteBatch(text: string | undefined, record: RequestRecord): void {
  const id = text === undefined ? undefined : BATCH.exec(text.slice(-LONGEST_NAME))?.[0];
  if (id === undefined) return;
  record.batch = true;
  (record.facts ??= {}).batchId ??= id;
}

/** Letters of the path of a file that are looked at, from its end. */
const LONGEST_NAME = 4096;

/** Letters of an error that are looked at. */
const MOST_LETTERS = 20_000;

function errorClass(error: unknown): Facts['errorClass'] {
  if (error === undefined || error === null) return undefined;
  const text = (typeof error === 'string' ? error : JSON.stringify(error)).slice(0, MOST_LETTERS);
  if (/invalid_encrypted_content/.test(text)) return 'invalid_encrypted_content';
  if (/\binvalid_prompt\b/.test(text)) return 'invalid_prompt';
  if (!text.includes('ignature')) return undefined;
  if (/bound to a different conversation/.test(text)) return 'signature_elsewhere';
  if (/[Ii]nvalid [`'"\\]{0,3}signature[`'"\\]{0,3} in [`'"\\]{0,3}thinking/.test(text)) return 'invalid_signature';
  return /thought[_ ]?signature/i.test(text) ? 'thought_signature' : undefined;
}

/** What one part of a message or one item says besides its text, in the shape of any vendor. */
import { type JsonObject, isObject, listOf, objectOf, textOf, wordsIn } from '../../fields/json.ts';
import { type Blob, blobOf } from '../blobs.ts';
import type { Facts } from '../facts.ts';

/** Signed or encrypted reasoning in a part. */
export function* blobsIn(part: JsonObject): Generator<Blob> {
  const type = textOf(part['type']) ?? '';
  const { signature, data } = part;
  const values: unknown[] = [part['thoughtSignature'], part['thought_signature']];
  if (REASONING.test(type)) values.push(signature, data, part['encrypted_content'], part['encrypted']);
  const converse = part['reasoningContent'];
  if (isObject(converse)) values.push(objectOf(converse['reasoningText'])['signature'], converse['redactedContent']);
  for (const value of values) {
    const blob = value === undefined ? undefined : blobOf(value, part['id']);
    if (blob !== undefined) yield blob;
  }
  yield* optionBlobs(part['providerOptions'] ?? part['providerMetadata']);
}

const REASONING = /^(?:redacted_)?thinking$|^reasoning/;

/** The SDK of Vercel keeps what belongs to a provider apart, by its name. */
function* optionBlobs(options: unknown): Generator<Blob> {
  if (!isObject(options)) return;
  for (const own of Object.values(options)) {
    if (!isObject(own)) continue;
    for (const name of ['signature', 'redactedData', 'reasoningEncryptedContent', 'thoughtSignature']) {
      const blob = own[name] === undefined ? undefined : blobOf(own[name], own['itemId']);
      if (blob !== undefined) yield blob;
    }
  }
}

/** Lists beside the content of a message in which gateways keep its reasoning. */
export function reasoningBeside(message: JsonObject): readonly unknown[] {
  const { thinking_blocks: litellm, reasoning_details: openrouter } = message;
  return litellm === undefined && openrouter === undefined ? [] : [...listOf(litellm), ...listOf(openrouter)];
}

/** In which form a part shows reasoning; undefined for one that shows none. */
export function thinkingIn(part: JsonObject): Facts['thinking'] {
  const type = textOf(part['type']) ?? '';
  const { reasoningContent } = part;
  if (isObject(reasoningContent))
    return textOf(objectOf(reasoningContent['reasoningText'])['text']) === undefined ? 'redacted' : 'text';
  if (part['thought'] === true) return 'summary';
  if (!REASONING.test(type)) return undefined;
  if (listOf(part['summary']).length > 0 || type === 'reasoning.summary') return 'summary';
  const said = textOf(part['thinking']) ?? textOf(part['text']) ?? textOf(part['reasoning']) ?? textOf(part['content']);
  const isSaid = said !== undefined || listOf(part['content']).length > 0;
  return isSaid && part['redacted'] !== true ? 'text' : 'redacted';
}

/**
 * What an assistant is said to have thought: servers of open models take reasoning that a client sends back, whoever wrote it, and do
 * not look at signatures.
 */
export function sentReasoning(message: JsonObject): { reasoning: string } | undefined {
  const said = BESIDE.map((name) => textOf(message[name]) ?? '');
  for (const part of [...listOf(message['content'] ?? message['parts']), ...reasoningBeside(message)])
    if (isObject(part)) said.push(reasoningIn(part));
  const reasoning = said.filter(Boolean).join('\n');
  return reasoning === '' ? undefined : { reasoning };
}

const BESIDE = ['reasoning_content', 'reasoning', 'thinking'];

/** The same of one part. */
export function reasoningIn(part: JsonObject): string {
  if (thinkingIn(part) === undefined) return '';
  const { thinking, text, reasoning, content, summary, reasoningContent } = part;
  const { text: inner } = objectOf(objectOf(reasoningContent)['reasoningText']);
  return [thinking, text, reasoning, content, summary, inner].map(wordsIn).filter(Boolean).join('\n');
}

/** Id of the call that a part makes. */
export function callIdIn(part: JsonObject): string | undefined {
  const type = textOf(part['type']) ?? '';
  if (CALL.test(type)) return textOf(part['call_id']) ?? textOf(part['id']) ?? textOf(part['toolCallId']);
  const call = part['toolUse'] ?? part['functionCall'] ?? part['function_call'];
  return isObject(call) ? (textOf(call['toolUseId']) ?? textOf(call['id'])) : undefined;
}

/** Id of the call whose result a part is. */
export function resultIdIn(part: JsonObject): string | undefined {
  const type = textOf(part['type']) ?? '';
  if (RESULT.test(type))
    return ['tool_use_id', 'call_id', 'toolCallId', 'tool_call_id', 'id']
      .map((name) => textOf(part[name]))
      .find(Boolean);
  const result = part['toolResult'] ?? part['functionResponse'] ?? part['function_response'];
  return isObject(result) ? (textOf(result['toolUseId']) ?? textOf(result['id'])) : undefined;
}

const CALL = /(?:^|_)tool_use$|_call$|^tool-call$|^toolCall$/;
const RESULT = /tool_result$|_call_output$|^tool-result$|^tool_call_response$/;

/** Makes the facts of a request complete once all of it was read: the last step of every format. */
import { largest } from '../../../../math/lists/many.ts';
import { createHash } from 'node:crypto';
import { join53, sha53 } from '../../../../math/hash.ts';
import { isEmpty, isObject, textOf, unpackJson } from '../../fields/json.ts';
import type { Message, RequestRecord } from '../../fields/request.ts';
import { noteRefusal } from './answer-facts.ts';
import { signedReasoning } from '../blobs.ts';
import { endsOf, type Facts, keptIds, LIMITS, type ResentReasoning } from '../facts.ts';
import { openingTag, statedIn } from './stated-facts.ts';

export function settleFacts(record: RequestRecord): void {
  const { answer, messages } = record;
  if (answer?.finish === 'content_filter' || record.status === 'blocked') noteRefusal('content_filter', record);
  const tag = answer === undefined ? undefined : openingTag(answer.text);
  if (tag !== undefined) (record.facts ??= {}).openingTag = tag;
  const first = messages.find(({ role }) => role === 'user')?.text ?? '';
  const stated = statedIn(record.system, first);
  if (!isEmpty(stated)) record.facts = { ...record.facts, ...stated };
  const client = record.endUser === undefined ? undefined : clientIn(record.endUser);
  if (client !== undefined) record.facts = { ...client, ...record.facts };
  if (record.facts?.produced !== undefined) {
    const asked = messages.findLast(({ role }) => role !== 'assistant');
    if (asked !== undefined) record.facts.asked = sha53(asked.text);
  }
  if (record.sentBlobs !== undefined) {
    record.facts = { ...record.facts, ...resentIn(record, record.sentBlobs) };
    delete record.sentBlobs;
  }
  const ids = record.facts?.historyToolIds;
  if (ids !== undefined) record.facts!.historyToolIds = keptIds(ids);
}

type Client = Pick<Facts, 'device' | 'clientSession'>;

/** How Claude Code names its user, in two generations. */
const CLAUDE_CODE = /^user_([0-9a-f]{8,64})_account_[\w-]{0,60}_session_([\w-]{8,60})$/;

/** Device and session that a client wrote into the id of its user. */
function clientIn(user: string): Client | undefined {
  const [, device, session] = CLAUDE_CODE.exec(user) ?? [];
  if (device !== undefined && session !== undefined) return { device, clientSession: session };
  const written = user.startsWith('{') && user.length < 2000 ? unpackJson(user) : undefined;
  if (!isObject(written)) return undefined;
  const [own, id] = [textOf(written['device_id']), textOf(written['session_id'])];
  if (own === undefined && id === undefined) return undefined;
  return {
    ...(own !== undefined && { device: own.slice(0, LIMITS.text) }),
    ...(id !== undefined && { clientSession: id.slice(0, LIMITS.text) }),
  };
}

function resentIn(
  { system, messages }: RequestRecord,
  blobs: NonNullable<RequestRecord['sentBlobs']>,
): Pick<Facts, 'resent' | 'laterTurns'> {
  const lastTurn = startOfLastTurn(messages);
  const kept = endsOf(blobs, LIMITS.blocks);
  const prefixes = prefixesOf(system, messages, new Set(kept.map(({ at }) => at)));
  const resent = kept.map(({ at, ...blob }): ResentReasoning => {
    const before = messages.slice(0, at).findLast(({ role }) => role !== 'assistant');
    return {
      ...signedReasoning(blob),
      prefix: prefixes.get(at)!,
      before: before === undefined ? 0 : sha53(before.text),
      last: at >= lastTurn,
    };
  });
  const later = messages.filter(({ role }) => role === 'user').slice(1);
  const laterTurns = later.slice(-LIMITS.laterTurns).map(({ text }) => sha53(text));
  return { resent, ...(laterTurns.length > 0 && { laterTurns }) };
}

/** Hash of the system prompt and the first so many messages, for each of these numbers. */
function prefixesOf(system: string, messages: readonly Message[], places: ReadonlySet<number>): Map<number, number> {
  const hash = createHash('sha256').update(system);
  const prefixes = new Map<number, number>();
  const most = largest(places);
  for (let at = 0; at <= most; at++) {
    if (places.has(at)) {
      const digest = hash.copy().digest();
      prefixes.set(at, join53(digest.readUInt32LE(0), digest.readUInt32LE(4)));
    }
    const { role, text, toolCalls = '' } = messages[at] ?? NO_MESSAGE;
    hash.update(`\0${role}\0${text}\0${toolCalls}`);
  }
  return prefixes;
}

const NO_MESSAGE: Message = { role: 'user', text: '' };

/** Place of the first of the assistant's messages that end the conversation, but for what follows them. */
function startOfLastTurn(messages: readonly Message[]): number {
  let at = messages.findLastIndex(({ role }) => role === 'assistant');
  while (at > 0 && messages[at - 1]!.role === 'assistant') at--;
  return Math.max(0, at);
}

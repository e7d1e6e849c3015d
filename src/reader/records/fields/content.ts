import { isOpaque } from '../facts/opaque-text.ts';
import type { Content, RequestRecord } from './request.ts';
import { wordSet } from '../../../schema/words.ts';

/** What gateways write in place of text they were told not to keep. */
const REDACTED: ReadonlySet<string> = wordSet(`redacted-by-litellm __REDACTED__ [REDACTED] [Sensitive] [redacted]
  REDACTED`);
const LONGEST_REDACTED = 24;

/** What LiteLLM leaves in the middle of a text that was too long for its database. */
const CUT_MIDDLE = 'litellm_truncated';
/** What LiteLLM leaves near the end of a text that was too long for a logger. */
const CUT_END = 'truncated by litellm';
const CUT_END_WITHIN = 200;
/** Shortest text that a logger shortens; shorter ones need no search. */
const SHORTEST_TRUNCATED = 200;

/**
 * Sets how much text a record holds, by what its texts look like. A format that knows better sets it afterwards. Gateways replace all
 * messages: a client that writes their word beside what it asks hides nothing by it.
 */
export function markContent(record: RequestRecord): void {
  const isSaid = record.messages.some(({ text }) => text !== '' && !isReplaced(text));
  let found: Content = record.system === '' ? 'none' : judge(record.system, isSaid);
  for (const { text, media, toolCalls } of record.messages) {
    const content = text === '' ? (media || toolCalls ? 'full' : 'none') : judge(text, isSaid);
    if (RANK[content] > RANK[found]) found = content;
  }
  record.content = found === 'full' && isNowhereText(record) ? 'redacted' : found;
}

/** Whether all texts stand for others. A client that adds such a text to its own hides nothing by it. */
function isNowhereText({ system, messages }: RequestRecord): boolean {
  let texts = 0;
  for (const text of [system, ...messages.map((message) => message.text)]) {
    if (text === '') continue;
    if (!isReplaced(text) && !isOpaque(text)) return false;
    texts++;
  }
  return texts > 0;
}

const isReplaced = (text: string): boolean => text.length <= LONGEST_REDACTED && REDACTED.has(text);

/** The least complete text decides; no text at all only counts when nothing else is there. */
const RANK: Readonly<Record<Content, number>> = { none: 0, full: 1, reference: 2, truncated: 3, redacted: 4 };

function judge(text: string, isSaid: boolean): Content {
  if (isReplaced(text)) return isSaid ? 'full' : 'redacted';
  if (text.length < SHORTEST_TRUNCATED) return 'full';
  const isCut = text.includes(CUT_MIDDLE) || text.includes(CUT_END, text.length - CUT_END_WITHIN);
  return isCut ? 'truncated' : 'full';
}

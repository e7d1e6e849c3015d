import { isIP } from 'node:net';
import { newRecord } from '../records/fields/request.ts';
import { readTime } from '../records/fields/time.ts';

/** What a value of a log looks like, whatever its field is called. Every test takes bounded time on any text. */

/** Longest name, id or code that is looked at closely. */
const SHORT = 120;

/** Small numbers are counts, not times: readers take seconds from the year 2000 on, and so does this. */
export function isTime(value: unknown): boolean {
  return readTime(newRecord(''), value);
}

/** An IPv4 or IPv6 address, also with a port or with proxies after it. */
export function isAddress(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > SHORT) return false;
  const first = value.split(',', 1)[0]!.trim();
  return isIP(first) !== 0 || isIP(first.replace(/:\d{1,5}$/, '')) === 4;
}

/** `product/1.2` as programs and browsers call themselves. */
export function isUserAgent(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 1000 && AGENT.test(value);
}

const AGENT = /^[A-Za-z][\w. +-]{0,60}\/v?\d[\w.+-]{0,40}(?:[ (;]|$)/;

/** A name that a family of language models goes by. */
export function isModel(value: unknown): boolean {
  return typeof value === 'string' && value.length <= SHORT && MODEL.test(value);
}

const MODEL =
  /(?:^|[/.:_-])(?:gpt|chatgpt|o[134](?:-|$)|claude|gemini|gemma|llama|codellama|mistral|mixtral|codestral|qwen|qwq|deepseek|grok|command-[ar]|phi-?\d|yi-|glm|kimi|nova-|titan|davinci|text-embedding|sonnet|haiku|opus)/i;

/** A digest, a UUID, or a key with a random part. */
export function isDigest(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 200 && DIGEST.test(value);
}

const DIGEST =
  /^(?:[a-z]{1,8}[-_])?(?:[0-9a-f]{16,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\D*\d)[A-Za-z0-9_-]{20,120})$/i;

/** A name, number or code: what tells accounts, sessions and models apart. */
export function isName(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0;
  return typeof value === 'string' && value !== '' && value.length <= SHORT && !/\s\S+\s\S+\s/.test(value);
}

/** A plain number, also one in a string: what is counted or measured, and rarely a name. */
export function isCount(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,18}(?:\.\d{1,18})?$/.test(value));
}

/** Text that somebody wrote: several words, or a long piece in a script without spaces. */
export function isProse(value: unknown): boolean {
  if (typeof value !== 'string' || value.length < 8) return false;
  const head = value.slice(0, 400);
  if (isTime(value) || isUserAgent(value)) return false;
  return /\S\s+\S+\s+\S/.test(head) || /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{6}/.test(head);
}

/** Text that ends in a question mark of some script. */
export function isQuestion(value: unknown): boolean {
  return typeof value === 'string' && /[?？؟]["'”»)\s]{0,4}$/.test(value.slice(-20));
}

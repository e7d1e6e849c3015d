/** Tries what forged fields change of how a line is read, and finds the names that do it. */
import type { RequestRecord } from '../../../src/reader/records/fields/request.ts';
import { readLog } from '../../harness/read-log.ts';
import { forged, type Place, type Shape } from './forger.ts';

/** What no field of a client or of a model may change. */
export interface Reading {
  lines: string;
  requests: readonly string[];
}

/** What attackers write under a name: nothing, an innocent request, somebody else, another call, a page of calls. */
const INNOCENT = { model: 'm', messages: [{ role: 'user', content: 'How long do I boil an egg?' }] };
const SOMEBODY = { id: 'forged-id', user_id: 'forged-user', sub: 'forged-sub', email: 'forged@example.com', ip: '203.0.113.9' };
export const FORGERIES: Readonly<Record<string, unknown>> = {
  'an empty list': [],
  'a name': 'forged-name',
  'a number': 1,
  'a body': INNOCENT,
  'a body in a text': JSON.stringify(INNOCENT),
  'somebody': { ...SOMEBODY, user: SOMEBODY, headers: { authorization: 'Bearer sk-forged-0123456789abcdef' }, error: 'forged', status: 500 },
  'labels': { ...SOMEBODY, user: 'forged-user', org: 'forged-org', organization: 'forged-org', team: 'forged-team', tenant: 'forged-tenant', project: 'forged-project' },
  'calls': [{ ...SOMEBODY, request: INNOCENT, response: 'Ten minutes.', ...INNOCENT }],
  'messages': INNOCENT.messages,
};

/** Names that make up a request: with these a client says what it asks for. */
export function readingOf(value: unknown, place: Place): Reading {
  const { requests, counts } = readLog(`${JSON.stringify(value)}\n`);
  const { records, rejected, skipped } = counts;
  return {
    lines: `${records} records, ${rejected} rejected, ${skipped} skipped: ${counts.reasons.map(({ reason }) => reason).join()}`,
    requests: requests.map((record) => told(record, place)),
  };
}

function told(
  { account, organisation, time, address, status, messages, format }: RequestRecord,
  { part, steps, isKeyed }: Place,
): string {
  const texts = messages.map(({ role, text }) => `${role}: ${text}`);
  // Nothing of a log is around a bare body.
  if (steps.length === 0) return JSON.stringify({ texts });
  // Where a log names nobody, or logs headers that hold no key, what the client says of itself is all there is.
  const isNamed =
    account !== undefined &&
    !['end-user', 'address', 'file'].includes(account.kind) &&
    (part !== 'headers' || isKeyed === true);
  const known = { account: isNamed ? account : null, organisation, time, texts, format };
  // Where a log has no address but that in a header which proxies pass on, and no status but that of the answer, these are read.
  return JSON.stringify({ ...known, address: part === 'headers' || address, status: part === 'answer' || status });
}

/** More texts of the client in the prompt hide nothing. */
function isSame(before: Reading, after: Reading): boolean {
  if (before.lines !== after.lines || before.requests.length !== after.requests.length) return false;
  return before.requests.every((request, at) => {
    const [one, other] = [request, after.requests[at]!].map((text) => JSON.parse(text) as { texts: string[] });
    return (
      JSON.stringify({ ...one!, texts: [] }) === JSON.stringify({ ...other!, texts: [] }) &&
      one!.texts.every((text) => other!.texts.includes(text))
    );
  });
}

/** How a line is read after fields were forged in it; undefined where that is as before. */
export function changedBy(shape: Shape, place: Place, before: Reading, fields: Readonly<Record<string, unknown>>): Reading | undefined {
  const after = readingOf(forged(shape.value, place.steps, fields), place);
  return isSame(before, after) ? undefined : after;
}

export interface Broken {
  shape: string;
  part: string;
  steps: string;
  forgery: string;
  names: readonly string[];
  before: Reading;
  after: Reading;
}

/** Looks for the smallest sets of names that change how the line is read. */
export function* broken(
  shape: Shape,
  place: Place,
  names: readonly string[],
  forgery: string,
): Generator<Broken, number> {
  const before = readingOf(shape.value, place);
  const wrong = (some: readonly string[]): Reading | undefined => {
    const fields = Object.fromEntries(some.map((name) => [name, FORGERIES[forgery]]));
    return changedBy(shape, place, before, fields);
  };
  let tries = 0;
  const found: Broken[] = [];
  const halve = (some: readonly string[]): void => {
    tries++;
    const after = wrong(some);
    if (after === undefined) return;
    const middle = some.length >> 1;
    const count = found.length;
    if (some.length > 1) {
      halve(some.slice(0, middle));
      // One culprit at a time is enough.
      if (found.length === count) halve(some.slice(middle));
    }
    if (found.length === count)
      found.push({ shape: shape.name, part: place.part, steps: place.steps.join('.'), forgery, names: some, before, after });
  };
  halve(names);
  yield* found;
  return tries;
}

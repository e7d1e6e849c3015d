import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestRecord } from '../fields/request.ts';
import { type FormatRecord, formatOf } from './record-format.ts';

const RECORD: FormatRecord = {
  name: 'weir',
  facts: 'own | time account messages answer tokens | Weir gateway logs',
  when: ['weir=1 sent:object', 'weir=2 sent~json:object'],
  skips: [
    { when: 'kind=ping', skip: 'a ping' },
    { when: 'sealed', reject: 'sealed' },
  ],
  prompt: 'body=sent any=question',
  answer: 'body=got',
  fields: 'time=at user=by/id|by/name latencyMs=took',
  orElse: 'project=gate',
  status: { error: 'code>=400', ok: '!failed @answer' },
  withoutText: { reference: 'kept:text' },
};

interface Read {
  request?: RequestRecord;
  skip?: string;
  reject?: string;
}

function read(entry: Record<string, unknown>, record = RECORD): Read {
  const said: Read = {};
  formatOf(record).read(entry, {
    request: (request: RequestRecord) => void (said.request = request),
    skip: (reason: string) => void (said.skip = reason),
    reject: (reason: string) => void (said.reject = reason),
  } as never);
  return said;
}

const SENT = { model: 'm', messages: [{ role: 'user', content: 'What is a weir?' }] };
const GOT = { object: 'chat.completion', choices: [{ message: { role: 'assistant', content: 'A low dam.' } }] };

test('an entry is of the format where all conditions of one line hold', () => {
  const format = formatOf(RECORD);
  const matches = (entry: Record<string, unknown>): boolean => format.matches(entry);
  assert.equal(matches({ weir: 1, sent: {} }), true);
  assert.equal(matches({ weir: 2, sent: '{"a":1}' }), true);
  assert.equal(matches({ weir: 1, sent: '{"a":1}' }), false);
  assert.equal(matches({}), false);
});

test('the first path that is there counts, and the account of last resort only where no other is', () => {
  const named = read({ sent: SENT, got: GOT, at: '2026-05-04T08:00:00Z', by: { name: 'ann' }, gate: 'g' }).request;
  assert.ok(named);
  assert.deepEqual(named.account, { value: 'ann', kind: 'user' });
  assert.equal(named.answer?.text, 'A low dam.');
  assert.equal(named.status, 'ok');
  assert.deepEqual(read({ sent: SENT, gate: 'g' }).request?.account, { value: 'g', kind: 'project' });
});

test('a reader that finds nothing gives way to the next', () => {
  assert.equal(read({ question: 'What is a weir?' }).request?.messages[0]?.text, 'What is a weir?');
});

test('how a call ended is what the first condition that holds says, and unknown without one', () => {
  assert.equal(read({ sent: SENT, got: GOT, code: 500 }).request?.status, 'error');
  assert.equal(read({ sent: SENT, got: GOT, failed: true }).request?.status, 'unknown');
});

test('entries that are no request say why, and texts that are elsewhere are said to be', () => {
  assert.equal(read({ kind: 'ping' }).skip, 'a ping');
  assert.equal(read({ sealed: 'x' }).reject, 'sealed');
  assert.equal(read({ kept: 's3://b/o' }).request?.content, 'reference');
});

const WRONG: readonly [part: Partial<FormatRecord>, said: RegExp][] = [
  [{ fields: 'tiem=at' }, /^Format weir: No field of a call: tiem=at/],
  [{ orElse: 'projct=gate' }, /No field of a call: projct/],
  [{ fields: 'time=at~jsn' }, /No change of a value: ~jsn/],
  [{ fields: 'time=at//s' }, /A name is missing in at\/\/s/],
  [{ prompt: 'bdy=sent' }, /No reader: bdy=sent/],
  [{ when: 'weir:txt' }, /No kind of a value: weir:txt/],
  [{ when: 'weir>1' }, /No condition: weir>1/],
  [{ when: '@answers' }, /No condition: @answers/],
  [{ skips: [{ when: 'kind' }] }, /One reason, to skip or to reject: kind/],
  [{ fields: 'user=sent/user' }, /An account in what somebody else wrote: sent\/user/],
  [{ prompt: 'body=sent~json', fields: 'key=id|sent~json/key' }, /An account in what somebody else wrote: sent\/key/],
  [{ orElse: 'project=got' }, /An account in what somebody else wrote: got/],
];

test('what is wrong in a record is said with its name when the program starts', () => {
  for (const [part, said] of WRONG) assert.throws(() => formatOf({ ...RECORD, ...part }), { message: said });
});

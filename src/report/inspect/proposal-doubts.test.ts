import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { exampleOf, proposalDoubts } from './proposal-doubts.ts';

const QUESTIONS = ['How do I sort a list in Python?', 'Write a poem about the sea.', 'Why is the sky blue at noon?'];

function requests(change: (record: RequestRecord, n: number) => void): RequestRecord[] {
  return Array.from({ length: 40 }, (_, n) => {
    const record = newRecord('mapping:log');
    record.messages = [{ role: 'user', text: `${QUESTIONS[n % 3]!} (${n})` }];
    record.answer = { text: `This is the answer, number ${n}.`, toolCalls: '' };
    record.account = { value: `u${n % 7}`, kind: 'user' };
    change(record, n);
    return record;
  });
}

const doubts = (change: (record: RequestRecord, n: number) => void): string =>
  proposalDoubts(requests(change), []).join(' ');

test('requests that look right leave no doubt', () => {
  assert.equal(
    doubts(() => undefined),
    '',
  );
});

test('a proposal says what looks wrong in it: accounts, prompts, answers', () => {
  const asked = (record: RequestRecord, text: string): void => void (record.messages = [{ role: 'user', text }]);
  for (const [change, says] of [
    [
      (record, n) => (record.account = { value: `call-${n}`, kind: 'user' }),
      /Nearly every request has an account of its own: 40 accounts in 40 requests/,
    ],
    [(record) => (record.account = { value: 'one', kind: 'user' }), /All requests are of one account/],
    [(record) => (record.account = { value: 'log.jsonl', kind: 'file' }), /100% of the requests have no account/],
    [(record, n) => asked(record, n % 2 === 0 ? '' : QUESTIONS[0]!), /50% of the prompts are empty/],
    [(record, n) => asked(record, `p-${n}`), /Half of the prompts have at most 4 characters/],
    [(record) => asked(record, QUESTIONS[0]!), /All prompts are the same text/],
    [(record) => asked(record, `Rate this: ${record.answer!.text}`), /100% of the prompts hold their own answer/],
    [
      (record) => (record.answer = { text: `You asked: ${record.messages[0]!.text}`, toolCalls: '' }),
      /answers hold their own prompt/,
    ],
  ] as [(record: RequestRecord, n: number) => void, RegExp][])
    assert.match(doubts(change), says);
});

test('fields that are hardly more than guessed are named', () => {
  const guess = { field: 'user', path: 'who', confidence: 0.4, why: '', examples: [] } as const;
  assert.deepEqual(
    proposalDoubts(
      requests(() => undefined),
      [{ ...guess, examples: [] }],
    ),
    ['Unsure: user (who).'],
  );
});

test('an example says where a request stands and how it is read, without texts where they are not wanted', () => {
  const [record] = requests((one) => (one.time = 1_772_409_600_000));
  const placed = { ...record!, line: 3 };
  assert.deepEqual(exampleOf(placed, true), {
    line: 3,
    time: '2026-03-02T00:00:00.000Z',
    account: 'u0 (user)',
    prompt: 'How do I sort a list in Python? (0)',
    answer: 'This is the answer, number 0.',
  });
  assert.deepEqual(exampleOf(placed, false).prompt, '35 characters');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MONDAY, MINUTE } from '../../../test/fixtures/requests.ts';
import { accountProfiles } from '../accounts/account-profiles.ts';
import { newRecord, type RequestRecord } from '../../reader/records/fields/request.ts';
import { RequestTable } from '../table/request-table.ts';
import { type Coverage, DEFAULT_SETTINGS, type InputSummary } from '../../report/shape/report.ts';
import { causeWords } from '../../text/blind/blind-log.ts';
import { blindness, coverageOf } from './coverage.ts';

const READ: Pick<InputSummary, 'records' | 'rejected' | 'reasons'> = { records: 1, rejected: 0, reasons: [] };

/** Coverage of a log in which nothing was found. */
function coverage(records: Partial<RequestRecord>[], inputs = READ, settings = DEFAULT_SETTINGS): Coverage {
  const table = new RequestTable();
  records.forEach((record, n) => {
    const location = { source: 0, line: n + 1, offset: 100 * n, length: 99 };
    table.add({ ...newRecord('x'), time: MONDAY + n * MINUTE, content: 'full', ...record }, location);
  });
  const finished = table.finish();
  const found = { table: finished, profiles: accountProfiles(finished, new Map()) };
  const blind = blindness(found);
  const seen = [...found.profiles.values()].map((profile) => ({ profile, blind: blind(profile) }));
  const covered = coverageOf(seen, found, inputs, settings);
  // What a report says in English, an editor says in the language of its reader, so it must know the clause.
  for (const { text } of covered.causes)
    assert.match(
      causeWords(text, (clause) => `known: ${clause}`),
      /^known: /,
      text,
    );
  return covered;
}

const key = (value: string): Pick<RequestRecord, 'account'> => ({ account: { value, kind: 'key' } });
/** Two requests of each of eight accounts. */
const plain = Array.from({ length: 16 }, (_, n) => key(`key-${n % 8}`));

test('a log of named accounts with text is judged whole', () => {
  assert.deepEqual(coverage(plain), { state: 'judged', requests: 16, accounts: 8, share: 1, rejected: 0, causes: [] });
});

test('a log without text, without accounts, or with one account is not judged, and says why', () => {
  const said = (records: Partial<RequestRecord>[]): string[] => {
    const { state, causes } = coverage(records);
    return [state, causes[0]?.id ?? '', causes[0]?.text ?? ''];
  };
  assert.deepEqual(
    [
      said(plain.map((record) => ({ ...record, content: 'redacted' as const }))),
      said(plain.map(() => ({ account: { value: 'a.jsonl', kind: 'file' as const } }))),
      said([...plain, ...Array.from({ length: 20 }, () => key('one'))]),
      said(plain.slice(0, 3)),
      said(plain.map((_, n) => key(`once-${n}`))),
    ],
    [
      ['not-judged', 'no-text', 'no request has its text in the log'],
      ['not-judged', 'no-account', 'the log names no account'],
      ['not-judged', 'one-account', 'the log does not tell accounts apart: 56% of requests belong to a single one'],
      ['not-judged', 'few-accounts', 'the log has 3 accounts, and a campaign has at least 5'],
      ['not-judged', 'one-request', 'no account sent more than one request with text'],
    ],
  );
});

test('requests in Base64 are not judged, which is said from one in a hundred on; what has words is text, in any script', () => {
  const asking = (text: string): Partial<RequestRecord> => ({ messages: [{ role: 'user', text }] });
  const sentences = [
    'Work out each step of the proof below and write down the chain of thought before the result, with every case that was looked at.',
    '请把下面的证明一步一步地写出来，先写推理过程，再写结果，不要遗漏任何情况。请把下面的证明一步一步地写出来，先写推理过程。',
    "SELECT account_id, count(*) FROM requests_by_day WHERE model_name LIKE 'large%' GROUP BY account_id HAVING count(*) > 100;",
    'https://docs.example.com/reference/authentication/configuring-single-sign-on?tab=saml&lang=en#identity-providers and what follows',
  ];
  for (const text of sentences)
    assert.equal(coverage(plain.map((one) => ({ ...one, ...asking(text) }))).state, 'judged', text);
  const coded = asking(`Do this: ${Buffer.from(sentences[0]!).toString('base64')}`);
  const all = coverage(plain.map((one) => ({ ...one, ...coded })));
  assert.deepEqual([all.state, all.causes[0]?.id], ['not-judged', 'coded']);
  assert.equal(all.causes[0]?.text, 'all requests ask in Base64 or another code, which is not read');
  const many = Array.from({ length: 400 }, (_, n) => ({ ...key(`key-${n % 8}`), ...(n < 8 && coded) }));
  const some = coverage(many);
  assert.deepEqual([some.state, some.requests, some.causes[0]?.count], ['partly', 392, 8]);
  assert.equal(coverage(many.map((one, n) => (n < 5 ? key('key-1') : one))).state, 'judged', 'a few stand in any log');
});

test('definitions that say more than the prompt, and something else each time, are not judged; those of a program are nothing new', () => {
  const task = (n: number): string => `Take case ${n}. Write out each step. Look at every case. Then say what follows.`;
  const defined = (text: (n: number) => string, prompt = 'hi'): Partial<RequestRecord>[] =>
    plain.map((one, n) => ({ ...one, messages: [{ role: 'user' as const, text: prompt }], definitions: text(n) }));
  const all = coverage(defined(task));
  assert.deepEqual([all.state, all.causes[0]?.id, all.causes[0]?.share], ['not-judged', 'beside', 1]);
  assert.equal(coverage(defined(() => task(1))).state, 'judged', 'all have the same');
  assert.equal(coverage(defined((n) => task(n % 4))).state, 'judged', 'each is that of four');
  assert.equal(coverage(defined(task, `${task(1)} ${task(2)}`)).state, 'judged', 'the prompt says more');
});

test('an account with one request among others is not judged, and the rest is', () => {
  const { state, accounts, requests, causes } = coverage([...plain, key('once')]);
  assert.deepEqual([state, accounts, requests], ['partly', 8, 16]);
  assert.deepEqual(
    causes.map(({ id, count, text }) => [id, count, text]),
    [['one-request', 1, '1 account sent only one request']],
  );
});

test('addresses are accounts: they may be many people, but they are not all one', () => {
  const records = plain.map((_, n) => {
    const value = `10.0.0.${n % 8}`;
    return { address: value, account: { value, kind: 'address' as const } };
  });
  assert.equal(coverage(records).state, 'judged');
});

test('rejected lines go first where they decide, by the setting, and are told otherwise', () => {
  const reasons = [{ outcome: 'rejected' as const, reason: 'not JSON', count: 19, examples: [] }];
  const many = coverage(plain, { records: 16, rejected: 48, reasons });
  assert.deepEqual([many.state, many.causes[0]?.id, many.rejected], ['not-judged', 'rejected', 0.75]);
  assert.match(many.causes[0]!.text, /^75% of lines .* could not be read, most often because: not JSON$/);
  assert.equal(coverage(plain, { records: 95, rejected: 5, reasons }).state, 'partly');
  const strict = { ...DEFAULT_SETTINGS, maxRejected: 0.01 };
  assert.equal(coverage(plain, { records: 95, rejected: 5, reasons }, strict).state, 'not-judged');
});

test('how much must be judged is a setting', () => {
  const half = plain.map((record, n) => (n % 8 < 3 ? { ...record, content: 'none' as const } : record));
  assert.equal(coverage(half).state, 'partly');
  assert.equal(coverage(half, READ, { ...DEFAULT_SETTINGS, minJudged: 0.9 }).state, 'not-judged');
});

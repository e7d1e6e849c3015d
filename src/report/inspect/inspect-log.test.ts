import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { inspectLogs, type InspectOptions } from './inspect-log.ts';
import type { Inspection } from './inspection.ts';
import { inspectionSections } from './inspection-sections.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-inspect-');

async function inspect(name: string, content: string | Buffer, options?: InspectOptions): Promise<Inspection> {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const { inspections } = await inspectLogs([file], options);
  return inspections[0]!;
}

const line = (i: number): string =>
  JSON.stringify({
    timestamp: new Date(1767225600000 + i * 1000).toISOString(),
    client: { key_id: `k${i % 3}` },
    user_id: `u${i % 3}`,
    ip: '192.0.2.1',
    request: { model: 'gpt-4o', max_tokens: 7, messages: [{ role: 'user', content: `Secret question ${i}` }] },
    response: {
      choices: [{ message: { content: 'A private answer.' } }],
      usage: { prompt_tokens: 7, completion_tokens: 3 },
    },
  });
const known = Array.from({ length: 10 }, (_, i) => line(i)).join('\n');

const odd = Array.from({ length: 10 }, (_, i) =>
  JSON.stringify({ when: 1767225600 + i, acct: `a${i % 2}`, question: `What is ${i} plus one?`, reply: 'It is more.' }),
).join('\n');

test('a known log is told with its format, its fields and where each was found', async () => {
  const { formats, counts, complete, fields, records, proposal } = await inspect('known.jsonl', known);
  assert.deepEqual(
    formats.map(({ name, requests }) => [name, requests]),
    [['exchange', 10]],
  );
  assert.deepEqual(counts, { lines: 10, records: 10, rejected: 0, skipped: 0, requests: 10 });
  assert.equal(complete, true);
  assert.equal(proposal, undefined);
  assert.equal(records.length, 3);
  const origins = Object.fromEntries(fields.flatMap(({ name, origin }) => (origin ? [[name, origin.path]] : [])));
  assert.deepEqual(origins, {
    time: 'timestamp',
    account: 'user_id',
    address: 'ip',
    model: 'request.model',
    messages: 'request.messages[].content',
    answer: 'response.choices[].message.content',
    inputTokens: 'response.usage.prompt_tokens',
    outputTokens: 'response.usage.completion_tokens',
  });
});

test('of a call on two lines, what is on either is told with where it was found', async () => {
  const asked = (i: number): string =>
    JSON.stringify({ model: 'gpt-4o', user: `u${i}`, messages: [{ role: 'user', content: `Question ${i}` }] });
  const answered = (i: number): string =>
    JSON.stringify({
      id: `r${i}`,
      object: 'chat.completion',
      created: 1767225600 + i,
      choices: [{ message: { content: `Answer ${i}` } }],
      usage: { prompt_tokens: 70 + i, completion_tokens: 30 + i },
    });
  // Nothing answers the third: it is read by itself.
  const text = [asked(1), answered(1), asked(2), answered(2), asked(3), asked(4), answered(4)].join('\n');
  const { counts, fields } = await inspect('pairs.jsonl', text);
  assert.deepEqual(counts, { lines: 7, records: 7, rejected: 0, skipped: 0, requests: 4 });
  const origins = Object.fromEntries(fields.flatMap(({ name, origin }) => (origin ? [[name, origin]] : [])));
  for (const [name, path, share] of [
    ['account', 'user', 1],
    ['messages', 'messages[].content', 1],
    ['time', 'created', 0.75],
    ['answer', 'choices[].message.content', 0.75],
    ['outputTokens', 'usage.completion_tokens', 0.75],
  ] as const)
    assert.deepEqual(origins[name], { path, share }, name);
});

test('without text no word of a prompt or an answer is in the inspection', async () => {
  const broken = `${known}\n{"request":"Secret of a cut li\n`;
  const found = await inspect('private.jsonl', broken, { text: false, show: 10 });
  assert.doesNotMatch(JSON.stringify(found), /Secret|private answer/);
  assert.equal(found.records.length, 10);
  const proposed = await inspect('private-odd.jsonl', odd, { text: false });
  assert.ok(proposed.proposal);
  assert.doesNotMatch(JSON.stringify(proposed), /plus one|It is more/);
});

test('detectors that lack something are told with what is missing', async () => {
  const { detectors } = await inspect('needs.jsonl', known);
  const fed = (id: string): string | undefined => detectors.find((detector) => detector.id === id)?.fed;
  assert.equal(fed('dealing'), 'yes');
  assert.equal(fed('relay-membership'), 'no');
  assert.equal(fed('end-users'), 'no');
  assert.match(
    detectors.find(({ id }) => id === 'relay-membership')?.missing.join() ?? '',
    /send earlier answers back/,
  );
});

test('an unknown log gets a proposal, and is shown as the proposed mapping reads it', async () => {
  const { counts, formats, proposal, records, fieldsSeen, reasons, detectors } = await inspect('odd.2026.jsonl', odd);
  assert.equal(counts.requests, 0);
  assert.deepEqual(formats, []);
  assert.equal(proposal?.profile.name, 'odd');
  assert.equal(proposal.requests, 10);
  assert.equal(records[0]?.format, 'mapping:odd');
  assert.deepEqual(fieldsSeen, ['when', 'acct', 'question', 'reply']);
  assert.equal(reasons[0]?.count, 10);
  assert.match(reasons[0].examples[0]?.text ?? '', /^\{"when"/);
  assert.ok(detectors.length > 0);
});

test('a saved mapping reads the log, and nothing is proposed any more', async () => {
  const { proposal } = await inspect('odd.jsonl', odd);
  assert.ok(proposal);
  const again = await inspect('odd.jsonl', odd, { mappings: [proposal.profile] });
  assert.deepEqual(again.formats, [{ name: 'mapping:odd', title: 'Read by a mapping', requests: 10 }]);
  assert.equal(again.proposal, undefined);
});

test('records that a format leaves out on purpose are not taken for an unknown log', async () => {
  const chain = { id: '1', run_type: 'chain', dotted_order: 'x', inputs: { prompt: 'Hello there you' }, start_time: 1 };
  const { proposal, fieldsSeen } = await inspect('chains.jsonl', `${JSON.stringify(chain)}\n`.repeat(5));
  assert.equal(proposal, undefined);
  assert.deepEqual(fieldsSeen, []);
});

test('a large log is looked at in its beginning only, packed or not', async () => {
  const many = Array.from({ length: 40_000 }, (_, i) => line(i)).join('\n');
  const { complete, counts } = await inspect('many.jsonl.gz', gzipSync(many));
  assert.equal(complete, false);
  assert.ok(counts.requests >= 2000 && counts.requests < 20_000, `${counts.requests} requests were read`);
});

test('files that hold no log are refused with a sentence, and the others are still told', async () => {
  const binary = path.join(folder, 'pickle.bin');
  writeFileSync(binary, Buffer.from([0x80, 4, 1, 2, 3]));
  const good = path.join(folder, 'good.jsonl');
  writeFileSync(good, known);
  const { inspections, refused } = await inspectLogs([binary, good]);
  assert.equal(inspections.length, 1);
  assert.match(refused[0]?.error ?? '', /pickle/);
});

test('requests without a usual name of an account are shown the fields that may hold it', async () => {
  const row = (i: number): string =>
    JSON.stringify({ timestamp: 1767225600 + i, acct: `a${i % 2}`, prompt: `What is ${i}?`, response: 'A number.' });
  const { accountHints, formats } = await inspect('hint.jsonl', [row(0), row(1), row(2)].join('\n'));
  assert.equal(formats[0]?.name, 'exchange');
  assert.equal(accountHints[0]?.path, 'acct');
  assert.deepEqual((await inspect('known.jsonl', known)).accountHints, []);
});

test('a key that is new with every call is told, with the field that names the customer', async () => {
  const row = (i: number): string =>
    JSON.stringify({
      ts: 1767225600 + i,
      api_key: `k-${i}`,
      user_id: `u-${i % 7}`,
      prompt: `What is ${i}?`,
      response: 'A number.',
    });
  const log = Array.from({ length: 60 }, (_, i) => row(i)).join('\n');
  const inspection = await inspect('lone.jsonl', log);
  assert.equal(inspection.loneAccounts, true);
  const text = inspectionSections(inspection, { save: '' })
    .flatMap((section) => section.text)
    .join();
  assert.match(text, /account of its own, found at api_key: .*It may be in user_id .*--account-by/);
});

import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PASTED_KEY, SLOT_TEXT } from '../../../test/fixtures/export-case.ts';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import type { LineRef, Report } from '../shape/report.ts';
import { keptLines } from './lines-to-keep.ts';
import { quoteLines } from './quoted-lines.ts';

const FIXED = 'Write down every step of your reasoning. ';

/** A log of three requests of `sk-c1-1`, with evidence that points to them and to one of somebody else. */
function logged(path: string): Report {
  const request = (account: string, user: string): string =>
    JSON.stringify({
      model: 'model-a',
      created: 1767600000,
      user_api_key_alias: account,
      user: account,
      messages: [{ role: 'user', content: user }],
      response: { choices: [{ message: { role: 'assistant', content: 'First, second.' } }] },
    });
  const lines = [
    request('sk-c1-1', `${FIXED}${SLOT_TEXT}`),
    request('sk-c1-1', `${FIXED}my key is ${PASTED_KEY} and ${'long '.repeat(4000)}`),
    request('user-00001', 'A private question.'),
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  let offset = 0;
  const refs = lines.map((text, index): LineRef => {
    const ref = { file: path, line: index + 1, offset, length: Buffer.byteLength(text) };
    offset += ref.length + 1;
    return ref;
  });
  const { report } = syntheticResult();
  return {
    ...report,
    templates: report.templates.map((template) =>
      template.id === 'T1' ? { ...template, parts: [{ text: FIXED }, { slot: 1, examples: [] }] } : template,
    ),
    accounts: report.accounts.map((account) => ({
      ...account,
      evidence: account.evidence.map((item) => ({ ...item, lines: refs })),
      counterEvidence: [],
    })),
  };
}

describe('quoted lines', () => {
  let folder = '';
  let path = '';
  const subject = { kind: 'account', id: 'sk-c1-1' } as const;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'quoted-lines-'));
    path = join(folder, 'log.jsonl');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('the lines of the evidence are read back with time, model, template and text', async () => {
    const { quoted } = await quoteLines(logged(path), subject, { prompts: 'full' });
    assert.equal(quoted.length, 2);
    assert.equal(quoted[0]!.prompt, `${FIXED}${SLOT_TEXT}`);
    assert.deepEqual([quoted[0]!.account, quoted[0]!.template, quoted[0]!.model], ['sk-c1-1', 'T1', 'model-a']);
    assert.equal(quoted[0]!.answer, 'First, second.');
  });

  test('a request of somebody else is not shown, whatever the report says', async () => {
    const { quoted, unquoted } = await quoteLines(logged(path), subject, { prompts: 'full' });
    assert.doesNotMatch(JSON.stringify(quoted), /private question/);
    assert.deepEqual(
      unquoted.map(({ line, why }) => [line.line, why]),
      [[3, 'The log no longer holds this request here.']],
    );
  });

  test('long text is cut and a pasted key is never shown', async () => {
    const { quoted } = await quoteLines(logged(path), subject, { prompts: 'full' });
    assert.ok(quoted[1]!.prompt!.length < 1600);
    assert.match(quoted[1]!.prompt!, /⟨API key [0-9a-f]{8}⟩/);
    assert.match(quoted[1]!.prompt!, /… \[[\d,]+ more characters\]$/);
  });

  test('redacted text keeps the template and the length of the rest', async () => {
    const { quoted } = await quoteLines(logged(path), subject, { prompts: 'redacted' });
    assert.equal(quoted[0]!.prompt, `${FIXED}[${SLOT_TEXT.length} characters]`);
    assert.equal(quoted[0]!.answer, '[14 characters]');
    const none = await quoteLines(logged(path), subject, { prompts: 'none' });
    assert.deepEqual([none.quoted[0]!.prompt, none.quoted[0]!.answer], [undefined, undefined]);
  });

  test('lines that the report keeps stand in for a log that is gone, in every mode, and for nobody else', async () => {
    const report = logged(path);
    const kept = await keptLines(report, {});
    assert.ok(kept.length >= 2);
    assert.doesNotMatch(JSON.stringify(kept), /private question/);
    const there = await quoteLines(report, subject, { prompts: 'redacted' });
    rmSync(path);
    const gone = await quoteLines({ ...report, kept }, subject, { prompts: 'redacted' });
    assert.deepEqual(
      gone.quoted.map(({ isKept, ...line }) => (assert.ok(isKept), line)),
      there.quoted,
    );
    const other = { kind: 'account', id: 'sk-c1-2' } as const;
    assert.deepEqual((await quoteLines({ ...report, kept }, other, { prompts: 'full' })).quoted, []);
  });

  test('a log that has moved is found below the folder that is named', async () => {
    const report = logged(path);
    const moved = join(folder, 'elsewhere');
    mkdirSync(moved);
    renameSync(path, join(moved, 'log.jsonl'));
    assert.equal((await quoteLines(report, subject, { prompts: 'full' })).quoted.length, 0);
    const { quoted } = await quoteLines(report, subject, { prompts: 'full', logRoot: moved });
    assert.deepEqual(
      quoted.map(({ line }) => [line.file, line.line]),
      [
        [path, 1],
        [path, 2],
      ],
    );
  });

  test('a log that changed or is gone is said and quoted nowhere', async () => {
    const report = logged(path);
    writeFileSync(path, '{"messages":[]}\n');
    appendFileSync(path, 'x'.repeat(3000));
    assert.equal((await quoteLines(report, subject, { prompts: 'full' })).quoted.length, 0);
    rmSync(path);
    const { quoted, unquoted } = await quoteLines(report, subject, { prompts: 'full' });
    assert.equal(quoted.length, 0);
    assert.equal(unquoted.length, 3);
  });
});

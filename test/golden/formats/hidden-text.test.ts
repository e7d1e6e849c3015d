/**
 * Where a log hides the text of prompts, nobody may be called for them: marks for hidden text are the same in every
 * prompt, and look like one template that all accounts share.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../../../src/engine/pipeline/audit.ts';
import { demoLog, writeLog } from '../../fixtures/demo-log.ts';
import { scratchFolder } from '../../harness/folders.ts';

const folder = scratchFolder('hidden-text-');

interface Row {
  messages: { role: string; content: string | null }[];
  response: unknown;
  metadata: Record<string, unknown>;
  proxy_server_request?: unknown;
}

const { lines } = demoLog({ seed: 1, requests: 6_000 });

/** Each way replaces what a row of LiteLLM says. */
const WAYS: Readonly<Record<string, (row: Row) => object>> = {
  'redacted by the gateway': (row) => ({
    ...row,
    messages: row.messages.map(({ role }) => ({ role, content: 'redacted-by-litellm' })),
    response: { choices: [{ message: { content: 'redacted-by-litellm' } }] },
  }),
  'not stored': (row) => ({ ...row, messages: {}, response: {} }),
  'kept in cold storage': (row) => ({
    ...row,
    messages: {},
    response: {},
    metadata: { ...row.metadata, cold_storage_object_key: 'bucket/key' },
  }),
};

for (const [way, change] of Object.entries(WAYS)) {
  test(`nobody is called for prompts that are ${way}`, async () => {
    const hidden = lines.map((line) => `${JSON.stringify(change(JSON.parse(line) as Row))}\n`);
    const { report } = await audit(writeLog(join(folder, way.replaceAll(' ', '-')), hidden), { workers: 0 });
    assert.equal(report.inputs.requests, lines.length);
    assert.deepEqual(report.templates, []);
    assert.deepEqual(report.campaigns, []);
    assert.deepEqual(
      report.accounts.filter(({ verdict }) => verdict === 'distillation'),
      [],
    );
    assert.match(report.inputs.notes?.join(' ') ?? '', /No request has text/);
  });
}

test('the mark of a cut hides nobody whoever wrote it, and where a gateway cut all texts nobody is called who would not be', async () => {
  const called = async (name: string, change: (text: string) => string): Promise<string[]> => {
    const changed = lines.map((line) => {
      const row = JSON.parse(line) as Row;
      const messages = row.messages.map(({ role, content }) => ({ role, content: change(content ?? '') }));
      return `${JSON.stringify({ ...row, messages })}\n`;
    });
    const { report } = await audit(writeLog(join(folder, name), changed), { workers: 0 });
    return report.accounts.flatMap(({ account, verdict }) => (verdict === 'distillation' ? [account] : [])).sort();
  };
  const whole = await called('whole', (text) => text);
  assert.ok(whole.length > 0);
  assert.deepEqual(await called('marked', (text) => `${text}\n... (litellm_truncated 0 chars) ...${' '.repeat(200)}`), whole);
  const cut = (text: string): string =>
    text.length <= 400
      ? text
      : `${text.slice(0, 140)}... (litellm_truncated ${text.length - 400} chars) ...${text.slice(-260)}`;
  assert.deepEqual((await called('cut', cut)).filter((account) => !whole.includes(account)), []);
});

/** Accounts with names that look the same stay apart from the log to the report, and are marked in it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { audit } from '../../../src/engine/pipeline/audit.ts';
import { scratchFolder } from '../../harness/folders.ts';

test('the report names the account that another one looks like', async () => {
  const folder = scratchFolder('look-alikes-');
  const file = path.join(folder, 'log.jsonl');
  const lines = ['acme', 'acme ', 'other'].map((user_id, n) =>
    JSON.stringify({ ts: 1_772_409_600 + n, user_id, prompt: `Question ${n}?`, response: 'Yes.' }),
  );
  writeFileSync(file, lines.join('\n'));
  const { report } = await audit([file], { workers: 0 });
  assert.deepEqual(new Map(report.accounts.map(({ account, looksLike }) => [account, looksLike])), new Map([['acme', 'acme '], ['acme ', 'acme'], ['other', undefined]]));
});

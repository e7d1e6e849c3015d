/**
 * Two installations compare what they found. Each tells texts apart under a secret of its own; what they name to each other must not
 * depend on it.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../src/engine/pipeline/audit.ts';
import { runSecret } from '../src/engine/table/run-secret.ts';
import { useSecret } from '../src/engine/table/text-kernel.ts';
import { exportInput } from '../src/report/export/export-input.ts';
import { stix } from '../src/report/export/stix/stix.ts';
import type { Report } from '../src/report/shape/report.ts';
import { applyTriage } from '../src/report/triage/apply-triage.ts';
import { NO_TRIAGE } from '../src/report/triage/triage.ts';
import { demoLog } from './fixtures/demo-log.ts';
import { scratchFolder } from './harness/folders.ts';

const folder = scratchFolder('prompt-audit-shared-');

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Reads logs as an installation does whose texts are hashed under a secret of one byte, again and again. */
async function readBy(installation: number, log: string, indicators?: string, indicatorKey?: string): Promise<Report> {
  useSecret(new Uint8Array(16).fill(installation));
  assert.equal(runSecret()[0], installation);
  const named = { ...(indicators && { indicators }), ...(indicatorKey && { indicatorKey }) };
  return (await audit([log], { workers: 0, ...named })).report;
}

const { lines } = demoLog({ seed: 1, requests: 2500 });
const ours = written('ours.jsonl', lines.join(''));
/** The same campaign at another company: other keys, and none of the addresses. */
const theirs = written(
  'theirs.jsonl',
  lines
    .join('')
    .replace(/("user_api_key_hash":")/g, '$1other-')
    .replace(/("requester_ip_address":")[^"]*/g, '$1198.51.100.7'),
);

test('a report is the same bytes, whatever secret texts were hashed under', async () => {
  const plain = ({ inputs: _, ...report }: Report): string => JSON.stringify(report);
  assert.equal(plain(await readBy(1, ours)), plain(await readBy(2, ours)));
});

for (const isKeyed of [true, false])
  test(`templates that one installation names${isKeyed ? ' as keyed hashes' : ''} are found by another one`, async () => {
    const report = await readBy(3, ours);
    const key = 'a key that both of them have';
    const keyFile = written('shared.key', `${key}\n`);
    const now = Date.UTC(2026, 0, 1);
    const triaged = applyTriage(report, NO_TRIAGE, '2026-01-01');
    const input = exportInput({ report, prompts: 'none', now, triaged, ...(isKeyed && { key }) });
    const bundle = [...stix(input)].join('');
    const named = written('named.stix.json', bundle);
    if (isKeyed)
      for (const { templates } of report.campaigns) for (const id of templates) assert.ok(!bundle.includes(id));
    const { techniques = [], campaigns } = await readBy(4, theirs, named, isKeyed ? keyFile : undefined);
    const found = techniques.find(({ id, text }) => id === 'T9' && text.includes('template'));
    assert.equal(found?.grade, 'strong');
    const accused = campaigns.filter(({ verdict }) => verdict === 'distillation').flatMap(({ accounts }) => accounts);
    assert.ok(accused.length > 0 && accused.every((account) => found.accounts.includes(account)));
  });

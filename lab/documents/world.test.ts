import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { audit } from '../../src/engine/pipeline/audit.ts';
import { documentLines, documentWorld } from './world.ts';
import { scratchFolder } from '../../test/harness/folders.ts';

test('a planted sweep of 60% of the documents is shown as that, and customers within what others see', async () => {
  const folder = scratchFolder('prompt-audit-documents-');
  const world = documentWorld(2, [{ share: 0.6, accounts: 1 }]);
  const file = join(folder, 'log.jsonl');
  writeFileSync(file, documentLines(world).join(''));
  const { report } = await audit([file], { workers: 0 });
  const { readers, documents, requests } = report.documents!;
  assert.equal(requests, world.requests.length);
  const sweep = readers.find(({ name }) => name === 'sweep-0-0')!;
  const got = new Set(world.requests.filter(({ role }) => role === 'sweep').flatMap((one) => one.documents));
  assert.equal(sweep.documents, got.size);
  const share = got.size / world.documents;
  assert.ok(sweep.others!.low <= share && share <= sweep.others!.high, `${share} in ${documents}`);
  assert.ok(sweep.documents > sweep.expected!.high);
  const customers = readers.filter(({ name }) => name.startsWith('customer'));
  assert.ok(customers.length > 2);
  for (const one of customers) assert.ok(one.documents <= one.expected!.high, one.name);
});

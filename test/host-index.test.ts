import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

test('every file of host tests is named in their index: one that is not would never run', () => {
  const folder = join(__dirname, 'host');
  const named = [...readFileSync(join(folder, 'index.ts'), 'utf8').matchAll(/import\('\.\/([\w-]+\.test\.ts)'\)/g)];
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  assert.deepEqual(named.map(([, name]) => name).toSorted(), files.toSorted());
});

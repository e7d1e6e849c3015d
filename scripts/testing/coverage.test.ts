import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { coveredLines, coverageReport } from './coverage.ts';
import { scratchFolder } from '../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-coverage-');

test('a process that was ended while it wrote its coverage costs its own count, which is said, and not the run', () => {
  const [counts, out] = [join(folder, 'counts'), join(folder, 'out')];
  for (const made of [counts, out]) mkdirSync(made);
  // Two lines of a source, the second of which nothing ran.
  const map = { version: 3, sources: ['../src/math/sum.ts'], mappings: 'AAAA;AACA' };
  const code = 'first();\nlater();\n';
  const comment = `//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(map))}\n`;
  writeFileSync(join(out, 'sum.js'), code + comment);
  const [endOffset, startOffset] = [code.length, code.indexOf('later')];
  const ranges = [
    { startOffset: 0, endOffset, count: 1 },
    { startOffset, endOffset, count: 0 },
  ];
  const whole = JSON.stringify({
    result: [{ url: pathToFileURL(join(out, 'sum.js')).href, functions: [{ ranges }] }],
  });
  writeFileSync(join(counts, 'a.json'), whole);
  writeFileSync(join(counts, 'b.json'), whole.slice(0, 90));
  writeFileSync(join(counts, 'c.json'), '');
  const found = coveredLines(counts, out);
  const lines = new Map([
    [1, true],
    [2, false],
  ]);
  assert.deepEqual(found, { files: new Map([[join(folder, 'src/math/sum.ts'), lines]]), cut: 2 });
  const told = coverageReport(found, folder);
  assert.match(told, /ended while they wrote theirs: 2/);
  assert.match(told, /50\.0% {2}src\/math/);
});

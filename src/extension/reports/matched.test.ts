import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../test/golden/cli/example-report.ts';
import { matched } from './matched.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-matched-');
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const OCTOBER = file('october.json', JSON.stringify(EXAMPLE_REPORT));
const QUIET = file('quiet.json', JSON.stringify({ ...EXAMPLE_REPORT, campaigns: [], templates: [] }));

test('a campaign says in which of the other reports it is, and no longer what was found before', async () => {
  const [found] = await matched({ report: EXAMPLE_REPORT, paths: [OCTOBER, QUIET] });
  assert.deepEqual(
    found!.seenIn?.map(({ report, campaign }) => [report, campaign]),
    [['october.json', EXAMPLE_REPORT.campaigns[0]!.id]],
  );
  const [again] = await matched({ report: { ...EXAMPLE_REPORT, campaigns: [found!] }, paths: [QUIET] });
  assert.equal(again!.seenIn, undefined);
});

test('a file that is no report is named', async () => {
  await assert.rejects(
    matched({ report: EXAMPLE_REPORT, paths: [OCTOBER, file('log.jsonl', '{"model":"m"}')] }),
    /log\.jsonl is not a report/,
  );
});

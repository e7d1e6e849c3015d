/** What leaves the machine says nothing of where on it the logs are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport } from '../../../test/fixtures/export-case.ts';
import { withMovedLogs } from '../shape/kept/moved-logs.ts';
import { EXPORT_FORMATS } from './export-formats.ts';
import type { ExportRequest } from './export-input.ts';

const FOLDER = '/home/ada/acme-merger/logs/';
const made = exportReport({ files: ['/logs/a.jsonl', '/logs/b/c.jsonl'] });
const report = withMovedLogs(
  { ...made, kept: [{ line: made.findings[0]!.lines[0]!, account: made.accounts[3]!.account }] },
  new Map([
    ['/logs/a.jsonl', `${FOLDER}a.jsonl`],
    ['/logs/b/c.jsonl', `${FOLDER}b/c.jsonl`],
  ]),
);
const line = { file: `${FOLDER}b/c.jsonl`, line: 1, offset: 0, length: 10 };
const fromLog: Partial<ExportRequest> = {
  quotes: { quoted: [{ line, account: 'a' }], unquoted: [{ line, why: 'gone' }] },
  flagged: {
    traces: [{ line, campaign: 'C1', account: 'a', trace: 'a'.repeat(32), span: 'b'.repeat(16) }],
    ...{ looked: 1, without: 0 },
  },
};

function written(id: string, change: Partial<ExportRequest> = {}): string {
  const { write } = EXPORT_FORMATS.find((format) => format.id === id)!;
  return [...write(exportCase({ report, undecided: true, ...fromLog, ...change }))].join('');
}

for (const { id } of EXPORT_FORMATS.filter((format) => format.id !== 'sarif'))
  test(`${id} names logs by their place in the folder that holds them`, () => {
    const account = { kind: 'account', id: report.accounts[0]!.account } as const;
    for (const subject of [undefined, { kind: 'campaign', id: 'C1' } as const, account]) {
      const text = written(id, subject && { subject });
      assert.doesNotMatch(text, /home.ada|acme-merger/, `${id} of ${subject?.kind ?? 'all'}`);
    }
  });

test('logs below the folder that is worked in are named from there', () => {
  const text = written('json', { sourceRoot: '/home/ada/acme-merger' });
  assert.ok(text.includes('"logs/b/c.jsonl"') && !text.includes('/home/ada'));
});

test('SARIF has addresses that open here, and where there is a root, names below it', () => {
  assert.ok(written('sarif').includes(`file://${FOLDER}a.jsonl`));
  assert.ok(
    written('sarif', { sourceRoot: FOLDER }).includes('"uri":"b/c.jsonl"') ||
      written('sarif', { sourceRoot: FOLDER }).includes('"uri": "b/c.jsonl"'),
  );
});

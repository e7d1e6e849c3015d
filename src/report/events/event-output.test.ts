import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exportReport } from '../../../test/fixtures/export-case.ts';
import { applyTriage } from '../triage/apply-triage.ts';
import { eventLine, handTo } from './event-output.ts';
import { eventsAbout } from './event-log.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const NOW = Date.UTC(2026, 10, 25, 6);
const folder = scratchFolder('events-about-');
const triaged = (marks: Parameters<typeof applyTriage>[1]['marks'] = []) =>
  applyTriage(exportReport(), { allow: [], marks }, '2026-11-25');

test('of a case only its own event is pushed, and without a case all that count', () => {
  const all = eventsAbout(triaged(), undefined, NOW);
  const own = eventsAbout(triaged(), { kind: 'campaign', id: 'C1' }, NOW);
  assert.deepEqual(
    own.map(({ subject, change }) => [subject.kind, subject.name, change]),
    [['campaign', 'C1', 'new']],
  );
  assert.ok(all.length > 1 && all.some(({ subject }) => subject.kind === 'account'));
});

test('a case that a person cleared is not pushed', () => {
  const report = exportReport();
  const [first] = report.campaigns;
  const mark = { subject: { kind: 'campaign' as const, ...first! }, state: 'benign' as const, note: 'Our evaluation' };
  assert.deepEqual(eventsAbout(triaged([mark]), { kind: 'campaign', id: 'C1' }, NOW), []);
});

test('a command gets the event as one line of JSON, and a command that fails says so in a sentence', async () => {
  const [event] = eventsAbout(triaged(), { kind: 'campaign', id: 'C1' }, NOW);
  const line = eventLine(event!, 'native');
  const file = join(folder, 'got.jsonl');
  const copy = `"${process.execPath}" -e "process.stdin.pipe(require('node:fs').createWriteStream(process.env.OUT))"`;
  process.env['OUT'] = file;
  assert.equal(await handTo(copy, line), undefined);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(line));
  assert.match((await handTo(`"${process.execPath}" -e "process.exit(3)"`, line)) ?? '', /exit code 3/);
});

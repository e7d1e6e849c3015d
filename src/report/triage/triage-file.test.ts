import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { applyTriage } from './apply-triage.ts';
import { withWork } from './cases/work.ts';
import { withDecision } from './decide-item.ts';
import { casesFolder, editTriageFile, readTriageFile } from './triage-file.ts';
import type { CaseEvent, Triage } from './triage.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const scratch = scratchFolder('prompt-audit-cases-');

const { report } = syntheticResult({ members: 4, campaigns: 3 });
const TODAY = '2026-11-25';

let folders = 0;
function fresh(): string {
  const folder = join(scratch, String(++folders));
  mkdirSync(folder);
  return folder;
}

const work = (path: string, id: string, event: CaseEvent): Promise<void> =>
  editTriageFile(path, (triage) => withWork(triage, report, id, event) ?? triage);

/** A repository with decisions, of which two people have a copy each. */
function repository(): { git: (...args: string[]) => string; folder: string; file: string } {
  const folder = fresh();
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '-q', '-b', 'main');
  git('commit', '-q', '--allow-empty', '-m', 'Begin');
  return { git, folder, file: join(folder, '.prompt-audit/triage.json') };
}

const commit = (git: (...args: string[]) => string): void => {
  git('add', '-A');
  git('commit', '-q', '-m', 'Work');
};

for (const [begins, prepare] of [
  ['where nobody had decided anything', undefined],
  ['that both had worked on before', { time: '2026-11-20', by: 'xy', status: 'new' }],
] as const) {
  test(`two people work on different cases ${begins}, and git merges what they did without a conflict`, async () => {
    const { git, file } = repository();
    if (prepare !== undefined) {
      for (const id of ['C1', 'C2']) await work(file, id, prepare);
      commit(git);
    }
    git('checkout', '-q', '-b', 'ak');
    await work(file, 'C2', { time: TODAY, by: 'ak', status: 'investigating', owner: 'ak' });
    await editTriageFile(file, (triage) =>
      withDecision(triage, report, { kind: 'campaign', id: 'C2' }, 'watch', { note: 'n', date: TODAY })!,
    );
    commit(git);
    git('checkout', '-q', 'main');
    await work(file, 'C1', { time: TODAY, by: 'mw', status: 'closed', note: 'Suspended' });
    await work(file, 'C1', { time: TODAY, by: 'mw', note: 'And told' });
    commit(git);
    git('merge', '-q', '-m', 'Merge', 'ak');
    const { cases, statuses } = applyTriage(report, await readTriageFile(file), TODAY);
    assert.equal(cases.get('C1')?.status, 'closed');
    assert.equal(cases.get('C2')?.owner, 'ak');
    assert.equal(statuses.campaign.get('C2')?.state, 'watch');
    assert.equal(git('status', '--porcelain'), '');
  });
}

test('two people who add to one case at once get a conflict that says where and how to end it', async () => {
  const path = join(fresh(), 'triage.json');
  await work(path, 'C1', { time: '2026-11-20', by: 'xy', status: 'new' });
  const [name = ''] = readdirSync(casesFolder(path));
  const file = join(casesFolder(path), name);
  const base = readFileSync(file, 'utf8');
  await work(path, 'C1', { time: TODAY, by: 'mw', note: 'mine' });
  const mine = readFileSync(file, 'utf8');
  writeFileSync(file, base);
  await work(path, 'C1', { time: TODAY, by: 'ak', note: 'theirs' });
  writeFileSync(`${file}.base`, base);
  writeFileSync(`${file}.mine`, mine);
  assert.equal(spawnSync('git', ['merge-file', file, `${file}.base`, `${file}.mine`]).status, 1);
  await assert.rejects(readTriageFile(path), (error: Error) => {
    assert.match(error.message, /\.json:\d+: This has a merge conflict\. Keep the lines of both sides\.$/);
    return true;
  });
});

test('one more entry is one more line of one file, and everything else keeps its bytes', async () => {
  const path = join(fresh(), 'triage.json');
  for (const id of ['C1', 'C2']) await work(path, id, { time: TODAY, by: 'mw', status: 'investigating' });
  const texts = (): Map<string, string> =>
    new Map(
      [path, ...readdirSync(casesFolder(path)).map((name) => join(casesFolder(path), name))].map((file) => [
        file,
        readFileSync(file, 'utf8'),
      ]),
    );
  const before = texts();
  await work(path, 'C2', { time: TODAY, by: 'mw', note: 'Asked "them"' });
  const changed = [...texts()].filter(([file, text]) => before.get(file) !== text);
  assert.equal(changed.length, 1);
  const [file = '', text = ''] = changed[0] ?? [];
  const old = new Set(before.get(file)?.split('\n'));
  assert.deepEqual(
    text.split('\n').filter((line) => !old.has(line) && !old.has(line.replace(/,$/, ''))),
    ['    {"time":"2026-11-25","by":"mw","note":"Asked \\"them\\""}'],
  );
});

test('a campaign without a key gets a file all the same, and two of one name do not overwrite each other', async () => {
  const path = join(fresh(), 'triage.json');
  const { campaigns } = report;
  const keyed = { ...report, campaigns: campaigns.map((one) => ({ ...one, key: 'K00000000' })) };
  await work(path, 'C1', { note: 'without a key' });
  // Two campaigns that share nothing but their key, as two logs may give it.
  for (const id of ['C2', 'C3']) {
    const only = { ...keyed, campaigns: keyed.campaigns.filter((one) => one.id === id) };
    await editTriageFile(path, (triage) => ({
      ...triage,
      cases: [...(triage.cases ?? []), ...(withWork({ allow: [], marks: [] }, only, id, { note: id })?.cases ?? [])],
    }));
  }
  assert.equal(readdirSync(casesFolder(path)).length, 3);
  assert.equal((await readTriageFile(path)).cases?.length, 3);
});

test('a wrong case names its file and line, and a file of decisions without cases reads as before', async () => {
  const path = join(fresh(), 'triage.json');
  const triage: Triage = { allow: [], marks: [] };
  writeFileSync(path, '{ "marks": [] }');
  assert.deepEqual(await readTriageFile(path), triage);
  mkdirSync(casesFolder(path));
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['{"status":"done"}', /:4: "status" is one of new, investigating, closed\./],
    ['{"status":"closed"}', /:4: Closing a case and deciding on it need a "note"/],
    ['{"by":"mw"}', /:4: An entry says what was done\./],
    ['{"note":"n","time":"yesterday"}', /:4: "time" is a day or a time in UTC/],
    ['{"ticket":"a\\nb"}', /:4: "ticket" is a link or a number in one line/],
  ];
  for (const [entry, says] of wrong) {
    writeFileSync(
      join(casesFolder(path), 'K1.json'),
      `{\n"campaign": {"accounts":["a"],"templates":[]},\n"history": [\n${entry}\n]}`,
    );
    await assert.rejects(readTriageFile(path), says, entry);
  }
});

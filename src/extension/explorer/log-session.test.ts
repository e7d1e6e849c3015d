/** What a session answers to the page of a log. Longer than 250 lines: all tests ask one session, whose thread starts once. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { START, syntheticLog, syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { tar } from '../../../test/fixtures/archives.ts';
import type {
  ExplorerQuestionKind,
  ExplorerQuestions,
  ListFacts,
  LogFilter,
  ToExplorer,
} from '../../protocol/explorer-messages.ts';
import { toExplorer } from '../../protocol/explorer-validate.ts';
import { Results } from '../model/results.ts';
import { stampsOf } from '../scan/log-stamps.ts';
import { ExplorerThread } from './explorer-thread.ts';
import { LogSession } from './log-session.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-session-'));
const path = join(folder, 'requests.jsonl');
const result = syntheticResult({ files: [path], requests: 40, lineBytes: 2000 });
const stamp = { path, size: 0, mtimeMs: 0 };
const results = new Results(result.report, result.index, 'requests', [stamp]);
const ALL: LogFilter = { kind: 'requests', account: '', template: '', campaign: '', flagged: false, text: '' };

let inView = results;
let session: LogSession;
let makeSession: (file: string) => LogSession;
const told: ToExplorer[] = [];
let next = 1;

before(() => {
  writeFileSync(path, [...syntheticLog(result)].join(''));
  const { size, mtimeMs } = statSync(path);
  Object.assign(stamp, { size, mtimeMs });
  // The thread as it is built, run from its source.
  const script = join(folder, 'explorer-worker.cjs');
  const source = join(__dirname, '..', 'explorer-worker.ts');
  writeFileSync(script, `require(${JSON.stringify(require.resolve('tsx/cjs'))});require(${JSON.stringify(source)});`);
  makeSession = (file) =>
    new LogSession(
      file,
      (onEvent) => new ExplorerThread(script, { file, mappings: [], member: '' }, onEvent),
      () => inView,
      (message) => told.push(message),
    );
  session = makeSession(path);
});

after(() => {
  session.dispose();
  rmSync(folder, { recursive: true });
});

async function ask<K extends ExplorerQuestionKind>(
  kind: K,
  body: ExplorerQuestions[K]['ask'],
): Promise<ExplorerQuestions[K]['answer']> {
  const id = next++;
  const message = await session.answer({ type: 'question', id, kind, body } as Parameters<LogSession['answer']>[0]);
  assert.ok(toExplorer(message), `${kind} gives a message of the protocol`);
  if (message.type === 'failure') throw new Error(message.error);
  assert.ok(message.type === 'answer' && message.replyTo === id && message.kind === kind);
  return message.body;
}

async function complete(facts: ListFacts): Promise<ListFacts> {
  if (facts.complete) return facts;
  const { list } = facts;
  for (let waited = 0; waited < 60_000; waited += 20) {
    for (const message of told) {
      if (message.type === 'list' && message.facts.list === list && message.facts.complete) return message.facts;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The list was not completed within a minute.');
}

test('the log says what a scan knows about it', async () => {
  const facts = await ask('log', { member: '' });
  assert.deepEqual(
    [facts.name, facts.scanned, facts.changed, facts.requests, facts.kept, facts.flagged, facts.seekable],
    ['requests.jsonl', true, 'none', 640, false, 240, true],
  );
});

test('of a report that keeps only some requests it is not said that the log has no others', async () => {
  const population = { ...result.report.population, requests: 641 };
  inView = new Results({ ...result.report, population }, result.index, 'opened', [stamp]);
  assert.equal((await ask('log', { member: '' })).kept, true);
  inView = results;
  assert.equal((await ask('log', { member: '' })).kept, false);
});

test('requests are listed with what the scan says and what their lines say', async () => {
  const { list, total, complete: isComplete } = await ask('list', ALL);
  assert.deepEqual([total, isComplete], [640, true]);
  const { rows, last } = await ask('rows', { list, from: { row: 636 }, count: 100 });
  assert.equal(last, true);
  assert.deepEqual(
    rows.map(({ line, account }) => [line, account]),
    [637, 638, 639, 640].map((line) => [line, result.index.accounts[(line - 1) % 16]]),
  );
});

test('filters narrow the list to an account, a template, a campaign and flagged requests', async () => {
  const account = result.index.accounts[0] ?? '';
  for (const [filter, total] of [
    [{ account }, 40],
    [{ account: 'nobody' }, 0],
    [{ template: 'T1' }, 120],
    [{ campaign: result.report.campaigns[0]?.id ?? '' }, 120],
    [{ flagged: true }, 240],
    [{ flagged: true, account: 'user-00001' }, 0],
    [{ model: 'model-b' }, 320],
    [{ model: 'no such model' }, 0],
    [{ verdict: 'distillation' }, 240],
    [{ verdict: 'none', account: 'user-00001' }, 40],
    [{ from: START + 100 * 60_000, to: START + 110 * 60_000 }, 10],
    [{ model: 'model-a', verdict: 'distillation' }, 120],
  ] as const) {
    assert.equal((await ask('list', { ...ALL, ...filter })).total, total, JSON.stringify(filter));
  }
  const { list } = await ask('list', { ...ALL, account });
  const { rows } = await ask('rows', { list, from: { row: 0 }, count: 200 });
  assert.ok(rows.every((row) => row.account === account && row.flagged && row.verdict === 'distillation'));
});

test('stepping goes from flagged request to flagged request, forth and back, and ends at the ends', async () => {
  for (const kind of ['requests', 'lines'] as const) {
    const { list } = await complete(await ask('list', { ...ALL, kind }));
    const lines: number[] = [];
    for (let at = { offset: 0, part: 0 }; ;) {
      const found = await ask('step', { list, ...at, by: 1 });
      if (found === null) break;
      lines.push(found.line);
      assert.equal(found.row, found.line - 1);
      at = found;
    }
    // The first request is flagged itself, and is where stepping begins.
    assert.equal(lines.length, 239);
    const back = await ask('step', { list, offset: 2001 * 17, part: 0, by: -1 });
    assert.equal(back?.line, 17);
  }
});

test('a searched text gives the requests that hold it and that the filter lets through', async () => {
  const account = result.index.accounts[1] ?? '';
  const { list, total } = await complete(await ask('list', { ...ALL, account, text: '"ROW":1' }));
  const expected = Array.from({ length: 640 }, (_, row) => row).filter(
    (row) => row % 16 === 1 && String(row).startsWith('1'),
  );
  assert.equal(total, expected.length);
  const { rows } = await ask('rows', { list, from: { row: 0 }, count: 200 });
  assert.deepEqual(
    rows.map(({ line }) => (line ?? 0) - 1),
    expected,
  );
});

test('values and times are counted among what a search found, not in the whole log', async () => {
  const filter = { ...ALL, text: '"row":63' };
  const { total } = await complete(await ask('list', filter));
  const { facets } = await ask('facets', filter);
  for (const field of ['verdict', 'model', 'account'] as const) {
    const { values } = facets.find((facet) => facet.field === field)!;
    const sum = values.reduce((all, { requests }) => all + requests, 0);
    assert.ok(values.length > 0 && sum <= total, `${field}: ${sum} of ${total}`);
    if (field !== 'account') assert.equal(sum, total);
  }
  const times = await ask('times', filter);
  assert.equal(
    times?.requests.reduce((all, one) => all + one, 0),
    total,
  );
  await ask('list', ALL);
  const models = (await ask('facets', ALL)).facets.find(({ field }) => field === 'model');
  assert.equal(
    models?.values.reduce((all, { requests }) => all + requests, 0),
    640,
    'without a search all are counted again',
  );
});

test('all lines are listed and found by number once they are counted, and by search', async () => {
  const lines = await complete(await ask('list', { ...ALL, kind: 'lines' }));
  assert.equal(lines.total, 640);
  assert.deepEqual((await ask('find', { list: lines.list, line: 333 }))?.offset, 332 * 2001);
  const found = await complete(await ask('list', { ...ALL, kind: 'lines', text: '"row":63' }));
  assert.equal(found.total, 11);
  assert.equal((await ask('find', { list: found.list, line: 200 }))?.line, 631);
});

test('a request tells both sides of its evidence, and questions about an older list are refused', async () => {
  const old = await ask('list', ALL);
  await ask('list', { ...ALL, flagged: true });
  await assert.rejects(ask('rows', { list: old.list, from: { row: 0 }, count: 1 }), /no longer shown/);
  const view = await ask('request', { offset: 0, length: 2000, part: 0, line: 1 });
  assert.equal(view.row.flagged, true);
  assert.ok(view.evidence.some(({ weight }) => weight > 0));
  assert.deepEqual(Object.keys(JSON.parse(view.source) as object), ['row', 'account', 'template', 'prompt']);
});

test('no request of a log that changed is shown with the score of another', async () => {
  const text = await readFile(path, 'utf8');
  try {
    const lines = text.split('\n');
    const line = lines.findIndex((one) => one.includes('"account":"user-00001"'));
    // Another account, in as many bytes: every line is at its place, and one is not what it was.
    const other = lines.map((one, at) => (at === 0 ? (lines[line] ?? '') : one));
    await writeFile(path, other.join('\n'));
    await utimes(path, new Date(), new Date(Date.now() + 5000));
    assert.equal((await ask('log', { member: '' })).changed, 'changed');
    const { list } = await ask('list', ALL);
    const { rows } = await ask('rows', { list, from: { row: 0 }, count: 1 });
    assert.equal(rows[0]?.flagged, false);
    const view = await ask('request', { offset: 0, length: 2000, part: 0, line: 1 });
    assert.deepEqual([view.row.flagged, view.evidence], [false, []]);
  } finally {
    await writeFile(path, text);
    await utimes(path, new Date(), new Date(stamp.mtimeMs));
    Object.assign(stamp, { mtimeMs: statSync(path).mtimeMs });
    await ask('log', { member: '' });
  }
});

test('a log that another took the place of is read anew: no line of the old one stands under a scan of the new one', async () => {
  const text = await readFile(path, 'utf8');
  const other = syntheticResult({ files: [path], requests: 30, lineBytes: 1000 });
  const lines = async (): Promise<number> => (await complete(await ask('list', { ...ALL, kind: 'lines' }))).total;
  assert.equal(await lines(), 640);
  try {
    await rename(path, `${path}.1`);
    told.length = 0;
    await session.grow();
    assert.deepEqual(told, [], 'there is nothing to go on with yet');
    await writeFile(path, [...syntheticLog(other)].join(''));
    inView = new Results(other.report, other.index, 'again', await stampsOf(other.report.inputs.files));
    await session.grow();
    assert.deepEqual(told, [{ type: 'changed' }]);
    const facts = await ask('log', { member: '' });
    assert.deepEqual([facts.size, facts.changed, facts.requests], [480 * 1001, 'none', 480]);
    const { list } = await ask('list', ALL);
    const { rows } = await ask('rows', { list, from: { row: 470 }, count: 10 });
    assert.deepEqual(
      rows.map(({ account, line }) => [account, line]),
      Array.from({ length: 10 }, (_, at) => [other.index.accounts[(470 + at) % 16], 471 + at]),
    );
    assert.equal(await lines(), 480);
    // A copy with more at its end in its place, as some programs save.
    await writeFile(`${path}.2`, `${[...syntheticLog(other)].join('')}{"account":"late"}\n`);
    await rename(`${path}.2`, path);
    await ask('log', { member: '' });
    assert.equal(await lines(), 481);
    // Written anew in its place, with fewer lines, and then with more at its end.
    for (const count of [7, 9]) {
      await writeFile(path, text.split('\n').slice(0, count).join('\n'));
      assert.equal(await session.isOutdated(), count === 7, 'a page begins anew only where what it shows is gone');
      assert.equal((await ask('log', { member: '' })).size, count * 2001 - 1);
      assert.equal(await lines(), count);
    }
  } finally {
    inView = results;
    await rename(`${path}.1`, path);
    Object.assign(stamp, { mtimeMs: statSync(path).mtimeMs });
    await ask('log', { member: '' });
  }
});

test('an archive that is another than was scanned is told of each log in it', async () => {
  const archive = join(folder, 'days.tar');
  const member = `${archive}!a.jsonl`;
  const inside = syntheticResult({ files: [member] });
  await writeFile(archive, tar({ 'a.jsonl': [...syntheticLog(inside)].join('') }));
  const before = session;
  inView = new Results(inside.report, inside.index, 'days', await stampsOf(inside.report.inputs.files));
  session = makeSession(archive);
  try {
    const changes: string[] = [(await ask('log', { member })).changed];
    await writeFile(archive, tar({ 'a.jsonl': '{"account":"late"}\n' }));
    const facts = await ask('log', { member });
    changes.push(facts.changed);
    assert.deepEqual(changes, ['none', 'changed']);
    assert.equal((await complete(await ask('list', { ...ALL, kind: 'lines' }))).total, 1);
  } finally {
    session.dispose();
    session = before;
    inView = results;
  }
});

test('names of accounts and templates are offered by any part of them', async () => {
  assert.deepEqual((await ask('names', { field: 'account', text: 'C1-2' })).names, ['sk-c1-2']);
  assert.ok((await ask('names', { field: 'template', text: '' })).names.includes('T1'));
  assert.deepEqual((await ask('names', { field: 'campaign', text: 'c2' })).names, ['C2']);
  assert.deepEqual((await ask('names', { field: 'model', text: '' })).names, ['model-a', 'model-b']);
});

test('a thread that is gone is started again by the next question', async () => {
  const { list } = await ask('list', ALL);
  session.dispose();
  assert.equal((await ask('rows', { list, from: { row: 3 }, count: 1 })).rows[0]?.line, 4);
});

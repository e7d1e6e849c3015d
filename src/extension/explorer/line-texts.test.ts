import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { Results } from '../model/results.ts';
import { ExplorerThread } from './explorer-thread.ts';
import { LineTexts } from './line-texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-texts-'));
const path = join(folder, 'requests.jsonl');
const result = syntheticResult({ files: [path], requests: 10, lineBytes: 200 });
const here = { path, size: 0, mtimeMs: 0 };
const results = new Results(result.report, result.index, 'requests', [here]);
/** A request as its caller sends it, as long as the index says. */
function request(row: number, account = result.index.accounts[row % result.index.accounts.length] ?? ''): string {
  const body = (content: string): string =>
    JSON.stringify({ model: 'model-a', user: account, messages: [{ role: 'user', content }] });
  const question = `Question ${row} `;
  return body(question + 'x'.repeat(200 - body(question).length));
}

writeFileSync(path, Array.from({ length: result.index.length }, (_, row) => `${request(row)}\n`).join(''));
const script = join(folder, 'explorer-worker.cjs');
const source = join(__dirname, '..', 'explorer-worker.ts');
writeFileSync(script, `require(${JSON.stringify(require.resolve('tsx/cjs'))});require(${JSON.stringify(source)});`);
let moved = false;
const texts = new LineTexts(
  (job) => new ExplorerThread(script, job, () => undefined),
  () => moved,
);

after(() => {
  texts.forget();
  rmSync(folder, { recursive: true });
});

test('lines are shown with the account of the scan and the words of the log, in the order asked for', async () => {
  const lines = [5, 2].map((row) => results.lineOf(row));
  const read = await texts.read(results, lines, { mappings: [] });
  assert.deepEqual(
    read.map((text) => text?.account),
    [result.index.accounts[5], result.index.accounts[2]],
  );
  const words = read.map((text) => text?.prompt.map((segment) => segment.text).join(''));
  assert.match(words[0] ?? '', /^Question 5 x+$/);
  assert.match(words[1] ?? '', /^Question 2 x+$/);
  assert.deepEqual(
    read.map((text) => text?.latest),
    ['', ''],
  );
});

test('questions that come together start one thread for a log', async () => {
  let started = 0;
  const counting = new LineTexts(
    (job) => {
      started++;
      return new ExplorerThread(script, job, () => undefined);
    },
    () => false,
  );
  const line = [results.lineOf(1)];
  await Promise.all([1, 2, 3].map(() => counting.read(results, line, { mappings: [] })));
  counting.forget();
  assert.equal(started, 1);
});

test('of a log that is not here the text that the report keeps is shown', async () => {
  const gone = join(folder, 'gone.jsonl');
  const away = syntheticResult({ files: [gone], requests: 10, lineBytes: 200 });
  const prompt = [{ text: 'Question 3', length: 10, sha256: '0'.repeat(64) }];
  const line = new Results(away.report, away.index, 'away').lineOf(3);
  const kept = [{ line, account: 'a', prompt }];
  const report = new Results({ ...away.report, kept }, away.index, 'away');
  const read = await texts.read(report, [line, report.lineOf(4)], { mappings: [] });
  assert.deepEqual(read[0]?.prompt, [{ text: 'Question 3', kind: 'plain' }]);
  assert.equal(read[1], null);
});

test('a line that is now another one is not quoted as proof', async () => {
  const text = await readFile(path, 'utf8');
  const lines = text.split('\n');
  // As many bytes, and another account.
  const other = request(0, 'x'.repeat(result.index.accounts[0]?.length ?? 0));
  await writeFile(path, [other, ...lines.slice(1)].join('\n'));
  moved = true;
  texts.forget();
  const read = await texts.read(
    results,
    [0, 1].map((row) => results.lineOf(row)),
    { mappings: [] },
  );
  assert.equal(read[0], null);
  assert.equal(read[1]?.account, result.index.accounts[1]);
});

test('a log that a report names and nobody chose is not read', async () => {
  const other = new Results(result.report, result.index, 'requests');
  assert.deepEqual(await texts.read(other, [other.lineOf(5)], { mappings: [] }), [null]);
});

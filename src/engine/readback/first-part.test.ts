import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { base, lineOf, SPANS, text } from '../../../test/harness/otlp-spans.ts';
import { NO_PROFILES } from '../../reader/records/formats/profile-formats.ts';
import { scan } from '../ingest/scan.ts';
import { firstPartIn } from './first-part.ts';
import { requestsOf, someOf } from './read-prompts.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('first-part-test-');

/** The usual span, sent by somebody. */
const by = (account: string): unknown => ({
  ...base,
  attributes: [
    ...(base.attributes as { key: string }[]).filter(({ key }) => key !== 'user.id' && key !== 'gen_ai.response.id'),
    { key: 'user.id', value: text(account) },
  ],
});

test('the first request of an account on a line is the one that reading the whole line finds', async () => {
  const lines = SPANS.map((span) => JSON.stringify(lineOf([by('a'), span, by('b'), by('a'), by('c')])));
  const file = path.join(folder, 'spans.jsonl');
  writeFileSync(file, lines.join('\n'));
  const { table, sources } = await scan([file]);
  const finished = table.finish();
  const firstPart = firstPartIn(
    finished,
    sources.map((source) => source.path),
  );
  let found = 0;
  let offset = 0;
  for (const line of lines) {
    for (const name of ['a', 'b', 'c', 'k1']) {
      const bytes = Buffer.from(line);
      const whole = requestsOf(bytes, file, NO_PROFILES).find(({ account }) => account?.value === name);
      const part = firstPart({ file, offset }, new Set([name]));
      if (part === undefined) continue;
      const request = someOf(bytes, file, new Set([part]))[part];
      // A span without messages may belong to another: it is told apart by its account, and the whole line is read.
      if (request?.account?.value !== name) continue;
      assert.deepEqual(request, whole);
      found++;
    }
    offset += Buffer.byteLength(line) + 1;
  }
  assert.ok(found >= 3 * lines.length, `${found}`);
});

test('a line is read no further than to the last request that is wanted', () => {
  const line = Buffer.from(JSON.stringify(lineOf([by('a'), by('b'), by('c'), by('d')])));
  const accounts = someOf(line, 'spans.jsonl', new Set([1])).map((request) => request?.account?.value);
  assert.deepEqual(accounts, [undefined, 'b']);
});

test('of a line, a log or an account that was not read nothing is known', async () => {
  const file = path.join(folder, 'one.jsonl');
  writeFileSync(file, JSON.stringify(lineOf([by('a')])));
  const { table, sources } = await scan([file]);
  const firstPart = firstPartIn(
    table.finish(),
    sources.map((source) => source.path),
  );
  assert.equal(firstPart({ file, offset: 0 }, new Set(['a'])), 0);
  assert.equal(firstPart({ file, offset: 1 }, new Set(['a'])), undefined);
  assert.equal(firstPart({ file, offset: 0 }, new Set(['b'])), undefined);
  assert.equal(firstPart({ file: 'other.jsonl', offset: 0 }, new Set(['a'])), undefined);
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readLines } from '../access/line-reader.ts';
import { listSources } from '../sources/source-list.ts';
import { RecordReader } from '../../records/reading/record-reader.ts';
import type { RecordLocation } from '../../records/fields/record-location.ts';
import type { RequestRecord } from '../../records/fields/request.ts';
import { NO_PROFILES } from '../../records/formats/profile-formats.ts';
import { requestsOf } from '../../../engine/readback/read-prompts.ts';
import { preambleOf } from './preamble.ts';
import { readEntries } from './read-entries.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-preamble-');

const SAMPLES = join(__dirname, '../../../../test/golden/formats/samples');
const samples = readdirSync(SAMPLES).filter((name) => /\.sql$|^(?:litellm|home).*\.csv$|\.tsv$/.test(name));

async function readAlone(file: string): Promise<number> {
  const { sources, release } = await listSources([file]);
  const [source] = sources;
  assert.ok(source);
  const found: { record: RequestRecord; at: RecordLocation; part: number }[] = [];
  const reader = new RecordReader(0, 'x', (record, at) => {
    const part = found.filter(({ at: other }) => other.offset === at.offset).length;
    found.push({ record: structuredClone(record), at: { ...at }, part });
  });
  await readEntries(source, reader, { onBytes: () => undefined, stopped: () => false });
  // From the end to the beginning, and one by one: what was looked at before must not matter.
  for (const { record, at, part } of found.reverse()) {
    const preamble = await preambleOf(source);
    await preamble.reach(at.offset);
    const [line] = await readLines(source, [at]);
    const alone = requestsOf(preamble.with(line!, at.offset), 'x', NO_PROFILES);
    assert.deepEqual(alone[part], record, `${file} at line ${at.line}`);
  }
  await release();
  return found.length;
}

for (const name of samples) {
  test(`a row of ${name} reads the same on its own, also where it is packed`, async () => {
    const packed = join(folder, `${name}.gz`);
    writeFileSync(packed, gzipSync(readFileSync(join(SAMPLES, name))));
    const requests = await readAlone(join(SAMPLES, name));
    assert.equal(await readAlone(packed), requests);
    assert.ok(requests > 0);
  });
}

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syntheticLog, syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { changeOf, stampsOf } from '../scan/log-stamps.ts';
import { asChanged, isAsScanned, namedLines, ownPlaces } from './as-scanned.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-as-scanned-');
const place = join(folder, 'requests.jsonl');
const { report, ...rest } = syntheticResult({ files: ['/elsewhere/requests.jsonl'], lineBytes: 300 });
const text = [...syntheticLog({ report, ...rest })].join('');
const [summary] = report.inputs.files;
const lines = namedLines(report).get('/elsewhere/requests.jsonl') ?? [];

for (const [name, content, expected] of [
  ['the log that was scanned', text, true],
  ['the log with more at its end', `${text}{"account":"late"}\n`, true],
  ['a shorter log', text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), false],
  ['the log with a line before the others', `{"account":"early"}\n${text}`, false],
  ['a longer log of other lines', [...syntheticLog(syntheticResult({ lineBytes: 350 }))].join(''), false],
] as const) {
  test(`${name} counts as ${expected ? 'the one that a report is about' : 'another one'}`, async () => {
    writeFileSync(place, content);
    assert.ok(summary && lines.length > 0);
    assert.equal(await isAsScanned(summary, place, lines), expected);
    const [stamp] = await stampsOf([{ ...summary, path: place }]);
    assert.ok(stamp);
    assert.deepEqual([await changeOf(stamp), await changeOf(asChanged(stamp))], ['none', 'changed']);
    writeFileSync(place, `${content}{"account":"later"}\n`);
    assert.equal(await changeOf(asChanged(stamp)), 'changed');
  });
}

test('of logs of one name the one that is here is that of one day, and not that of the others', () => {
  const found = { place: '/here/requests.jsonl', isScanned: true };
  const other = { ...found, isScanned: false };
  const places = new Map([
    ['/day-1/requests.jsonl', other],
    ['/day-2/requests.jsonl', found],
    ['/day-3/requests.jsonl', other],
  ]);
  assert.deepEqual([...ownPlaces(places)], [['/day-2/requests.jsonl', found]]);
  places.delete('/day-2/requests.jsonl');
  assert.equal(ownPlaces(places).size, 2);
});

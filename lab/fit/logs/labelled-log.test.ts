import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { labelledLogs, readTruth } from './labelled-log.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const scratch = scratchFolder('prompt-audit-labelled-');
const folder = join(scratch, 'drawn');
mkdirSync(folder);
const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);

write('../drawn.json', JSON.stringify({ scenarios: [{ name: 'one', side: 'b' }, { name: 'two' }] }));
write('one.jsonl', '');
write(
  'one.truth.json',
  JSON.stringify({
    accounts: { k: { class: 'distillation', campaign: 'c1' }, p: { class: 'benign', persona: 'chat' } },
    campaigns: [{ id: 'c1', type: 'graders' }],
  }),
);
write('one.truth.tsv', 'line_no\taccount\ttemplate_id\tattack\n1\tp\t-\t0\n2\tk\tt\t0\n2\tk\tt\t1\n3\tk\tt\t1\n');
write('one.accounts.csv', '');
write('two.jsonl', '');
write(
  'two.truth.json',
  JSON.stringify({
    accounts: { k: { class: 'distillation', campaign: 'queue', persona: 'campaign', requests: 3, harvest: 2 } },
    harvest_lines: [4, 7],
  }),
);
write('unfinished.truth.json', '{');

test('a log without its requests is left out, the others know their side and directory', () => {
  assert.deepEqual(
    labelledLogs(folder).map(({ name, generator, side, directory }) => [
      name,
      generator,
      side,
      directory !== undefined,
    ]),
    [
      ['one', 'bench', 'b', true],
      ['two', 'world2', '', false],
    ],
  );
});

test('harvest requests are told apart on one line, and counted for their accounts', () => {
  const truth = readTruth(labelledLogs(folder)[0]!);
  assert.deepEqual(
    [
      [1, 0],
      [2, 0],
      [2, 1],
      [3, 0],
      [4, 0],
    ].map(([line, part]) => truth.isHarvest(line!, part!)),
    [false, false, true, true, false],
  );
  assert.deepEqual(truth.accounts.get('k'), {
    class: 'distillation',
    persona: 'distillation',
    campaign: 'c1',
    harvest: 2,
  });
  assert.equal(truth.kinds.get('c1'), 'graders');
});

test('a truth that lists harvest lines says the same', () => {
  const truth = readTruth(labelledLogs(folder)[1]!);
  assert.ok(truth.isHarvest(4, 0) && truth.isHarvest(7, 0) && !truth.isHarvest(5, 0));
  assert.equal(truth.accounts.get('k')!.harvest, 2);
  assert.equal(truth.kinds.get('queue'), 'queue');
});

test('an account that the log calls by another name is found by that', () => {
  write('three.jsonl', '');
  write(
    'three.truth.json',
    JSON.stringify({
      accounts: { '1234': { class: 'distillation' } },
      aliases: { 'arn:aws:iam::1234:user/a': '1234' },
    }),
  );
  const [three] = labelledLogs(folder).filter(({ name }) => name === 'three');
  assert.deepEqual([...readTruth(three!).accounts.keys()], ['arn:aws:iam::1234:user/a']);
});

import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoLog } from '../../../../test/fixtures/demo-log.ts';
import { SAMPLE } from '../../../demo/sample.ts';
import { TestTerminal } from '../../../../test/harness/terminal/test-terminal.ts';
import { COMMANDS } from '../../commands.ts';
import { runProgram } from '../../program.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-map-');
const at = (name: string): string => join(folder, name);

async function run(...args: string[]) {
  const terminal = new TestTerminal();
  const code = await runProgram(args, COMMANDS, terminal);
  return { code, err: terminal.err.text };
}

test('a list of prompts is read back as its states were read: an option that says otherwise is refused, not passed over', async () => {
  const log = at('log.jsonl');
  writeFileSync(log, demoLog(SAMPLE).lines.slice(0, 800).join(''));
  const fields = { user: 'account', prompt: 'messages' };
  writeFileSync(at('mapping.json'), JSON.stringify({ name: 'own', when: ['own'], fields }));
  assert.equal((await run('map', log, '--output', at('state'))).code, 0);
  assert.equal((await run('finish', at('state'), '--list-prompts', at('wanted'))).code, 0);
  const back = ['map', log, '--read-prompts', at('wanted'), '--output', at('prompts')];
  for (const [option, value, sentence] of [
    ['--range', '0-1000', /leave out --range\./],
    ['--mapping', at('mapping.json'), /^.*--mapping is not what these prompts were asked for with/],
    ['--account-by', 'user', /^.*--account-by is not what/],
    ['--max-line', '1', /^.*--max-line is not what/],
  ] as const) {
    const { code, err } = await run(...back, option, value);
    assert.equal(code, 2, option);
    assert.match(err, sentence);
    assert.ok(!existsSync(at('prompts')), option);
  }
  const { code, err } = await run(...back, '--max-line', '256');
  assert.equal(code, 0, err);
  assert.match(err, /wanted prompts? found in these logs/);
});

test('folders on the way to a state are made: the first of many maps cannot rely on another', async () => {
  const log = at('short.jsonl');
  writeFileSync(log, demoLog(SAMPLE).lines.slice(0, 50).join(''));
  assert.equal((await run('map', log, '--output', at('new/states/monday'))).code, 0);
  assert.equal((await run('finish', at('new/states'), '--output', at('report.json'))).code, 0);
});

test('states are merged that were hashed with one key, and no others', async () => {
  const [first, second] = ['first.jsonl', 'second.jsonl'].map((name) => at(name)) as [string, string];
  const { lines } = demoLog(SAMPLE);
  writeFileSync(first, lines.slice(0, 60).join(''));
  writeFileSync(second, lines.slice(60, 120).join(''));
  writeFileSync(at('ours'), Buffer.alloc(32, 7));
  writeFileSync(at('theirs'), Buffer.alloc(32, 8));
  writeFileSync(at('short'), 'too short');
  for (const [log, key, state] of [
    [first, 'ours', 'keyed/1'],
    [second, 'ours', 'keyed/2'],
    [second, 'theirs', 'other'],
  ] as const)
    assert.equal((await run('map', log, '--secret', at(key), '--output', at(state))).code, 0);
  assert.equal((await run('merge', at('keyed'), '--output', at('merged'))).code, 0);
  const { code, err } = await run('merge', at('keyed'), at('other'), '--output', at('mixed'));
  assert.equal(code, 2);
  assert.match(err, /was read with a different mapping, --account-by, limit or --secret/);
  const refused = await run('map', first, '--secret', at('short'), '--output', at('short-state'));
  assert.match(refused.err, /at least 16 random bytes; .*short has 9\./);
});

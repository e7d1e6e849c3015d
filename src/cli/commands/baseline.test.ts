import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { demoLines } from '../../demo/demo-lines.ts';
import { planDemo } from '../../demo/demo-plan.ts';
import { parseBaseline } from '../../engine/campaigns/baseline/baseline-file.ts';
import { COMMANDS } from '../commands.ts';
import { runProgram } from '../program.ts';
import type { Terminal } from '../output/terminal.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-baseline-');
const at = (name: string): string => join(folder, name);
for (const seed of [1, 2])
  writeFileSync(at(`${seed}.jsonl`), [...demoLines(planDemo({ seed, requests: 2000 }))].join(''));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const output = (name: 'out' | 'err'): Terminal['out'] => ({
    isTerminal: false,
    colour: false,
    columns: 100,
    write: (text) => {
      said[name] += text;
      return Promise.resolve();
    },
  });
  const terminal: Terminal = {
    out: output('out'),
    err: output('err'),
    inputIsTerminal: true,
    ask: () => Promise.resolve(undefined),
    onInterrupt: () => () => undefined,
    quit: () => undefined,
  };
  return { code: await runProgram(['baseline', ...args], COMMANDS, terminal), ...said };
}

test('baselines of two logs are built, merged in either order to the same file, and can be scanned with', async () => {
  for (const seed of [1, 2]) {
    const built = await run('build', at(`${seed}.jsonl`), '--output', at(`${seed}.json`));
    assert.equal(built.code, 0, built.err);
    assert.match(built.err, /requests over 10 days/);
  }
  assert.equal((await run('merge', at('1.json'), at('2.json'), '-o', at('a.json'))).code, 0);
  assert.equal((await run('merge', at('2.json'), at('1.json'), '-o', at('b.json'), '-q')).err, '');
  assert.equal(readFileSync(at('a.json'), 'utf8'), readFileSync(at('b.json'), 'utf8'));
  assert.equal(parseBaseline(readFileSync(at('a.json'), 'utf8'), 'a').parts.length, 2);
});

test('a baseline that cannot be made is refused before a log is read, with what to type instead', async () => {
  const refused = async (message: RegExp, ...args: string[]): Promise<void> => {
    const { code, err } = await run(...args);
    assert.equal(code, 2, err);
    assert.match(err, message);
  };
  await refused(/baseline build LOG/, at('1.jsonl'), '-o', at('x.json'));
  await refused(/--output FILE/, 'build', at('1.jsonl'));
  await refused(/no file or folder/, 'build', at('none.jsonl'), '-o', at('x.json'));
  await refused(/at least two/, 'merge', at('1.json'), '-o', at('x.json'));
  await refused(/the same log/, 'merge', at('1.json'), at('1.json'), '-o', at('x.json'));
  await refused(/1\.jsonl: this is (not JSON|no baseline)/, 'merge', at('1.json'), at('1.jsonl'), '-o', at('x.json'));
});

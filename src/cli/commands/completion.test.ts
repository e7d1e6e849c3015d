import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { COMMANDS } from '../commands.ts';
import { TestTerminal } from '../../../test/harness/terminal/test-terminal.ts';
import { completion } from './completion.ts';

async function script(shell: string): Promise<string> {
  const terminal = new TestTerminal();
  assert.equal(await completion({ values: {}, switches: new Set(), rest: [shell] }, terminal, COMMANDS), 0);
  return terminal.out.text;
}

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** What bash offers after some words. */
function offered(text: string, ...words: string[]): string[] {
  const line = ['prompt-audit', ...words].map((word) => `"${word}"`).join(' ');
  const run = `${text}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _prompt_audit; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync('bash', ['-c', run], { encoding: 'utf8' }).stdout.trim().split('\n');
}

test('bash completes commands and the options of the command', { skip: !has('bash') && 'no bash here' }, async () => {
  const text = await script('bash');
  assert.deepEqual(offered(text, 'sc'), ['scan']);
  assert.deepEqual(offered(text, 'scan', '--min'), ['--min-judged']);
  assert.deepEqual(offered(text, 'export', '--campa'), ['--campaign']);
  assert.ok(offered(text, 'scan', '--').includes('--no-color'));
});

for (const shell of ['zsh', 'fish']) {
  test(`the script of ${shell} is one`, { skip: !has(shell) && `no ${shell} here` }, async () => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: await script(shell), encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
}

test('every command and option is in the script of every shell', async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const text = await script(shell);
    for (const { name, options } of COMMANDS) {
      assert.ok(text.includes(name), `${shell}: ${name}`);
      for (const option of options)
        assert.match(text, new RegExp(`(?:--|-l )${option.name}\\b`), `${shell}: ${option.name}`);
    }
  }
});

test('another shell is refused, with those there are', async () => {
  await assert.rejects(script('csh'), /Name a shell: bash, zsh, fish\./);
});

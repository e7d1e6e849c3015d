/** Commands that are in the documentation are ones that the program understands: no page teaches an option that is gone. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../src/cli/commands.ts';
import { readCommandLine } from '../src/cli/options/command-line.ts';
import labJson from '../lab/package.json';
import packageJson from '../package.json';

const ROOT = join(__dirname, '..');
const pagesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
    (name) => `${folder}/${name.replaceAll('\\', '/')}`,
  );
const PAGES = ['README.md', 'CONTRIBUTING.md', ...pagesOf('docs')].filter((name) => name.endsWith('.md'));

/** Words of one command of a shell, up to where another begins. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  // What is in a column next to a command explains it.
  const [command = ''] = text.split(/ {2,}/);
  for (const [all, double, single] of command.matchAll(/"([^"]*)"|'([^']*)'|[^\s"']+/g)) {
    if (/^(?:\||\|\||&&|;|>|2>|#|\\)/.test(all)) break;
    words.push(double ?? single ?? all.replace(/[;)]+$/, ''));
  }
  return words;
}

/** The lines of blocks of code, those that end in a backslash joined. */
function linesOf(page: string): string[] {
  const blocks = readFileSync(join(ROOT, page), 'utf8').matchAll(/^ *```(?:sh|yaml)?\n([^]*?)^ *```$/gm);
  return [...blocks].flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'));
}

test('every command of the program in the documentation has a name and options that there are', () => {
  let seen = 0;
  for (const page of PAGES) {
    for (const line of linesOf(page)) {
      const text =
        /(?:^|[|&;$(] *|- run: |run --rm .* )(?:npx )?(?:prompt-traffic-audit|prompt-audit|node dist\/cli\.js) ([a-z].*)/.exec(
          line,
        )?.[1];
      if (text === undefined || /\[options\]|^COMMAND/.test(text)) continue;
      const [name, ...rest] = wordsOf(text);
      const command = COMMANDS.find((one) => one.name === name);
      assert.ok(command, `${page}: ${line}`);
      assert.doesNotThrow(() => readCommandLine(command, rest), `${page}: ${line}`);
      seen++;
    }
  }
  assert.ok(seen > 60, `only ${seen} commands were found`);
});

test('every script of the package that the documentation runs is there', () => {
  for (const page of PAGES) {
    for (const line of linesOf(page)) {
      for (const [, lab, name = ''] of line.matchAll(/\bnpm run (--prefix lab )?([\w:]+)/g))
        assert.ok(name in (lab === undefined ? packageJson : labJson).scripts, `${page}: ${line}`);
    }
  }
});

test('the examples of each command in its help are of that command, and are understood', () => {
  for (const { examples } of COMMANDS) {
    for (const example of examples) {
      const [, text = ''] = /prompt-audit (.*)$/.exec(example) ?? [];
      const [name, ...rest] = wordsOf(text);
      const command = COMMANDS.find((one) => one.name === name);
      assert.ok(command, example);
      assert.doesNotThrow(() => readCommandLine(command, rest), example);
    }
  }
});

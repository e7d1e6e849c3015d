/**
 * Makes `src/engine/templates/public/public-prompts.json`, hashes of the clauses of prompts that public repositories hold:
 *
 *   node --import tsx lab/public-prompts/make-public-prompts.ts FOLDER [--benchmarks FILE]
 *
 * FOLDER holds a clone of each repository, as OWNER+NAME or, without a work tree, as OWNER+NAME/repo. Those that are missing are left
 * out and named. No text of theirs comes into the list. With --benchmarks the prompts themselves are written to a file for
 * `npm run --prefix lab fit:commons`, and the list is left as it is.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark } from '../fit/commons/labs.ts';
import {
  listed,
  type ListedPrompts,
  publicPrompt,
  saysEnough,
} from '../../src/engine/templates/public/public-prompts.ts';
import { SOURCES } from './public-sources.ts';

const TARGET = join(__dirname, '..', '..', 'src', 'engine', 'templates', 'public', 'public-prompts.json');
/** Prompts of one source at most. */
const MOST = 2000;

function main(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { benchmarks: { type: 'string' } } });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('Name the folder of the repositories.');
  const seen = new Set<string>();
  const lists: ListedPrompts[] = [];
  const sources: string[] = [];
  const benchmarks: Benchmark[] = [];
  for (const { repository, name, files, prompts: inside } of SOURCES) {
    const git = gitOf(join(folder, repository));
    if (git === undefined) {
      console.log(`${repository} is not there.`);
      continue;
    }
    const prompts: string[] = [];
    for (const file of git('ls-tree', '-r', 'HEAD', '--name-only')
      .split('\n')
      .filter((path) => files.test(path))
      .sort()) {
      for (const prompt of inside(git('show', `HEAD:${file}`))) {
        const made = publicPrompt(name, prompt);
        const one = listed(made);
        if (!saysEnough(made) || seen.has(one)) continue;
        seen.add(one);
        prompts.push(one);
        benchmarks.push({ name, user: asked(prompt) });
      }
    }
    sources.push(`https://github.com/${repository.replace('+', '/')} at ${git('rev-parse', 'HEAD').trim()}`);
    lists.push({ name, prompts: prompts.slice(0, MOST) });
    console.log(`${repository}: ${prompts.length} prompts`);
  }
  if (values.benchmarks === undefined)
    writeFileSync(TARGET, `${JSON.stringify({ version: 2, sources: [...new Set(sources)], lists }, null, 2)}\n`);
  else writeFileSync(values.benchmarks, JSON.stringify(benchmarks));
}

/** Holes for what is graded, and all holes. */
const [ANSWERS, HOLES] = [
  /answer|response|output|completion|prediction|expression2|submission/i,
  /\{([^{}\n]{0,80})\}/g,
];

/** A prompt with its holes as a laboratory fills them: one for the question, behind the prompt where it has none. */
function asked(prompt: string): string {
  const isAsked = prompt.replaceAll(HOLES, (_, hole: string) => (ANSWERS.test(hole) ? '' : '\0')).includes('\0');
  let holes = 0;
  const text = prompt.replaceAll(HOLES, (_, hole: string) =>
    ANSWERS.test(hole) ? '{answer}' : holes++ === 0 ? '{question}' : '{option}',
  );
  return isAsked ? text : `${text.trimEnd()}\n\n{question}\n`;
}

type Git = (...args: readonly string[]) => string;

function gitOf(folder: string): Git | undefined {
  const directory = [join(folder, 'repo'), join(folder, '.git')].find((path) => existsSync(path));
  if (directory === undefined) return undefined;
  return (...args) => {
    try {
      return execFileSync('git', ['--git-dir', directory, ...args], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      // A snapshot may lack large files.
      return '';
    }
  };
}

main();

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
import { parse } from 'yaml';
import type { Benchmark } from '../fit/commons/labs.ts';
import {
  listed,
  type ListedPrompts,
  publicPrompt,
  saysEnough,
} from '../../src/engine/templates/public/public-prompts.ts';

const TARGET = join(__dirname, '..', '..', 'src', 'engine', 'templates', 'public', 'public-prompts.json');
/** Prompts of one source at most. */
const MOST = 2000;

interface Source {
  repository: string;
  /** What its prompts are called. */
  name: string;
  files: RegExp;
  prompts: (text: string) => string[];
}

const whole = (text: string): string[] => [text];
/** Long strings in triple quotes of Python that are a value and no comment, and block values of YAML. */
const quoted = (text: string): string[] =>
  [...text.matchAll(/(?:[=(,]|\breturn)\s*(?:f|r|fr)?("""|''')([^]{120,12000}?)\1/g)].map(([, , own]) => own!);
const blocks = (text: string): string[] =>
  [...text.matchAll(/^( *)\w+: [|>]-?\n((?:\1 +.*\n|\n)+)/gm)].map(([, , own]) => own!);
/** Prompts of lines of JSON. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .map(({ system_prompt: system, prompt_template: prompt }) => [system, prompt].filter(isText).join('\n'));
/** Long strings of one line of Python. */
const literals = (text: string): string[] =>
  [...text.matchAll(/"((?:[^"\\\n]|\\.){200,12000})"/g)].map(([, own]) =>
    own!.replaceAll('\\n', '\n').replaceAll('\\"', '"'),
  );

/** What the functions of a Python file are made to say, line by line. */
const functions = (text: string): string[] =>
  text
    .split(/^def /m)
    .map((part) => [...part.matchAll(/f?"((?:[^"\\\n]|\\.){20,2000})"/g)].map(([, own]) => own!).join('\n'));

/** What a task of lm-evaluation-harness says around its question: a description first, and then a frame in Jinja. */
function tasks(text: string): string[] {
  let task: unknown;
  try {
    task = parse(text, { logLevel: 'silent' });
  } catch {
    return [];
  }
  const { description, doc_to_text: frame } = { ...(task as Record<string, unknown> | null) };
  // A frame that names a column of the data alone, or a function, says nothing.
  const own = isText(frame) && frame.includes('{{') ? frame : '';
  const said = [description, own].filter(isText).map((part) => part.replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, '{}'));
  return [said.join('\n')];
}

/** What the functions of HELM put around their questions, a prompt for each adapter that they make. */
const adapters = (text: string): string[] =>
  text.split(/adapter_?spec\(/i).map((part) =>
    [
      ...part.matchAll(
        /\b(?:instructions|global_prefix|global_suffix|input_prefix)=\(?((?:\s*f?"(?:[^"\\\n]|\\.)*")+)/g,
      ),
    ]
      .map(([, strings]) => [...strings!.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, own]) => own!).join(''))
      .join('\n')
      .replaceAll('\\n', '\n'),
  );

const isText = (value: unknown): value is string => typeof value === 'string';

const SOURCES: readonly Source[] = [
  {
    repository: 'lm-sys+FastChat',
    name: 'MT-bench judge',
    files: /llm_judge\/data\/judge_prompts\.jsonl$/,
    prompts: lines,
  },
  {
    repository: 'tatsu-lab+alpaca_eval',
    name: 'AlpacaEval judge',
    files: /evaluators_configs\/.*\.txt$/,
    prompts: whole,
  },
  {
    repository: 'lmarena+arena-hard-auto',
    name: 'Arena-Hard judge',
    files: /utils\/judge_utils\.py$/,
    prompts: literals,
  },
  { repository: 'openai+simple-evals', name: 'simple-evals', files: /^\w+\.py$/, prompts: quoted },
  {
    repository: 'openai+evals',
    name: 'OpenAI Evals judge',
    files: /registry\/modelgraded\/.*\.yaml$/,
    prompts: blocks,
  },
  { repository: 'TIGER-AI-Lab+MMLU-Pro', name: 'MMLU-Pro question', files: /cot_prompt_lib\/.*\.txt$/, prompts: whole },
  {
    repository: 'SWE-bench+SWE-bench',
    name: 'SWE-bench task',
    files: /make_datasets\/create_instance\.py$/,
    prompts: functions,
  },
  // WildBench is what these rules are judged with.
  {
    repository: 'stanford-crfm+helm',
    name: 'HELM judge',
    files: /benchmark\/annotation\/(?!wildbench).*\.(py|txt)$/,
    prompts: (text) => [...quoted(text), ...(text.includes('import ') ? [] : [text])],
  },
  {
    repository: 'stanford-crfm+helm',
    name: 'HELM question',
    files: /benchmark\/(run_specs\/\w+|\w+_run_specs)\.py$/,
    prompts: adapters,
  },
  {
    repository: 'EleutherAI+lm-evaluation-harness',
    name: 'lm-evaluation-harness question',
    files: /lm_eval\/tasks\/.*ya?ml$/,
    prompts: tasks,
  },
  { repository: 'explodinggradients+ragas', name: 'Ragas metric', files: /src\/ragas\/.*\.py$/, prompts: quoted },
  {
    repository: 'confident-ai+deepeval',
    name: 'DeepEval metric',
    files: /deepeval\/metrics\/.*\.(py|txt|md)$/,
    prompts: quoted,
  },
];

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

/** Source code, what breaks in it, and what a machine says about it. Names come from the subject. */
import type { Random } from '../../../../src/math/random.ts';
import type { Subject } from './lexicon.ts';
import { words } from '../../../../src/schema/words.ts';

export const CODE_LANGUAGES = ['python', 'typescript', 'go', 'rust', 'sql', 'java', 'bash'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

const ENDINGS: Readonly<Record<CodeLanguage, string>> = {
  python: 'py',
  typescript: 'ts',
  go: 'go',
  rust: 'rs',
  sql: 'sql',
  java: 'java',
  bash: 'sh',
};

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z]+/g, '_') || 'value';

export const name = (random: Random, subject: Subject): string =>
  random.chance(0.6)
    ? `${plain(subject.rare(random))}_${plain(subject.rare(random))}`
    : plain(subject.rare(random)) + (random.chance(0.2) ? String(random.below(9)) : '');

export const path = (random: Random, subject: Subject, language: CodeLanguage): string =>
  `${random.pick(['src', 'lib', 'app', 'pkg', 'internal', 'tests', 'core'])}/${plain(subject.rare(random))}/${name(random, subject)}.${ENDINGS[language]}`;

const expression = (random: Random, subject: Subject): string =>
  random.pick([
    () => `${name(random, subject)}(${name(random, subject)}, ${random.below(100)})`,
    () => `${name(random, subject)}.${name(random, subject)}`,
    () => `${name(random, subject)} + ${random.below(1000)}`,
    () => `${name(random, subject)}["${plain(subject.word(random))}"]`,
    () => `len(${name(random, subject)}) * ${(random.next() * 10).toFixed(2)}`,
    () => `not ${name(random, subject)}`,
  ])();

/** A line of a function's body, without its indentation. */
function statement(random: Random, subject: Subject, language: CodeLanguage): string[] {
  const value = expression(random, subject);
  const target = name(random, subject);
  switch (language) {
    case 'python':
      return random.pick([
        [`${target} = ${value}`],
        [`for ${plain(subject.word(random))} in ${target}:`, `    ${name(random, subject)}.append(${value})`],
        [`if ${value}:`, `    raise ValueError("${subject.clause(random, 4)}")`],
        [`# ${subject.clause(random, 6)}`, `${target} = ${value}`],
        [`return ${value}`],
      ]);
    case 'sql':
      return random.pick([
        [`SELECT ${target}, COUNT(*) FROM ${name(random, subject)} GROUP BY ${target};`],
        [`UPDATE ${target} SET ${name(random, subject)} = ${random.below(500)} WHERE id > ${random.below(9000)};`],
        [
          `SELECT a.${target} FROM ${name(random, subject)} a`,
          `  JOIN ${name(random, subject)} b ON a.id = b.${target}_id;`,
        ],
      ]);
    case 'bash':
      return random.pick([
        [`${target.toUpperCase()}=$(cat ${path(random, subject, language)})`],
        [`if [ -z "$${target.toUpperCase()}" ]; then`, `  exit ${random.below(4)}`, 'fi'],
        [`grep -r "${subject.word(random)}" . | sort | uniq -c`],
      ]);
    case 'rust':
    case 'go':
    case 'java':
    case 'typescript':
      return random.pick([
        [
          `${language === 'rust' ? 'let' : language === 'go' ? 'var' : language === 'java' ? 'final var' : 'const'} ${target} = ${value};`,
        ],
        [`if (${value}) {`, `  return ${name(random, subject)};`, '}'],
        [`// ${subject.clause(random, 7)}`, `${target} = ${value};`],
        [`${name(random, subject)}.${target}(${value});`],
      ]);
  }
}

/** About so many lines of code. */
export function code(random: Random, subject: Subject, language: CodeLanguage, lines: number): string {
  const out: string[] = [];
  const open: Readonly<Record<CodeLanguage, string>> = {
    python: `def ${name(random, subject)}(${name(random, subject)}, ${name(random, subject)}):`,
    typescript: `export function ${name(random, subject)}(${name(random, subject)}: string): number {`,
    go: `func ${name(random, subject)}(${name(random, subject)} string) error {`,
    rust: `pub fn ${name(random, subject)}(${name(random, subject)}: &str) -> usize {`,
    java: `public int ${name(random, subject)}(String ${name(random, subject)}) {`,
    sql: `-- ${subject.clause(random, 5)}`,
    bash: '#!/usr/bin/env bash',
  };
  const indent = language === 'sql' || language === 'bash' ? '' : language === 'python' ? '    ' : '  ';
  out.push(open[language]);
  while (out.length < lines) out.push(...statement(random, subject, language).map((line) => indent + line));
  if (indent === '  ') out.push('}');
  return out.join('\n');
}

/** What went wrong, as a runtime prints it. */
function trace(random: Random, subject: Subject, language: CodeLanguage): string {
  const frames = Array.from(
    { length: 2 + random.below(5) },
    () =>
      `  at ${name(random, subject)} (${path(random, subject, language)}:${1 + random.below(400)}:${1 + random.below(60)})`,
  );
  const fault = random.pick(words('TypeError KeyError panic AssertionError TimeoutError NullPointerException'));
  return `${fault}: ${subject.clause(random, 5)} '${name(random, subject)}'\n${frames.join('\n')}`;
}

/** What a command printed. */
export function output(random: Random, subject: Subject, language: CodeLanguage): string {
  return random.pick([
    () => trace(random, subject, language),
    () => Array.from({ length: 3 + random.below(12) }, () => path(random, subject, language)).join('\n'),
    () => `${random.below(200)} passed, ${random.below(4)} failed in ${(random.next() * 40).toFixed(2)}s`,
    () => code(random, subject, language, 6 + random.below(24)),
    () => `error[E${random.below(999)}]: ${subject.clause(random, 6)}`,
    () => 'ok',
  ])();
}

import { capital } from './grammar.ts';
import type { LogRandom } from '../random.ts';
import words from './words.json';

const NOUNS = words.code.NOUNS;
const VERBS = words.code.VERBS;
const FOLDERS = ['src', 'lib', 'app', 'internal', 'pkg', 'server', 'services', 'core', 'tests', 'web'];
const FAULTS = words.code.FAULTS;

const name = (random: LogRandom): string => `${random.pick(VERBS)}_${random.pick(NOUNS)}`;

export function filePath(random: LogRandom): string {
  return `${random.pick(FOLDERS)}/${random.pick(NOUNS)}/${name(random)}.${random.pick(['py', 'ts', 'go', 'rs'])}`;
}

/** A few functions that could be in a real file. */
export function codeText(functions: number, random: LogRandom): string {
  return Array.from({ length: functions }, () => oneFunction(random)).join('\n\n');
}

function oneFunction(random: LogRandom): string {
  const [a, b] = random.some(NOUNS, 2);
  const items = `${a ?? 'item'}s`;
  const body = [
    `    ${b} = ${name(random)}(${items})`,
    `    if not ${items}:\n        return ${random.pick(['None', '[]', '{}', '0', 'False'])}`,
    `    for ${a} in ${items}:\n        ${b}.${random.pick(VERBS)}(${a}, limit=${random.between(2, 500)})`,
    `    ${items} = [${a} for ${a} in ${items} if ${a}.${random.pick(NOUNS)} ${random.pick(['>', '<', '!=', '=='])} ${random.between(0, 90)}]`,
    `    with ${random.pick(NOUNS)}_lock:\n        self.${random.pick(NOUNS)} += len(${items})`,
    `    raise ValueError(f"${random.pick(VERBS)} ${a}: {${items}!r}")`,
    `    log.${random.pick(['info', 'debug', 'warning'])}("${random.pick(VERBS)} %s", ${a ?? 'item'}s)`,
  ];
  return [
    `def ${name(random)}(${items}, ${random.pick(NOUNS)}=${random.between(0, 64)}):`,
    ...random.some(body, random.between(2, 5)),
    `    return ${b}`,
  ].join('\n');
}

export function diff(random: LogRandom): string {
  const path = filePath(random);
  const at = random.between(8, 400);
  const [before, after] = [oneFunction(random).split('\n'), oneFunction(random).split('\n')];
  const lines = [...before.slice(0, 3).map((line) => `-${line}`), ...after.slice(0, 4).map((line) => `+${line}`)];
  return `--- a/${path}\n+++ b/${path}\n@@ -${at},3 +${at},4 @@\n${lines.join('\n')}`;
}

export function shellOutput(random: LogRandom): string {
  const failed = random.between(0, 3);
  const tests = Array.from(
    { length: random.between(2, 6) },
    (_, i) => `tests/test_${name(random)}.py::test_${name(random)} ${i < failed ? 'FAILED' : 'PASSED'}`,
  );
  const fault =
    failed > 0
      ? `\nE   AssertionError: ${random.between(0, 99)} != ${random.between(100, 199)}  (${filePath(random)}:${random.between(4, 300)})`
      : '';
  return `${tests.join('\n')}${fault}\n${failed} failed, ${tests.length - Math.min(failed, tests.length)} passed in ${random.between(1, 40)}.${random.between(10, 99)}s`;
}

/** What a programmer asks a coding agent for. */
export function codingTask(random: LogRandom): string {
  const what = name(random);
  return random.pick([
    () =>
      `${what} ${random.pick(FAULTS)} when ${random.pick(NOUNS)} is ${random.pick(['empty', 'very long', 'missing', 'zero'])}, pls fix`,
    () =>
      `Add a --${random.pick(VERBS)}-${random.pick(NOUNS)} flag. Look at ${filePath(random)} for how the others do it.`,
    () => `why does ${filePath(random)} import ${random.pick(NOUNS)} at all`,
    () =>
      `the ${random.pick(NOUNS)} test is flaky on CI since we ${random.pick(VERBS)} in parallel:\n\n${shellOutput(random)}`,
    () => `Rename ${what} to ${name(random)} everywhere, keep a deprecated alias until ${random.between(2, 9)}.0`,
    () => `can you write tests for this\n\n${oneFunction(random)}`,
    () =>
      `${capital(random.pick(VERBS))} should ${random.pick(['stream', 'be async', 'take a callback', 'not copy'])}; memory goes to ${random.between(2, 60)} GB with ${random.between(2, 900)} ${random.pick(NOUNS)}s`,
    () => `review my change\n\n${diff(random)}`,
    () => `make ${filePath(random)} pass the linter without disabling rules`,
    () => `port ${what} from the old ${random.pick(NOUNS)} api, the ${random.pick(NOUNS)} one ${random.pick(FAULTS)}`,
  ])();
}

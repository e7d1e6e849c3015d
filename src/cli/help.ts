import { COMMON_OPTIONS, type Command, type CommandOption } from './command.ts';
import { hang } from './output/text-layout.ts';

const WIDTH = 90;

const BAD_INPUT =
  'bad usage or bad input: an unknown option, no such file, no request in any input, input that could not be read, output that could not be written';

const NOT_JUDGED =
  'not judged: with --fail-on or a coverage gate, the log lacks too much of the data needed to judge it';

/** Exit codes of the program, or only those that one command can end with. */
function exitCodes(command?: Command): string[] {
  const judges = command === undefined || command.options.some(({ name }) => name === 'fail-on');
  const one = command?.exitOne ?? (judges ? 'a finding that --fail-on covers' : undefined);
  const codes: [code: string, text: string][] = [
    ['0', judges ? 'done, with no finding that --fail-on covers' : 'done'],
    ...(one === undefined ? [] : [['1', one] satisfies [string, string]]),
    ['2', BAD_INPUT],
    ...(judges ? [['3', NOT_JUDGED] satisfies [string, string]] : []),
    ['70', 'an internal error'],
    ['130', 'cancelled with Ctrl-C; a report covers what was read and says so'],
  ];
  return ['Exit codes:', ...codes.flatMap(([code, text]) => hang(`  ${code.padEnd(5)}`, text, WIDTH))];
}

/** Help on the program: its commands. */
export function programHelp(commands: readonly Command[]): string {
  const heads = commands.map(usage);
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  return block([
    'prompt-audit finds distillation attacks in logs of requests to language models.',
    '',
    'Usage:',
    ...heads.map((head) => `  prompt-audit ${head}`),
    '  prompt-audit --version',
    '',
    'Commands:',
    ...commands.flatMap((command) => hang(`  ${command.name.padEnd(width)}`, command.text, WIDTH)),
    '',
    'For help on one command: prompt-audit COMMAND --help',
    '',
    ...exitCodes(),
  ]);
}

/** Help on one command: its options and examples. */
export function commandHelp(command: Command): string {
  return block([
    `Usage: prompt-audit ${usage(command)}`,
    '',
    ...hang('', command.text, WIDTH),
    '',
    'Options:',
    ...optionLines([...command.options, ...COMMON_OPTIONS]),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
    ...exitCodes(command),
  ]);
}

const usage = (command: Command): string =>
  [command.name, ...(command.arguments === undefined ? [] : [command.arguments]), '[options]'].join(' ');

/** Option texts are aligned after the longest option. */
function optionLines(options: readonly CommandOption[]): string[] {
  const heads = options.map(optionHead);
  const width = Math.max(...heads.map(({ length }) => length)) + 2;
  return options.flatMap(({ text }, i) => hang(heads[i]!.padEnd(width), text, WIDTH));
}

function optionHead(option: CommandOption): string {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  const value = option.value === undefined ? '' : ` ${option.value}`;
  return `  ${short}--${option.name}${value}`;
}

const block = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

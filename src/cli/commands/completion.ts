/** Shell scripts that complete commands and options, generated from the table of commands. */
import { COMMON_OPTIONS, type Command, type CommandOption, type Typed } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../output/terminal.ts';
import { UsageError } from '../usage-error.ts';

const SHELLS: Readonly<Record<string, (commands: readonly Command[]) => string>> = { bash, zsh, fish };

/** Runs `prompt-audit completion`: prints the script for a shell on standard output. */
export async function completion(typed: Typed, terminal: Terminal, commands: readonly Command[]): Promise<number> {
  const [name = '', ...more] = typed.rest;
  const script = Object.hasOwn(SHELLS, name) ? SHELLS[name] : undefined;
  if (script === undefined || more.length > 0) {
    throw new UsageError(`Name a shell: ${Object.keys(SHELLS).join(', ')}.`);
  }
  await terminal.out.write(script(commands));
  return EXIT.clean;
}

const optionsOf = ({ options }: Command): readonly CommandOption[] => [...options, ...COMMON_OPTIONS];
const names = (commands: readonly Command[]): string => commands.map(({ name }) => name).join(' ');

/** File names complete everything that is neither a command nor an option. */
function bash(commands: readonly Command[]): string {
  const cases = commands.map(
    (command) =>
      `    ${command.name}) options="${optionsOf(command)
        .map(({ name }) => `--${name}`)
        .join(' ')}" ;;`,
  );
  return `_prompt_audit() {
  local word="\${COMP_WORDS[COMP_CWORD]}" options=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names(commands)} --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
    help) options="${names(commands)}" ;;
${cases.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _prompt_audit prompt-audit
`;
}

/** Text in single quotes, as each of the shells expects it. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
/** In a list of zsh a colon ends the name, and brackets hold the text of an option. */
const zshText = (text: string): string => text.replaceAll(/[[\]:\\]/g, '\\$&');

function zsh(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const options = optionsOf(command).map(({ name, value, text }) =>
      quoted(
        `--${name}${value === undefined ? '' : '='}[${zshText(text)}]${value === undefined ? '' : `:${value}:_files`}`,
      ),
    );
    return `    ${command.name}) _arguments ${[...options, quoted('*:file:_files')].join(' ')} ;;`;
  });
  return `#compdef prompt-audit
_prompt_audit() {
  local -a commands
  commands=(${commands.map(({ name, text }) => quoted(`${name}:${zshText(text)}`)).join(' ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
_prompt_audit "$@"
`;
}

/** In fish a backslash is an escape between single quotes too. */
const fishText = (text: string): string => `'${text.replaceAll(/[\\']/g, '\\$&')}'`;

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c prompt-audit -n __fish_use_subcommand -a ${command.name} -d ${fishText(command.text)}`,
    ...optionsOf(command).map(
      ({ name, short, value, text }) =>
        `complete -c prompt-audit -n '__fish_seen_subcommand_from ${command.name}' -l ${name}${short === undefined ? '' : ` -s ${short}`}${value === undefined ? '' : ' -r'} -d ${fishText(text)}`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}

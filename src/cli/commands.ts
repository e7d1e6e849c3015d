/** All commands: the whole command line at a glance. */
import type { Command } from './command.ts';
import { INSPECT_COMMAND, BASELINE_COMMAND, POWER_COMMAND, BENCH_COMMAND, CONVERT_COMMAND } from './usage/logs.ts';
import { EXPORT_COMMAND, COMPARE_COMMAND, DECIDE_COMMAND, MATCH_COMMAND, MCP_COMMAND } from './usage/reports.ts';
import { SCAN_COMMAND, MAP_COMMAND, MERGE_COMMAND, FINISH_COMMAND } from './usage/scanning.ts';
import { CONFIG_COMMAND, RULES_COMMAND, FORMATS_COMMAND, DEMO_LOG_COMMAND, CACHE_COMMAND } from './usage/setup.ts';

/** All commands, in the order of the help. A command's code is loaded only when it runs, which keeps start-up fast. */
export const COMMANDS: readonly Command[] = [
  SCAN_COMMAND,
  MAP_COMMAND,
  MERGE_COMMAND,
  FINISH_COMMAND,
  EXPORT_COMMAND,
  INSPECT_COMMAND,
  BASELINE_COMMAND,
  POWER_COMMAND,
  BENCH_COMMAND,
  CONVERT_COMMAND,
  COMPARE_COMMAND,
  MATCH_COMMAND,
  DECIDE_COMMAND,
  CONFIG_COMMAND,
  RULES_COMMAND,
  MCP_COMMAND,
  FORMATS_COMMAND,
  DEMO_LOG_COMMAND,
  {
    name: 'completion',
    arguments: 'bash | zsh | fish',
    text: 'Print a script that completes commands and options in a shell.',
    options: [],
    examples: [
      'source <(prompt-audit completion bash)',
      'prompt-audit completion zsh > ~/.zfunc/_prompt-audit',
      'prompt-audit completion fish > ~/.config/fish/completions/prompt-audit.fish',
    ],
    run: async (typed, terminal) => (await import('./commands/completion.ts')).completion(typed, terminal, COMMANDS),
  },
  CACHE_COMMAND,
];

/** Settings, rules, and the program itself. */
import { type Command, option } from '../command.ts';
import { CONFIG_OPTION } from '../options/configuration.ts';
import { RULES_OPTION } from '../options/rules.ts';
import { FORMAT_OPTION } from '../options/shared.ts';
import { TRUST_OPTION } from '../options/files/workspace-trust.ts';

export const CONFIG_COMMAND: Command = {
  name: 'config',
  arguments: 'check [FILE] | show',
  text: 'Check prompt-audit.yaml, the settings that the editor and the command line share, or show every setting and where its value comes from.',
  options: [FORMAT_OPTION, CONFIG_OPTION, TRUST_OPTION],
  examples: ['prompt-audit config check', 'prompt-audit config show --trust'],
  usesConfiguration: ({ rest }) => rest[0] !== 'check',
  run: async (typed, terminal) => (await import('../commands/config.ts')).config(typed, terminal),
};

export const RULES_COMMAND: Command = {
  name: 'rules',
  arguments: 'list | test | explain ID | new ID',
  text: 'List rules, run their tests, explain one, or start a new one. Rules are a subset of Sigma; scan --rules runs them.',
  options: [
    RULES_OPTION,
    option('junit FILE', 'with test: write the results as JUnit XML, for build servers'),
    { ...FORMAT_OPTION, text: 'with list: text (default) or json, for which --json is short' },
    CONFIG_OPTION,
    TRUST_OPTION,
  ],
  examples: [
    'prompt-audit rules list',
    'prompt-audit rules new night-shift --rules rules',
    'prompt-audit rules test --rules rules --junit rules.xml',
    'prompt-audit scan logs/ --rules rules --fail-on-rule high',
  ],
  exitOne: 'with test: a test failed',
  usesConfiguration: ({ rest }) => rest[0] !== 'new',
  run: async (typed, terminal) => (await import('../commands/rules.ts')).rules(typed, terminal),
};

export const FORMATS_COMMAND: Command = {
  name: 'formats',
  text: 'List the log formats and containers that can be read, and the fields each provides.',
  options: [FORMAT_OPTION],
  examples: ['prompt-audit formats'],
  run: async (typed, terminal) => (await import('../commands/formats.ts')).formats(typed, terminal),
};

export const DEMO_LOG_COMMAND: Command = {
  name: 'demo-log',
  text: 'Generate a sample request log with ordinary traffic and five campaigns, to try the program on.',
  options: [
    option('output FILE', 'write to a file (default: standard output)', { short: 'o' }),
    option('seed N', 'the same seed gives the same bytes (default: 1)'),
    option('requests N', 'about how many requests (default: 20000)'),
    option('truth FILE', 'write the true role of each account (JSON)'),
  ],
  examples: ['prompt-audit demo-log --output demo.jsonl', 'prompt-audit demo-log | prompt-audit scan -'],
  run: async (typed, terminal) => (await import('../commands/demo-log.ts')).demoLog(typed, terminal),
};

export const CACHE_COMMAND: Command = {
  name: 'cache',
  arguments: 'clear',
  text: 'Delete what --incremental scans kept: numbers and account names, but no prompt text.',
  options: [],
  examples: ['prompt-audit cache clear'],
  run: async (typed, terminal) => (await import('../commands/cache.ts')).clearCache(typed, terminal),
};

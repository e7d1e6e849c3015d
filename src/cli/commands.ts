/**
 * All commands with their options, help and examples: the whole command line at a glance. Longer than 250 lines: it is
 * one table, read from top to bottom.
 */
import type { Command, CommandOption } from './command.ts';
import { GATE_OPTIONS, JUDGING_OPTIONS } from './options/judging.ts';
import { LIMIT_OPTIONS, MEMORY_OPTION } from './options/limits.ts';
import { CONFIG_OPTION } from './options/configuration.ts';
import { CANARIES_OPTION, FAIL_ON_RULE_OPTION, RULES_OPTION } from './options/rules.ts';
import { TRUST_OPTION } from './options/workspace-trust.ts';

/** Options that several commands share. */
const MAPPING_OPTION: CommandOption = {
  name: 'mapping',
  value: 'FILE',
  text: 'how to read your own log format (see inspect); default: .prompt-audit/mappings.json, with --trust',
};
const ACCOUNT_BY_OPTION: CommandOption = {
  name: 'account-by',
  value: 'FIELD',
  text: 'what identifies the account: key, user, end-user, session, address, organisation, or the path of a field',
};
/** How logs are read: options of every command that reads some and knows the settings. */
const READING_OPTIONS: readonly CommandOption[] = [MAPPING_OPTION, CONFIG_OPTION, TRUST_OPTION, ACCOUNT_BY_OPTION];
const ACCOUNTS_OPTION: CommandOption = {
  name: 'accounts',
  value: 'FILE',
  text: 'account directory (CSV): account, created_at, org, ...',
};
const TRIAGE_OPTION: CommandOption = {
  name: 'triage',
  value: 'FILE',
  text: 'your decisions on findings; default: .prompt-audit/triage.json, with --trust',
};
const BASELINE_OPTION: CommandOption = {
  name: 'baseline',
  value: 'FILE',
  text: 'description of ordinary traffic (see baseline)',
};
const NO_TRIAGE_OPTION: CommandOption = { name: 'no-triage', text: 'ignore decisions' };
const FORMAT_OPTION: CommandOption = {
  name: 'format',
  short: 'f',
  alsoSwitch: 'json',
  value: 'KIND',
  text: 'text (default) or json, for which --json is short',
};
const REPORT_OPTION: CommandOption = {
  name: 'output',
  short: 'o',
  value: 'FILE',
  text: 'write the report to a file; FILE.json means json',
};
const RECORDS_OPTION: CommandOption = { name: 'records', value: 'FILE', text: 'write a CSV with one row per request' };
const VERBOSE_OPTION: CommandOption = {
  name: 'verbose',
  text: 'print all evidence with its log lines, not only a one-screen summary',
};
const EVENT_OPTIONS: readonly CommandOption[] = [
  {
    name: 'events',
    value: 'FILE',
    text: 'append a JSON line for each finding that is new, changed or gone; - means standard output',
  },
  { name: 'event-format', value: 'KIND', text: 'native (default), ecs or ocsf' },
  {
    name: 'on-finding',
    value: 'COMMAND',
    text: 'run this command for each such line, with the line on its standard input',
  },
  {
    name: 'state',
    value: 'FILE',
    text: 'remember campaigns and what was reported, so that the next scan recognises them and reports only changes',
  },
];
const FAIL_ON_OPTION: CommandOption = {
  name: 'fail-on',
  value: 'VERDICT',
  text: 'exit with 1 on this verdict or a more serious one (distillation, relay, harvest, automation), and with 3 if the log cannot be judged',
};
const NO_TEXT_OPTION: CommandOption = { name: 'no-text', text: 'leave prompt text out of the report' };

/** All commands, in the order of the help. A command's code is loaded only when it runs, which keeps start-up fast. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'scan',
    arguments: 'LOG...',
    text: 'Read request logs and report campaigns, accounts and prompt templates that look like distillation. LOG is a file, a folder, a quoted glob, or - for standard input.',
    options: [
      FORMAT_OPTION,
      REPORT_OPTION,
      VERBOSE_OPTION,
      RECORDS_OPTION,
      ACCOUNTS_OPTION,
      BASELINE_OPTION,
      ...READING_OPTIONS,
      TRIAGE_OPTION,
      { name: 'no-triage', text: 'ignore decisions: every finding counts' },
      {
        name: 'workers',
        value: 'N',
        text: 'reader threads (default: one fewer than the number of processors, at most 8)',
      },
      NO_TEXT_OPTION,
      ...JUDGING_OPTIONS,
      RULES_OPTION,
      CANARIES_OPTION,
      FAIL_ON_RULE_OPTION,
      ...LIMIT_OPTIONS,
      MEMORY_OPTION,
      { name: 'incremental', text: 'remember what was read, and read only what is new next time (see forget)' },
      { name: 'follow', text: 'keep watching the logs and report what is new, until Ctrl-C' },
      ...EVENT_OPTIONS,
      { name: 'keep', value: 'N', text: 'with --follow: judge the last N requests (default: 500000)' },
      FAIL_ON_OPTION,
      ...GATE_OPTIONS,
    ],
    examples: [
      'prompt-audit scan requests.jsonl',
      'prompt-audit scan logs/ --output report.json --records records.csv',
      'zcat requests.jsonl.gz | prompt-audit scan - --fail-on distillation',
      'prompt-audit scan --follow /var/log/gateway.jsonl',
      'prompt-audit scan logs/ --events events.jsonl --state reported.json --quiet',
    ],
    async run(typed, terminal) {
      const [{ scan }, { audit }] = await Promise.all([
        import('./commands/scan.ts'),
        import('../core/pipeline/audit.ts'),
      ]);
      return scan(typed, terminal, audit);
    },
  },
  {
    name: 'map',
    arguments: 'LOG...',
    text: 'Read logs, or part of one, into a state. This is the first of three steps that produce the same report as a scan, on any number of machines (see merge and finish).',
    options: [
      { name: 'output', short: 'o', value: 'FOLDER', text: 'state to write; must not exist' },
      {
        name: 'range',
        value: 'FROM-TO',
        text: 'read only the parts of the log that start in this range of bytes (default: all)',
      },
      { name: 'name', value: 'NAME', text: 'what the report calls the log, instead of its path' },
      {
        name: 'wanted',
        value: 'FOLDER',
        text: 'read back the prompts that finish asked for, and write those instead of a state',
      },
      MAPPING_OPTION,
      TRUST_OPTION,
      ACCOUNT_BY_OPTION,
      { name: 'workers', value: 'N', text: 'reader threads (default: 1)' },
      ...LIMIT_OPTIONS,
    ],
    examples: [
      'prompt-audit map day-1.jsonl.gz --output states/1',
      'prompt-audit map huge.jsonl --range 0-1073741824 --output states/1',
      'aws s3 cp s3://logs/1.gz - | prompt-audit map - --name s3://logs/1.gz --output states/1',
    ],
    async run(typed, terminal) {
      const { map } = await import('./commands/map.ts');
      return map(typed, terminal);
    },
  },
  {
    name: 'merge',
    arguments: 'STATE...',
    text: 'Merge states, or the prompts that map --wanted read back, into one, in bounded memory. STATE is what map or merge wrote, or a folder of them. The order does not matter.',
    options: [
      { name: 'output', short: 'o', value: 'FOLDER', text: 'state to write; must not exist' },
      { name: 'thin', text: 'the states are those of all logs: leave out clauses that the report does not depend on' },
    ],
    examples: ['prompt-audit merge states/ --output state', 'prompt-audit merge states/ --thin --output state'],
    async run(typed, terminal) {
      const { merge } = await import('./commands/merge.ts');
      return merge(typed, terminal);
    },
  },
  {
    name: 'finish',
    arguments: 'STATE...',
    text: 'Write the report on all logs in the states, identical to that of a scan of the same logs. The prompts it quotes are read from the logs. If other machines have the logs, use --wanted and --prompts.',
    options: [
      { name: 'wanted', value: 'FOLDER', text: 'only write the list of prompts that are needed (see map --wanted)' },
      { name: 'prompts', value: 'FOLDER', text: 'prompts that map --wanted read back, or a folder of them' },
      FORMAT_OPTION,
      REPORT_OPTION,
      VERBOSE_OPTION,
      RECORDS_OPTION,
      ACCOUNTS_OPTION,
      BASELINE_OPTION,
      TRUST_OPTION,
      TRIAGE_OPTION,
      NO_TRIAGE_OPTION,
      NO_TEXT_OPTION,
      MEMORY_OPTION,
      ...JUDGING_OPTIONS,
      ...EVENT_OPTIONS,
      FAIL_ON_OPTION,
      ...GATE_OPTIONS,
    ],
    examples: [
      'prompt-audit finish states/ --output report.json',
      'prompt-audit finish state --wanted wanted',
      'prompt-audit finish state --prompts prompts/ --output report.json',
    ],
    async run(typed, terminal) {
      const { finish } = await import('./commands/finish.ts');
      return finish(typed, terminal);
    },
  },
  {
    name: 'export',
    arguments: 'REPORT|LOG...',
    text: 'Export the report as a page, an evidence packet on one campaign or account, SARIF, STIX indicators, CSV or JSON. A log is scanned first. Secrets are never included.',
    options: [
      {
        name: 'format',
        short: 'f',
        value: 'KIND',
        text: 'html, markdown, sarif, stix, csv, actions or json; default: from the extension of FILE',
      },
      {
        name: 'output',
        formerly: 'out',
        short: 'o',
        value: 'FILE',
        text: 'file to write (default: standard output)',
      },
      {
        name: 'campaign',
        value: 'ID',
        text: 'only this campaign, with its members and templates; the first characters of its key are enough',
      },
      { name: 'account', value: 'ID', text: 'only this account; the first characters of its name are enough' },
      { name: 'prompts', value: 'MODE', text: 'full, redacted (default), hashed or none' },
      { name: 'log-root', value: 'FOLDER', text: 'look for the logs of the report below this folder' },
      { name: 'source-root', value: 'FOLDER', text: 'with sarif: write log paths relative to this folder' },
      { name: 'verdict', value: 'LIST', text: 'with actions: distillation (default), relay, harvest, automation' },
      { name: 'expires', value: 'DAYS', text: 'with actions: days until a row expires (default: 30)' },
      ...READING_OPTIONS,
      TRIAGE_OPTION,
      NO_TRIAGE_OPTION,
      ...JUDGING_OPTIONS,
    ],
    examples: [
      'prompt-audit export report.json --output report.html',
      'prompt-audit export report.json --campaign C1 --output C1.html',
      'prompt-audit export requests.jsonl --output findings.sarif',
      'prompt-audit export report.json --format stix --prompts hashed --output indicators.stix.json',
      'prompt-audit export report.json --verdict distillation --expires 14 --output block.actions.csv',
    ],
    async run(typed, terminal) {
      const [{ exportFindings }, { audit }] = await Promise.all([
        import('./commands/export.ts'),
        import('../core/pipeline/audit.ts'),
      ]);
      return exportFindings(typed, terminal, audit);
    },
  },
  {
    name: 'inspect',
    arguments: 'LOG...',
    text: 'Look at the start of each log: its format, its fields and where they come from, the first requests, what detectors lack, and a proposed mapping if it cannot be read.',
    options: [
      FORMAT_OPTION,
      { name: 'limit', short: 'n', value: 'N', text: 'requests to show (default: 3)' },
      { name: 'no-text', text: 'leave out text written by people and models' },
      ...READING_OPTIONS,
      { name: 'write-mapping', value: 'FILE', text: 'write the proposed mapping to a file' },
    ],
    examples: [
      'prompt-audit inspect requests.jsonl',
      'prompt-audit inspect odd.jsonl --write-mapping odd.json',
      'prompt-audit scan odd.jsonl --mapping odd.json',
    ],
    async run(typed, terminal) {
      const { inspect } = await import('./commands/inspect.ts');
      return inspect(typed, terminal);
    },
  },
  {
    name: 'baseline',
    arguments: 'build LOG... | merge FILE...',
    text: 'Learn what ordinary traffic looks like from your own logs (build), or combine such files (merge). The file holds hashes and counts, no text. Nothing is learned from reported campaigns.',
    options: [
      { name: 'output', short: 'o', value: 'FILE', text: 'file to write' },
      ACCOUNTS_OPTION,
      ...READING_OPTIONS,
    ],
    examples: [
      'prompt-audit baseline build logs/october/ --output october.json',
      'prompt-audit baseline merge september.json october.json --output normal.json',
      'prompt-audit scan logs/november/ --baseline normal.json',
    ],
    async run(typed, terminal) {
      const { baseline } = await import('./commands/baseline.ts');
      return baseline(typed, terminal);
    },
  },
  {
    name: 'power',
    arguments: 'LOG...',
    text: 'Plant simulated campaigns in your own log, in memory, and say which would be found and how many ordinary accounts would be wrongly accused. The campaigns vary in size, cover traffic and evasion. Only the result is written.',
    options: [
      FORMAT_OPTION,
      { name: 'output', short: 'o', value: 'FILE', text: 'write the result to a file; FILE.json means json' },
      { name: 'trials', value: 'N', text: 'campaigns of each kind (default: 3)' },
      { name: 'only', value: 'KINDS', text: 'plant only these kinds, for example size-24-0.5,reworded' },
      { name: 'minutes', value: 'N', text: 'start no new round after N minutes (default: 20)' },
      { name: 'seed', value: 'N', text: 'the same seed plants the same campaigns (default: 1)' },
      ACCOUNTS_OPTION,
      BASELINE_OPTION,
      ...READING_OPTIONS,
    ],
    examples: ['prompt-audit power logs/', 'prompt-audit power requests.jsonl --trials 10 --output power.json'],
    async run(typed, terminal) {
      const { power } = await import('./commands/power.ts');
      return power(typed, terminal);
    },
  },
  {
    name: 'convert',
    arguments: 'LOG...',
    text: 'Convert the requests in any logs to JSON Lines in one documented format, which every command can read.',
    options: [
      { name: 'output', short: 'o', value: 'FILE', text: 'file to write (default: standard output)' },
      { name: 'no-text', text: 'replace text written by people and models with its length' },
      { name: 'unread', value: 'FILE', text: 'list every line that gave no request, with its position and the reason' },
      ...READING_OPTIONS,
    ],
    examples: ['prompt-audit convert logs/ --output requests.jsonl', "prompt-audit convert 'export/*.csv' | jq .model"],
    async run(typed, terminal) {
      const { convert } = await import('./commands/convert.ts');
      return convert(typed, terminal);
    },
  },
  {
    name: 'compare',
    arguments: 'BEFORE AFTER',
    text: 'Show what is new, changed or gone between two JSON reports, such as those from two days.',
    options: [
      FORMAT_OPTION,
      { name: 'output', short: 'o', value: 'FILE', text: 'write to a file; FILE.json means json' },
      CONFIG_OPTION,
      TRUST_OPTION,
      TRIAGE_OPTION,
      NO_TRIAGE_OPTION,
      {
        name: 'fail-on',
        value: 'VERDICT',
        text: 'exit with 1 if a new finding has this verdict or a more serious one',
      },
    ],
    examples: [
      'prompt-audit scan today/ --output today.json',
      'prompt-audit compare yesterday.json today.json --fail-on distillation',
    ],
    async run(typed, terminal) {
      const { compare } = await import('./commands/compare.ts');
      return compare(typed, terminal);
    },
  },
  {
    name: 'decide',
    arguments: 'REPORT ID...',
    text: 'Write a decision on campaigns, accounts or templates of a report into the file of decisions that scans apply and the editor shares. ID is a campaign, a template or an account of the report; the beginning of a name is enough if only one has it.',
    options: [
      { name: 'as', value: 'STATE', text: 'benign, confirmed, watch, allowed (accounts only), or open: undo' },
      { name: 'note', value: 'TEXT', text: 'why, for whoever reviews the file' },
      { name: 'author', value: 'NAME', text: 'who decided' },
      { name: 'owner', value: 'NAME', text: 'the person or team that answers for it' },
      {
        name: 'expires',
        value: 'DAY',
        text: 'last day on which it holds, such as 2027-01-31, or 90d for days from now',
      },
      { name: 'hash-accounts', text: 'write hashes instead of account names' },
      { name: 'triage', value: 'FILE', text: 'file of decisions; default: .prompt-audit/triage.json' },
      CONFIG_OPTION,
      TRUST_OPTION,
    ],
    examples: [
      'prompt-audit decide report.json C1 --as confirmed --note "Banned, ticket 4711"',
      'prompt-audit decide report.json C4 --as benign --note "Our evaluation" --owner evals --expires 90d',
    ],
    async run(typed, terminal) {
      const { decide } = await import('./commands/decide.ts');
      return decide(typed, terminal);
    },
  },
  {
    name: 'config',
    arguments: 'check [FILE] | show',
    text: 'Check prompt-audit.yaml, the settings that the editor and the command line share, or show every setting and where its value comes from.',
    options: [FORMAT_OPTION, CONFIG_OPTION, TRUST_OPTION],
    examples: ['prompt-audit config check', 'prompt-audit config show --trust'],
    usesConfiguration: ({ rest }) => rest[0] !== 'check',
    async run(typed, terminal) {
      const { config } = await import('./commands/config.ts');
      return config(typed, terminal);
    },
  },
  {
    name: 'rules',
    arguments: 'list | test | explain ID | new ID',
    text: 'List rules, run their tests, explain one, or start a new one. Rules are a subset of Sigma; scan --rules runs them.',
    options: [
      RULES_OPTION,
      { name: 'junit', value: 'FILE', text: 'with test: write the results as JUnit XML, for build servers' },
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
    async run(typed, terminal) {
      const { rules } = await import('./commands/rules.ts');
      return rules(typed, terminal);
    },
  },
  {
    name: 'mcp',
    arguments: 'REPORT|LOG...',
    text: 'Answer a language model’s questions about a report, over the Model Context Protocol on standard input and output. It only reads, its answers are bounded, and prompts are redacted unless you say otherwise. A log is scanned first.',
    options: [
      { name: 'prompts', value: 'MODE', text: 'full, redacted (default), hashed or none' },
      ...JUDGING_OPTIONS,
      ...READING_OPTIONS,
    ],
    examples: ['prompt-audit mcp report.json', 'prompt-audit mcp logs/ --prompts none'],
    async run(typed, terminal) {
      const [{ mcp }, { audit }] = await Promise.all([
        import('./commands/mcp.ts'),
        import('../core/pipeline/audit.ts'),
      ]);
      return mcp(typed, terminal, audit);
    },
  },
  {
    name: 'formats',
    text: 'List the log formats and containers that can be read, and the fields each provides.',
    options: [FORMAT_OPTION],
    examples: ['prompt-audit formats'],
    async run(typed, terminal) {
      const { formats } = await import('./commands/formats.ts');
      return formats(typed, terminal);
    },
  },
  {
    name: 'demo-log',
    text: 'Generate a sample request log with ordinary traffic and four campaigns, to try the program on.',
    options: [
      {
        name: 'output',
        formerly: 'out',
        short: 'o',
        value: 'FILE',
        text: 'write to a file (default: standard output)',
      },
      { name: 'seed', value: 'N', text: 'the same seed gives the same bytes (default: 1)' },
      { name: 'requests', value: 'N', text: 'about how many requests (default: 20000)' },
      { name: 'truth', value: 'FILE', text: 'write the true role of each account (JSON)' },
    ],
    examples: ['prompt-audit demo-log --output demo.jsonl', 'prompt-audit demo-log | prompt-audit scan -'],
    async run(typed, terminal) {
      const { demoLog } = await import('./commands/demo-log.ts');
      return demoLog(typed, terminal);
    },
  },
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
    async run(typed, terminal) {
      const { completion } = await import('./commands/completion.ts');
      return completion(typed, terminal, COMMANDS);
    },
  },
  {
    name: 'forget',
    text: 'Delete what --incremental scans kept: numbers and account names, but no prompt text.',
    options: [],
    examples: ['prompt-audit forget'],
    async run(typed, terminal) {
      const { forget } = await import('./commands/forget.ts');
      return forget(typed, terminal);
    },
  },
];

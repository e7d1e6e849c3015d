/** Reading logs and judging what is in them, in one process or in steps on many machines. */
import { type Command, option } from '../command.ts';
import { GATE_OPTIONS, JUDGING_OPTIONS } from '../options/judging.ts';
import { LIMIT_OPTIONS, MEMORY_OPTION } from '../options/limits.ts';
import { CANARIES_OPTION, FAIL_ON_RULE_OPTION, RULES_OPTION } from '../options/rules.ts';
import * as shared from '../options/shared.ts';
import { TRUST_OPTION } from '../options/files/workspace-trust.ts';

export const SCAN_COMMAND: Command = {
  name: 'scan',
  arguments: 'LOG...',
  text: 'Read request logs and report campaigns, accounts and prompt templates that look like distillation. LOG is a file, a folder, a quoted glob, or - for standard input.',
  options: [
    shared.FORMAT_OPTION,
    shared.REPORT_OPTION,
    shared.VERBOSE_OPTION,
    shared.ALL_OPTION,
    shared.RECORDS_OPTION,
    shared.ACCOUNTS_OPTION,
    shared.BASELINE_OPTION,
    ...shared.INDICATOR_OPTIONS,
    ...shared.READING_OPTIONS,
    shared.TRIAGE_OPTION,
    option('no-triage', 'ignore decisions: every finding counts'),
    option(
      'workers N',
      'threads beside the main one (default: one fewer than there are processors, from 1 GB on as many; at most 8)',
    ),
    shared.NO_TEXT_OPTION,
    ...JUDGING_OPTIONS,
    RULES_OPTION,
    CANARIES_OPTION,
    FAIL_ON_RULE_OPTION,
    ...LIMIT_OPTIONS,
    MEMORY_OPTION,
    option('incremental', 'remember what was read, and read only what is new next time (see cache)'),
    option('follow', 'keep watching the logs and report what is new, until Ctrl-C'),
    ...shared.EVENT_OPTIONS,
    option('keep N', 'with --follow: judge the last N requests (default: 500000)'),
    shared.FAIL_ON_OPTION,
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
      import('../commands/scan.ts'),
      import('../../engine/pipeline/audit.ts'),
    ]);
    return scan(typed, terminal, audit);
  },
};

export const MAP_COMMAND: Command = {
  name: 'map',
  arguments: 'LOG...',
  text: 'Read logs, or part of one, into a state. This is the first of three steps that produce the same report as a scan, on any number of machines (see merge and finish).',
  options: [
    option('output FOLDER', 'state to write; must not exist', { short: 'o' }),
    option('range FROM-TO', 'read only the parts of the log that start in this range of bytes (default: all)'),
    option('name NAME', 'what the report calls the log, instead of its path'),
    option('read-prompts FOLDER', 'read back the prompts that finish asked for, and write those instead of a state'),
    shared.MAPPING_OPTION,
    TRUST_OPTION,
    shared.ACCOUNT_BY_OPTION,
    option(
      'secret FILE',
      'file of random bytes, the key of the hashes of texts: the same for all states that are merged (default: one that this machine keeps)',
    ),
    option('workers N', 'reader threads (default: 1)'),
    ...LIMIT_OPTIONS,
  ],
  examples: [
    'prompt-audit map day-1.jsonl.gz --output states/1',
    'prompt-audit map huge.jsonl --range 0-1073741824 --output states/1',
    'aws s3 cp s3://logs/1.gz - | prompt-audit map - --name s3://logs/1.gz --output states/1',
  ],
  run: async (typed, terminal) => (await import('../commands/states/map.ts')).map(typed, terminal),
};

export const MERGE_COMMAND: Command = {
  name: 'merge',
  arguments: 'STATE...',
  text: 'Merge states, or the prompts that map --read-prompts read back, into one, in bounded memory. STATE is what map or merge wrote, or a folder of them. The order does not matter.',
  options: [
    option('output FOLDER', 'state to write; must not exist', { short: 'o' }),
    option('thin', 'the states are those of all logs: leave out clauses that the report does not depend on'),
  ],
  examples: ['prompt-audit merge states/ --output state', 'prompt-audit merge states/ --thin --output state'],
  run: async (typed, terminal) => (await import('../commands/states/merge.ts')).merge(typed, terminal),
};

export const FINISH_COMMAND: Command = {
  name: 'finish',
  arguments: 'STATE...',
  text: 'Write the report on all logs in the states, identical to that of a scan of the same logs. The prompts it quotes are read from the logs. If other machines have the logs, use --list-prompts and --prompts.',
  options: [
    option(
      'list-prompts FOLDER',
      'only write the list of prompts that are needed (see map --read-prompts); with --prompts as well, write it, name the logs, and wait for a line on standard input before the prompts are read',
    ),
    option('prompts FOLDER', 'prompts that map --read-prompts read back, or a folder of them'),
    shared.FORMAT_OPTION,
    shared.REPORT_OPTION,
    shared.VERBOSE_OPTION,
    shared.ALL_OPTION,
    shared.RECORDS_OPTION,
    shared.ACCOUNTS_OPTION,
    shared.BASELINE_OPTION,
    ...shared.INDICATOR_OPTIONS,
    TRUST_OPTION,
    shared.TRIAGE_OPTION,
    shared.NO_TRIAGE_OPTION,
    shared.NO_TEXT_OPTION,
    MEMORY_OPTION,
    ...JUDGING_OPTIONS,
    ...shared.EVENT_OPTIONS,
    shared.FAIL_ON_OPTION,
    ...GATE_OPTIONS,
  ],
  examples: [
    'prompt-audit finish states/ --output report.json',
    'prompt-audit finish state --list-prompts wanted',
    'prompt-audit finish state --prompts prompts/ --output report.json',
  ],
  run: async (typed, terminal) => (await import('../commands/states/finish.ts')).finish(typed, terminal),
};

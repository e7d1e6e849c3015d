import type { Command } from './command.ts';
import { LIMIT_OPTIONS } from './options/limits.ts';
import { TRUST_OPTION } from './options/workspace-trust.ts';

const MAPPING_TEXT = 'how to read logs of your own (see inspect); default: .prompt-audit/mappings.json, with --trust';
const ACCOUNT_BY_TEXT =
  'what names the account: key, user, end-user, session, address, organisation, or the path of a field';
const ACCOUNTS_TEXT = 'account directory (CSV): account, created_at, org, ...';
const TRIAGE_TEXT = 'what people decided about findings; default: .prompt-audit/triage.json, with --trust';

/** All commands, in the order of the help. A command loads its code when it runs, so that the others start at once. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'scan',
    arguments: 'LOG...',
    text: 'Read request logs and report campaigns, accounts and prompt templates that look like distillation. A LOG is a file, a folder, a glob in quotes, or - for standard input.',
    options: [
      { name: 'format', short: 'f', value: 'KIND', text: 'text (default) or json' },
      { name: 'output', short: 'o', value: 'FILE', text: 'write the report to a file; FILE.json means json' },
      { name: 'records', value: 'FILE', text: 'write a CSV with one row a request' },
      { name: 'accounts', value: 'FILE', text: ACCOUNTS_TEXT },
      { name: 'baseline', value: 'FILE', text: 'what ordinary traffic looks like: see baseline' },
      { name: 'mapping', value: 'FILE', text: MAPPING_TEXT },
      TRUST_OPTION,
      { name: 'account-by', value: 'FIELD', text: ACCOUNT_BY_TEXT },
      { name: 'triage', value: 'FILE', text: TRIAGE_TEXT },
      { name: 'no-triage', text: 'leave decisions out: everything counts' },
      { name: 'workers', value: 'N', text: 'reader threads (default: processors less one, at most 8)' },
      { name: 'no-text', text: 'keep the text of prompts out of the report' },
      ...LIMIT_OPTIONS,
      { name: 'incremental', text: 'keep what was found, and read only what is new next time (see forget)' },
      { name: 'follow', text: 'go on while the logs are written and tell what is new, until Ctrl-C' },
      { name: 'keep', value: 'N', text: 'with --follow: judge the last N requests (default: 500000)' },
      {
        name: 'fail-on',
        value: 'VERDICT',
        text: 'exit with 1 on this verdict or a graver one: distillation, relay, automation',
      },
    ],
    examples: [
      'prompt-audit scan requests.jsonl',
      'prompt-audit scan logs/ --output report.json --records records.csv',
      'zcat requests.jsonl.gz | prompt-audit scan - --fail-on distillation',
      'prompt-audit scan --follow /var/log/gateway.jsonl',
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
    name: 'export',
    arguments: 'REPORT|LOG...',
    text: 'Write findings for others: an evidence packet on one campaign or account, SARIF, STIX indicators, CSV or JSON. A log is scanned first. Secrets are never included.',
    options: [
      {
        name: 'format',
        short: 'f',
        value: 'KIND',
        text: 'html, md, sarif, stix, csv or json; default: by the name of FILE',
      },
      { name: 'out', short: 'o', value: 'FILE', text: 'file to write (default: standard output)' },
      { name: 'campaign', value: 'ID', text: 'only this campaign, with its members and templates' },
      { name: 'account', value: 'ID', text: 'only this account' },
      { name: 'prompts', value: 'MODE', text: 'full, redacted (default), hashed or none' },
      { name: 'mapping', value: 'FILE', text: MAPPING_TEXT },
      TRUST_OPTION,
      { name: 'account-by', value: 'FIELD', text: ACCOUNT_BY_TEXT },
      { name: 'triage', value: 'FILE', text: TRIAGE_TEXT },
      { name: 'no-triage', text: 'leave decisions out' },
    ],
    examples: [
      'prompt-audit export report.json --campaign C1 --out C1.html',
      'prompt-audit export requests.jsonl --out findings.sarif',
      'prompt-audit export report.json --format stix --prompts hashed --out indicators.stix.json',
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
    text: 'Look at the beginning of logs: format, fields and where they come from, first requests, what detectors miss, and a proposed mapping for what cannot be read.',
    options: [
      { name: 'json', text: 'write JSON' },
      { name: 'limit', short: 'n', value: 'N', text: 'requests to show (default: 3)' },
      { name: 'no-text', text: 'leave out what people and models wrote' },
      { name: 'mapping', value: 'FILE', text: MAPPING_TEXT },
      TRUST_OPTION,
      { name: 'account-by', value: 'FIELD', text: ACCOUNT_BY_TEXT },
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
    text: 'Learn what ordinary traffic looks like from your own logs (build), or put such files together (merge). The file holds hashes and counts, no text. Nothing is learnt from reported campaigns.',
    options: [
      { name: 'output', short: 'o', value: 'FILE', text: 'file to write' },
      { name: 'accounts', value: 'FILE', text: ACCOUNTS_TEXT },
      { name: 'mapping', value: 'FILE', text: MAPPING_TEXT },
      TRUST_OPTION,
      { name: 'account-by', value: 'FIELD', text: ACCOUNT_BY_TEXT },
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
    text: 'Plant simulated campaigns of several sizes, mixings and evasions into your own log, in memory, and say which would be found and at what cost. Nothing is written but the result.',
    options: [
      { name: 'json', text: 'write JSON' },
      { name: 'output', short: 'o', value: 'FILE', text: 'write the result to a file' },
      { name: 'trials', value: 'N', text: 'campaigns of each kind (default: 3)' },
      { name: 'only', value: 'KINDS', text: 'plant some kinds alone, for example size-24-0.5,reworded' },
      { name: 'minutes', value: 'N', text: 'begin no new round after that time (default: 20)' },
      { name: 'seed', value: 'N', text: 'the same seed plants the same campaigns (default: 1)' },
      { name: 'accounts', value: 'FILE', text: ACCOUNTS_TEXT },
      { name: 'baseline', value: 'FILE', text: 'what ordinary traffic looks like: see baseline' },
      { name: 'mapping', value: 'FILE', text: MAPPING_TEXT },
      TRUST_OPTION,
      { name: 'account-by', value: 'FIELD', text: ACCOUNT_BY_TEXT },
    ],
    examples: ['prompt-audit power logs/', 'prompt-audit power requests.jsonl --trials 10 --json --output power.json'],
    async run(typed, terminal) {
      const { power } = await import('./commands/power.ts');
      return power(typed, terminal);
    },
  },
  {
    name: 'convert',
    arguments: 'LOG...',
    text: 'Write the requests of any logs as JSON Lines of one documented shape, which every command reads again.',
    options: [
      { name: 'output', short: 'o', value: 'FILE', text: 'file to write (default: standard output)' },
      { name: 'no-text', text: 'replace what people and models wrote by its length' },
      { name: 'unread', value: 'FILE', text: 'list every line that gave no request, with its place and the reason' },
      { name: 'mapping', value: 'FILE', text: MAPPING_TEXT },
      TRUST_OPTION,
      { name: 'account-by', value: 'FIELD', text: ACCOUNT_BY_TEXT },
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
    text: 'Show what is new, changed and gone between two JSON reports: of two days, or before and after a change.',
    options: [
      { name: 'format', short: 'f', value: 'KIND', text: 'text (default) or json' },
      { name: 'output', short: 'o', value: 'FILE', text: 'write to a file; FILE.json means json' },
      TRUST_OPTION,
      { name: 'triage', value: 'FILE', text: TRIAGE_TEXT },
      { name: 'no-triage', text: 'leave decisions out' },
      {
        name: 'fail-on',
        value: 'VERDICT',
        text: 'exit with 1 when something is new with this verdict or a graver one',
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
    name: 'formats',
    text: 'List the log formats and containers that can be read, and what each gives.',
    options: [{ name: 'json', text: 'write JSON' }],
    examples: ['prompt-audit formats'],
    async run(typed, terminal) {
      const { formats } = await import('./commands/formats.ts');
      return formats(typed, terminal);
    },
  },
  {
    name: 'demo-log',
    text: 'Write a made-up request log with ordinary traffic and four campaigns in it, to try the program on.',
    options: [
      { name: 'out', short: 'o', value: 'FILE', text: 'write to a file (default: standard output)' },
      { name: 'seed', value: 'N', text: 'the same seed gives the same bytes (default: 1)' },
      { name: 'requests', value: 'N', text: 'about how many requests (default: 20000)' },
      { name: 'truth', value: 'FILE', text: 'write who is who in the log (JSON)' },
    ],
    examples: ['prompt-audit demo-log --out demo.jsonl', 'prompt-audit demo-log | prompt-audit scan -'],
    async run(typed, terminal) {
      const { demoLog } = await import('./commands/demo-log.ts');
      return demoLog(typed, terminal);
    },
  },
  {
    name: 'forget',
    text: 'Remove what scans with --incremental kept: numbers and names of accounts, no text of prompts.',
    options: [],
    examples: ['prompt-audit forget'],
    async run(typed, terminal) {
      const { forget } = await import('./commands/forget.ts');
      return forget(typed, terminal);
    },
  },
];

import type { Command } from './command.ts';

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
      { name: 'accounts', value: 'FILE', text: 'account directory (CSV): account, created_at, org, ...' },
      { name: 'workers', value: 'N', text: 'reader threads (default: processors less one, at most 8)' },
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
    ],
    async run(typed, terminal) {
      const [{ scan }, { audit }] = await Promise.all([import('./scan.ts'), import('../core/audit.ts')]);
      return scan(typed, terminal, audit);
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
      const { demoLog } = await import('./demo-log.ts');
      return demoLog(typed, terminal);
    },
  },
];

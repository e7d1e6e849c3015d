/** What is done with reports. */
import type { Command } from '../command.ts';
import { CONFIG_OPTION } from '../options/configuration.ts';
import { JUDGING_OPTIONS } from '../options/judging.ts';
import { FORMAT_OPTION, KEY_OPTION, NO_TRIAGE_OPTION, READING_OPTIONS, TRIAGE_OPTION } from '../options/shared.ts';
import { EXPORT_TABLE } from '../../text/outputs/exports.ts';
import { TRUST_OPTION } from '../options/files/workspace-trust.ts';

export const EXPORT_COMMAND: Command = {
  name: 'export',
  arguments: 'REPORT|LOG...',
  text: 'Export the report as a page, an evidence packet on one campaign or account, SARIF, STIX indicators, CSV or JSON. A log is scanned first. Secrets are never included.',
  options: [
    {
      name: 'format',
      short: 'f',
      value: 'KIND',
      text: `${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(EXPORT_TABLE.map(({ id }) => id))}; default: from the extension of FILE`,
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
    KEY_OPTION,
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
    'prompt-audit export report.json --format stix --key shared.key --output hashes.stix.json',
    'prompt-audit export report.json --verdict distillation --expires 14 --output block.actions.csv',
    'prompt-audit export report.json --account key-17 --output key-17.appeal.md',
  ],
  async run(typed, terminal) {
    const [{ exportFindings }, { audit }] = await Promise.all([
      import('../commands/export.ts'),
      import('../../engine/pipeline/audit.ts'),
    ]);
    return exportFindings(typed, terminal, audit);
  },
};

export const COMPARE_COMMAND: Command = {
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
  run: async (typed, terminal) => (await import('../commands/comparing/compare.ts')).compare(typed, terminal),
};

export const MATCH_COMMAND: Command = {
  name: 'match',
  arguments: 'REPORT|BUNDLE...',
  text: 'Find the same campaign in reports of several months, gateways or companies, by hashes of its templates, their sentences, what fills them, and its infrastructure. What ordinary traffic of any of them has too counts for nothing. A bundle holds the hashes of reports and no text; whoever has its key can compare.',
  options: [
    {
      name: 'output',
      short: 'o',
      value: 'FILE',
      text: 'write the first report with the others in which its campaigns are',
    },
    KEY_OPTION,
    { name: 'bundle', value: 'FILE', text: 'write the hashes of the reports, for others who have the key' },
    {
      name: 'sign',
      value: 'FILE',
      text: 'ed25519 private key (PEM): writes the signature of the bundle to BUNDLE.sig',
    },
    {
      name: 'verify',
      value: 'FILE',
      text: 'ed25519 public key (PEM): bundles must have a signature by it, in BUNDLE.sig',
    },
  ],
  examples: [
    'prompt-audit match november.report.json october.report.json',
    'prompt-audit match report.json --key shared.key --bundle ours.json --sign private.pem',
    'prompt-audit match report.json theirs.json --key shared.key --verify their-public.pem --output seen.report.json',
  ],
  run: async (typed, terminal) => (await import('../commands/comparing/match.ts')).match(typed, terminal),
};

export const DECIDE_COMMAND: Command = {
  name: 'decide',
  arguments: 'REPORT [ID...]',
  text: 'Write what you decided or did about campaigns, accounts or templates of a report into the file of decisions that scans apply and the editor shares. ID is a campaign, a template or an account of the report; the beginning of a name is enough if only one has it. Without a decision it shows where the work on the campaigns stands.',
  options: [
    { name: 'as', value: 'STATE', text: 'benign, confirmed, watch, allowed (accounts only), or open: undo' },
    { name: 'note', value: 'TEXT', text: 'why, for whoever reviews the file' },
    { name: 'replace', text: 'replace a decision that says something else' },
    { name: 'status', value: 'STATE', text: 'where the work on a campaign stands: new, investigating or closed' },
    { name: 'assign', value: 'NAME', text: 'who works on the campaign; "" for nobody' },
    { name: 'ticket', value: 'LINK', text: 'link or number of the ticket about the campaign; "" to take it away' },
    { name: 'comment', value: 'TEXT', text: 'add a comment to the history of the campaign' },
    { name: 'author', value: 'NAME', text: 'who decided' },
    { name: 'owner', value: 'NAME', text: 'the person or team that answers for it' },
    { name: 'mine', value: 'NAME', text: 'show only campaigns of this owner' },
    { name: 'since', value: 'DAY', text: 'show only campaigns that are new since that day' },
    FORMAT_OPTION,
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
    'prompt-audit decide report.json C1 --status investigating --assign mw --ticket ABUSE-12',
    'prompt-audit decide report.json --mine mw --since 2026-11-27',
  ],
  run: async (typed, terminal) => (await import('../commands/decide.ts')).decide(typed, terminal),
};

export const MCP_COMMAND: Command = {
  name: 'mcp',
  arguments: 'REPORT|LOG...',
  text: 'Answer a language model’s questions about a report, over the Model Context Protocol on standard input and output. It only reads, its answers are bounded, and prompts are redacted unless you say otherwise. A log is scanned first.',
  options: [
    { name: 'prompts', value: 'MODE', text: 'full, redacted (default), hashed or none' },
    TRIAGE_OPTION,
    NO_TRIAGE_OPTION,
    ...JUDGING_OPTIONS,
    ...READING_OPTIONS,
  ],
  examples: ['prompt-audit mcp report.json', 'prompt-audit mcp logs/ --prompts none'],
  async run(typed, terminal) {
    const [{ mcp }, { audit }] = await Promise.all([
      import('../commands/mcp.ts'),
      import('../../engine/pipeline/audit.ts'),
    ]);
    return mcp(typed, terminal, audit);
  },
};

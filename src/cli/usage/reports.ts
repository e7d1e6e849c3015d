/** What is done with reports. */
import { type Command, option } from '../command.ts';
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
    option(
      'format KIND',
      `${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(EXPORT_TABLE.map(({ id }) => id))}; default: from the extension of FILE`,
      { short: 'f' },
    ),
    option('output FILE', 'file to write (default: standard output)', { short: 'o' }),
    option(
      'campaign ID',
      'only this campaign, with its members and templates; the first characters of its key are enough',
    ),
    option('account ID', 'only this account; the first characters of its name are enough'),
    option('prompts MODE', 'full, redacted (default), hashed or none'),
    option('log-root FOLDER', 'look for the logs of the report below this folder'),
    option('source-root FOLDER', 'with sarif: write log paths relative to this folder'),
    option('verdict LIST', 'with actions: distillation (default), relay, harvest, automation'),
    option('expires DAYS', 'with actions: days until a row expires (default: 30)'),
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
    option('output FILE', 'write to a file; FILE.json means json', { short: 'o' }),
    CONFIG_OPTION,
    TRUST_OPTION,
    TRIAGE_OPTION,
    NO_TRIAGE_OPTION,
    option('fail-on VERDICT', 'exit with 1 if a new finding has this verdict or a more serious one'),
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
    option('output FILE', 'write the first report with the others in which its campaigns are', { short: 'o' }),
    KEY_OPTION,
    option('bundle FILE', 'write the hashes of the reports, for others who have the key'),
    option('sign FILE', 'ed25519 private key (PEM): writes the signature of the bundle to BUNDLE.sig'),
    option('verify FILE', 'ed25519 public key (PEM): bundles must have a signature by it, in BUNDLE.sig'),
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
    option('as STATE', 'benign, confirmed, watch, allowed (accounts only), or open: undo'),
    option('note TEXT', 'why, for whoever reviews the file'),
    option('replace', 'replace a decision that says something else'),
    option('status STATE', 'where the work on a campaign stands: new, investigating or closed'),
    option('assign NAME', 'who works on the campaign; "" for nobody'),
    option('ticket LINK', 'link or number of the ticket about the campaign; "" to take it away'),
    option('comment TEXT', 'add a comment to the history of the campaign'),
    option('author NAME', 'who decided'),
    option('owner NAME', 'the person or team that answers for it'),
    option('mine NAME', 'show only campaigns of this owner'),
    option('since DAY', 'show only campaigns that are new since that day'),
    FORMAT_OPTION,
    option('expires DAY', 'last day on which it holds, such as 2027-01-31, or 90d for days from now'),
    option('hash-accounts', 'write hashes instead of account names'),
    option('triage FILE', 'file of decisions; default: .prompt-audit/triage.json'),
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
    option('prompts MODE', 'full, redacted (default), hashed or none'),
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

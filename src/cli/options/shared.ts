/** Options that several commands share. */
import { type CommandOption, option } from '../command.ts';
import { CONFIG_OPTION } from './configuration.ts';
import { TRUST_OPTION } from './files/workspace-trust.ts';

export const MAPPING_OPTION = option(
  'mapping FILE',
  'how to read your own log format (see inspect); default: .prompt-audit/mappings.json, with --trust',
);
export const ACCOUNT_BY_OPTION = option(
  'account-by FIELD',
  'what identifies the account: key, user, end-user, session, address, organisation, or the path of a field',
);
/** How logs are read: options of every command that reads some and knows the settings. */
export const READING_OPTIONS: readonly CommandOption[] = [
  MAPPING_OPTION,
  CONFIG_OPTION,
  TRUST_OPTION,
  ACCOUNT_BY_OPTION,
];
export const ACCOUNTS_OPTION = option('accounts FILE', 'account directory (CSV): account, created_at, org, ...');
export const TRIAGE_OPTION = option(
  'triage FILE',
  'your decisions on findings; default: .prompt-audit/triage.json, with --trust',
);
export const KEY_OPTION = option(
  'key FILE',
  'key of indicators that are hashes, the same for all who compare them (at least 16 characters)',
);
export const INDICATOR_OPTIONS: readonly CommandOption[] = [
  option(
    'indicators FILE',
    "find another log's campaign in this one: a STIX bundle, or lines of template, signature, address, text, keyed or published",
  ),
  KEY_OPTION,
];
export const BASELINE_OPTION = option('baseline FILE', 'description of ordinary traffic (see baseline)');
export const NO_TRIAGE_OPTION = option('no-triage', 'ignore decisions');
export const FORMAT_OPTION = option('format KIND', 'text (default) or json, for which --json is short', {
  short: 'f',
  alsoSwitch: 'json',
});
export const REPORT_OPTION = option('output FILE', 'write the report to a file; FILE.json means json', { short: 'o' });
export const RECORDS_OPTION = option('records FILE', 'write a CSV with one row per request');
export const VERBOSE_OPTION = option('verbose', 'print the evidence with its log lines, not only a one-screen summary');
export const ALL_OPTION = option('all', 'also list groups that decisions cleared, and those that are known from them');
export const EVENT_OPTIONS: readonly CommandOption[] = [
  option('events FILE', 'append a JSON line for each finding that is new, changed or gone; - means standard output'),
  option('event-format KIND', 'native (default), ecs or ocsf'),
  option('on-finding COMMAND', 'run this command for each such line, with the line on its standard input'),
  option(
    'state FILE',
    'remember campaigns and what was reported, so that the next scan recognises them and reports only changes',
  ),
];
export const FAIL_ON_OPTION = option(
  'fail-on VERDICT',
  'exit with 1 on this verdict or a more serious one (distillation, relay, suspected, harvest, automation), and with 3 if the log cannot be judged',
);
export const NO_TEXT_OPTION = option('no-text', 'leave prompt text out of the report');

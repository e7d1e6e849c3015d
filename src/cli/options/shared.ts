/** Options that several commands share. */
import type { CommandOption } from '../command.ts';
import { CONFIG_OPTION } from './configuration.ts';
import { TRUST_OPTION } from './files/workspace-trust.ts';

export const MAPPING_OPTION: CommandOption = {
  name: 'mapping',
  value: 'FILE',
  text: 'how to read your own log format (see inspect); default: .prompt-audit/mappings.json, with --trust',
};
export const ACCOUNT_BY_OPTION: CommandOption = {
  name: 'account-by',
  value: 'FIELD',
  text: 'what identifies the account: key, user, end-user, session, address, organisation, or the path of a field',
};
/** How logs are read: options of every command that reads some and knows the settings. */
export const READING_OPTIONS: readonly CommandOption[] = [
  MAPPING_OPTION,
  CONFIG_OPTION,
  TRUST_OPTION,
  ACCOUNT_BY_OPTION,
];
export const ACCOUNTS_OPTION: CommandOption = {
  name: 'accounts',
  value: 'FILE',
  text: 'account directory (CSV): account, created_at, org, ...',
};
export const TRIAGE_OPTION: CommandOption = {
  name: 'triage',
  value: 'FILE',
  text: 'your decisions on findings; default: .prompt-audit/triage.json, with --trust',
};
export const KEY_OPTION: CommandOption = {
  name: 'key',
  value: 'FILE',
  text: 'key of indicators that are hashes, the same for all who compare them (at least 16 characters)',
};
export const INDICATOR_OPTIONS: readonly CommandOption[] = [
  {
    name: 'indicators',
    value: 'FILE',
    text: "find another log's campaign in this one: a STIX bundle, or lines of template, signature, address, text, keyed or published",
  },
  KEY_OPTION,
];
export const BASELINE_OPTION: CommandOption = {
  name: 'baseline',
  value: 'FILE',
  text: 'description of ordinary traffic (see baseline)',
};
export const NO_TRIAGE_OPTION: CommandOption = { name: 'no-triage', text: 'ignore decisions' };
export const FORMAT_OPTION: CommandOption = {
  name: 'format',
  short: 'f',
  alsoSwitch: 'json',
  value: 'KIND',
  text: 'text (default) or json, for which --json is short',
};
export const REPORT_OPTION: CommandOption = {
  name: 'output',
  short: 'o',
  value: 'FILE',
  text: 'write the report to a file; FILE.json means json',
};
export const RECORDS_OPTION: CommandOption = {
  name: 'records',
  value: 'FILE',
  text: 'write a CSV with one row per request',
};
export const VERBOSE_OPTION: CommandOption = {
  name: 'verbose',
  text: 'print the evidence with its log lines, not only a one-screen summary',
};
export const ALL_OPTION: CommandOption = {
  name: 'all',
  text: 'also list groups that decisions cleared, and those that are known from them',
};
export const EVENT_OPTIONS: readonly CommandOption[] = [
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
export const FAIL_ON_OPTION: CommandOption = {
  name: 'fail-on',
  value: 'VERDICT',
  text: 'exit with 1 on this verdict or a more serious one (distillation, relay, suspected, harvest, automation), and with 3 if the log cannot be judged',
};
export const NO_TEXT_OPTION: CommandOption = { name: 'no-text', text: 'leave prompt text out of the report' };

/** Numbers of things, in the language of the page's reader. */
import { count } from '../../src/text/numbers.ts';
import { t } from './words.ts';

const ONE = {
  account: '1 account',
  campaign: '1 campaign',
  change: '1 change',
  'change of account': '1 change of account',
  conversation: '1 conversation',
  decision: '1 decision',
  file: '1 file',
  group: '1 group',
  line: '1 line',
  member: '1 member',
  model: '1 model',
  'more line': '1 more line',
  pair: '1 pair',
  request: '1 request',
  template: '1 template',
  turn: '1 turn',
};

const SEVERAL: Readonly<Record<Noun, string>> = {
  account: '{0} accounts',
  campaign: '{0} campaigns',
  change: '{0} changes',
  'change of account': '{0} changes of account',
  conversation: '{0} conversations',
  decision: '{0} decisions',
  file: '{0} files',
  group: '{0} groups',
  line: '{0} lines',
  member: '{0} members',
  model: '{0} models',
  'more line': '{0} more lines',
  pair: '{0} pairs',
  request: '{0} requests',
  template: '{0} templates',
  turn: '{0} turns',
};

export type Noun = keyof typeof ONE;

/** `1 account`, `1,204 accounts`. */
export const numberOf = (n: number, noun: Noun): string => (n === 1 ? t(ONE[noun]) : t(SEVERAL[noun], count(n)));

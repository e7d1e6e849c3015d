/** Numbers of things, in the language of the page's reader. */
import { count } from '../../src/text/numbers.ts';
import { t } from './words.ts';

const ONE = {
  account: '1 account',
  campaign: '1 campaign',
  change: '1 change',
  decision: '1 decision',
  file: '1 file',
  line: '1 line',
  'more line': '1 more line',
  request: '1 request',
  template: '1 template',
};

const SEVERAL: Readonly<Record<Noun, string>> = {
  account: '{0} accounts',
  campaign: '{0} campaigns',
  change: '{0} changes',
  decision: '{0} decisions',
  file: '{0} files',
  line: '{0} lines',
  'more line': '{0} more lines',
  request: '{0} requests',
  template: '{0} templates',
};

export type Noun = keyof typeof ONE;

/** `1 account`, `1,204 accounts`. */
export const numberOf = (n: number, noun: Noun): string => (n === 1 ? t(ONE[noun]) : t(SEVERAL[noun], count(n)));

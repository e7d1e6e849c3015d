/** Days that are unlike those of a baseline, in words and numbers that all places share. */
import { count, decimal, rate } from './numbers.ts';
import { accountsText, english } from './speech.ts';
import { dayOf } from './times.ts';

/** Times as far from the baseline as ordinary days lie: a day that moved less raises no alarm. */
export const LEAST_DRIFT = 1.5;

/** Whose requests are compared, as a report names them. */
export const EVERYBODY = 'all accounts together';
export const NEWCOMERS = 'accounts in their first week';
const USERS = 'the accounts that use the model ';
export const usersOf = (model: string): string => `${USERS}${model}`;

/** The cohort of a report in the reader's language. A model's name comes from the log. */
export function cohortText(cohort: string, t = english): string {
  if (cohort === EVERYBODY) return t(EVERYBODY);
  if (cohort === NEWCOMERS) return t(NEWCOMERS);
  return cohort.startsWith(USERS) ? t('the accounts that use the model {0}', cohort.slice(USERS.length)) : cohort;
}

/** `2.6 times as far`: completes "the day moved …". */
export const movedText = (moved: number, t = english): string => t('{0} times as far', decimal(moved, 1));

interface Alarm {
  day: number;
  cohort: string;
  accounts: number;
  ordinary: number;
  moved: number;
  p: number;
}

/** What an alarm says, in one sentence. */
export const alarmText = ({ day, cohort, accounts, ordinary, moved, p }: Alarm, t = english): string =>
  t(
    'On {0}, {1} moved {2} from the baseline as ordinary days do ({3}, compared with {4}; chance on an ordinary day {5}).',
    dayOf(day),
    cohortText(cohort, t),
    movedText(moved, t),
    accountsText(accounts, t),
    ordinary === 1 ? t('1 day') : t('{0} days', count(ordinary)),
    rate(p),
  );

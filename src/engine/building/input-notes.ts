import { count as written, counted, percent } from '../../text/numbers.ts';
import { capitalised } from '../../text/speech.ts';
import { addAll } from '../../math/lists/many.ts';
import { areLone, CHOOSE_ACCOUNT } from '../accounts/lone-accounts.ts';
import { GAP, lettersIn } from '../table/clause-gap.ts';
import { FLAG } from '../table/request-flags.ts';
import type { RequestTable } from '../table/request-table.ts';
import { PICTURE_LETTERS } from '../../reader/records/fields/pictures.ts';
import { LETTERS } from '../templates/views/template-families.ts';

/** The note where the field that was named for the account is nowhere in the log: most likely its name is wrong. */
export const ACCOUNT_MISSED = 'No request has the field chosen for the account, so the default is used.';

/** What must be known of the requests before anything is concluded from them, a sentence for each flag. */
const NOTES: Partial<Record<keyof typeof FLAG, (count: string, whole: boolean, one: boolean) => string>> = {
  zoneUnknown: (count, whole, one) =>
    `${whole ? 'Times have' : one ? `The time of ${count} has` : `The times of ${count} have`} no time zone and are taken as UTC, so hours of the day may be wrong.`,
  textMissing: (count, whole, one) =>
    `${whole ? 'No request has' : `${capitalised(count)} ${one ? 'has' : 'have'} no`} text in the log${whole ? '' : ' (not logged, redacted, or kept elsewhere)'}, so no template can be found there.`,
  disguised: (count, whole, one) =>
    `${whole ? 'All prompts have' : `The ${one ? 'prompt' : 'prompts'} of ${count} ${one ? 'has' : 'have'}`} hidden characters or letters of other scripts in the place of Latin ones, at least one in a hundred. Prompts are compared as they look.`,
  batch: (count, whole) =>
    `${whole ? 'All requests' : capitalised(count)} went through a batch API, where it is normal for many prompts to use one template.`,
  accountMissed: (count, whole, one) =>
    whole
      ? ACCOUNT_MISSED
      : `${capitalised(count)} ${one ? 'does' : 'do'} not have the field chosen for the account, so the default is used there.`,
  weakIdentity: (count, whole, one) =>
    `${whole ? 'No request names' : `${capitalised(count)} ${one ? 'does' : 'do'} not name`} an account, so an address or the file, which many people may share, stands in for it.`,
};

/**
 * Sentences on the requests of a scan as a whole; empty when there is nothing to be said.
 * @param duplicates requests that told of a call once more and were left out of the table
 */
export function inputNotes(table: RequestTable, duplicates: number): string[] {
  const { flags } = table.rows;
  const notes: string[] = [];
  for (const [name, text] of Object.entries(NOTES)) {
    const flag = FLAG[name as keyof typeof FLAG];
    let count = 0;
    for (let row = 0; row < table.length; row++) if ((flags[row]! & flag) !== 0) count++;
    if (count > 0) notes.push(text(counted(count, 'request'), count === table.length, count === 1));
  }
  addAll(notes, [...picturesAlone(table), ...unheard(table), ...loneAccounts(table)]);
  if (duplicates > 0) {
    notes.push(
      `${capitalised(counted(duplicates, 'request'))} ${duplicates === 1 ? 'repeats' : 'repeat'} a call that is already in the log and ${duplicates === 1 ? 'was' : 'were'} counted once.`,
    );
  }
  return notes;
}

/** Bodies of calls that nothing of a log is around. */
const BARE = 'raw-request';

/** Whether clients could have written what is read of who called and when; no sentence where a log has fields of its own. */
export function bareBodies(files: readonly { formats: Readonly<Record<string, number>> }[]): string[] {
  const count = files.reduce((sum, { formats }) => sum + (formats[BARE] ?? 0), 0);
  if (count === 0) return [];
  return [
    `${capitalised(counted(count, 'request'))} ${count === 1 ? 'was' : 'were'} logged with the fields of the body at the top, so whoever sent a request could also write the account and the time that are read here. A log that keeps the body under a name, such as request, is safe from that.`,
  ];
}

/** Share of the requests from which that is said which a log has a little of. */
const TELLING = 0.01;

function picturesAlone({ rows: { media, system, user, open }, texts, length }: RequestTable): string[] {
  let count = 0;
  for (let row = 0; row < length; row++) {
    if (media[row] === 0) continue;
    const said = [system, user, open].reduce((sum, column) => sum + lettersOf(texts, column[row]!, media[row]), 0);
    if (said < LETTERS) count++;
  }
  if (count === 0 || count < TELLING * length) return [];
  return [
    `${capitalised(counted(count, 'request'))} (${percent(count / length)}) ${count === 1 ? 'asks' : 'ask'} with pictures or files and hardly a word. What they show is not read: a picture that comes again is told, a task that is drawn anew each time is not seen.`,
  ];
}

function unheard({ rows: { flags }, length }: RequestTable): string[] {
  let count = 0;
  for (let row = 0; row < length; row++) if ((flags[row]! & FLAG.unheard) !== 0) count++;
  if (count === 0 || count < TELLING * length) return [];
  return [
    `${count === 1 ? 'The conversation' : 'The conversations'} of ${counted(count, 'request')} (${percent(count / length)}) ${count === 1 ? 'begins' : 'begin'} with turns that no request in the log sent: the log may start later, or the client wrote them. ${count === 1 ? 'It is' : 'They are'} searched for templates as a whole.`,
  ];
}

/** @param pictures those that may stand among the words, which are not counted */
function lettersOf(texts: RequestTable['texts'], text: number, pictures = 0): number {
  const { hash, letters, from, to } = texts.spanOf(text);
  let sum = 0;
  for (let at = from; at < to; at++) {
    if (letters[at] === PICTURE_LETTERS && pictures-- > 0) continue;
    sum += letters[at] === GAP ? lettersIn(hash[at]!) : letters[at]!;
  }
  return sum;
}

function loneAccounts({ rows: { account, flags }, length }: RequestTable): string[] {
  const requestsOf = new Map<number, number>();
  let named = 0;
  for (let row = 0; row < length; row++) {
    if ((flags[row]! & FLAG.weakIdentity) !== 0) continue;
    named++;
    requestsOf.set(account[row]!, (requestsOf.get(account[row]!) ?? 0) + 1);
  }
  let once = 0;
  for (const requests of requestsOf.values()) if (requests === 1) once++;
  if (!areLone(named, once)) return [];
  return [
    `Nearly every request has an account of its own (${written(once)} of ${written(named)}), as where an API key or an id is made for each call. Nobody is seen twice then, so hardly anything can be found. If the log names its customers in another field, ${CHOOSE_ACCOUNT} (for users: --account-by user).`,
  ];
}

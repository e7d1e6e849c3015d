/** What requests lack although the log seems to have it, by the paths of fields that nothing reads. */
import { chooseAccountColumn } from '../../reader/mapping/account-column.ts';
import { tells } from '../../reader/mapping/columns.ts';
import { type FieldStatistics, fieldStatistics } from '../../reader/mapping/field-statistics.ts';
import { chooseTexts } from '../../reader/mapping/text-columns.ts';
import { SAMPLE_RECORDS } from '../../reader/mapping/propose-mapping.ts';
import { listOf } from '../../reader/records/fields/json.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import { percent } from '../../text/numbers.ts';
import type { FieldCoverage } from './inspection.ts';

/** A field that fewer requests have is missed. */
const MOST = 0.9;

/** @param values the first entries that requests were read from */
export function gapsIn(
  records: readonly RequestRecord[],
  covered: readonly FieldCoverage[],
  values: readonly unknown[],
): string[] {
  if (records.length === 0) return [];
  const sample = recordsIn(values).slice(0, SAMPLE_RECORDS);
  const fields = fieldStatistics(sample);
  const shareOf = (name: FieldCoverage['name']): number => covered.find((field) => field.name === name)?.share ?? 0;
  const pathOf = (name: FieldCoverage['name']): string | undefined =>
    covered.find((field) => field.name === name)?.origin?.path.replaceAll('[]', '.0');
  const used = new Set(
    covered.flatMap(({ origin }) => (origin === undefined ? [] : [origin.path.replaceAll('[]', '.0')])),
  );
  const byFile = records.filter(({ account }) => account?.kind === 'file').length / records.length;
  const sentences: string[] = [];
  const lacking = (['account', 'time', 'messages', 'answer'] as const).filter((name) => shareOf(name) < MOST);
  if (lacking.length > 0) {
    const parts = lacking.map((name) => `${percent(shareOf(name))} have ${SAID[name]}`);
    sentences.push(`Of the requests ${parts.join(', ')}.`);
  }
  if (byFile > 0)
    sentences.push(
      `The account of ${percent(byFile)} of the requests is only the name of the file, which may stand for many people.`,
    );
  const account = betterAccount(fields, sample.length, pathOf('account'), shareOf('account') < MOST);
  if (account !== undefined) sentences.push(account);
  const answer = shareOf('answer') < MOST ? chooseTexts(fields, sample.length)?.answer.path : undefined;
  if (answer !== undefined && !used.has(answer))
    sentences.push(`${answer} looks like the missing answer and is not read.`);
  const time = shareOf('time') < MOST ? fields.find(isTime)?.path : undefined;
  if (time !== undefined) sentences.push(`${time} holds times and is not read.`);
  return sentences;
}

const SAID = { account: 'an account', time: 'a time', messages: 'a prompt', answer: 'an answer' } as const;

/** The records of entries that are lists, and the other entries. */
export function recordsIn(values: readonly unknown[]): unknown[] {
  return values.flatMap((value) => (Array.isArray(value) ? listOf(value) : [value]));
}

const isTime = ({ kinds, present }: FieldStatistics): boolean => kinds.time > MOST * present;

function betterAccount(
  fields: readonly FieldStatistics[],
  records: number,
  path: string | undefined,
  isMissing: boolean,
): string | undefined {
  const read = fields.find((field) => field.path === path);
  const { chosen, close } = chooseAccountColumn(fields, records);
  if (chosen === undefined)
    return isMissing && close.length > 0 ? `${close.join(' and ')} repeat like accounts and are not used.` : undefined;
  const found = fields.find((field) => field.path === chosen.path)!;
  if (found === read) return undefined;
  // The same people under another name are no better.
  const isSame = read !== undefined && tells(read.column, found.column) > 0.9;
  if (isSame || (!isMissing && read === undefined)) return undefined;
  const rest = isMissing ? '' : `; the account that is used (${path ?? ''}) tells fewer apart`;
  return `${chosen.path} repeats like an account and is not used${rest}.`;
}

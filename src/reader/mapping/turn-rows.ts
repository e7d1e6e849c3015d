import type { FieldStatistics } from './field-statistics.ts';
import { roleOf } from './turn-statistics.ts';

/** Records below which nothing alternates. */
const MIN_RECORDS = 10;

/** Where each record is one turn: the column with who speaks, in few words that alternate, and the only column of text. */
export function rowsAreTurns(
  fields: readonly FieldStatistics[],
  records: number,
): { speaker: string; text: string } | undefined {
  const texts = fields.filter(({ kinds, present }) => present > 0.8 * records && kinds.prose > 0.4 * present);
  const [text, other] = texts;
  if (records < MIN_RECORDS || text === undefined || other !== undefined) return undefined;
  const speaker = fields.find(({ column, distinct, present, path }) => {
    if (path === text.path || present < 0.9 * records || distinct < 2 || distinct > 4) return false;
    const known = column.filter((value) => value !== undefined && roleOf(value) !== undefined).length;
    const turns = column.filter((value, at) => at > 0 && value !== column[at - 1]).length;
    return known > 0.8 * present || (distinct === 2 && turns > 0.9 * (present - 1));
  });
  return speaker === undefined ? undefined : { speaker: speaker.path, text: text.path };
}

/** Is a value that came from a file a report of this version, and if not, where is it not? */
import * as v from 'valibot';
import { guardOf } from '../../../schema/guard.ts';
import { visibleLine } from '../../../text/visible.ts';
import { Report } from '../report.ts';

/** A whole report of this version. */
export const isReport = guardOf(Report);

/** `accounts.3.score is not what a report of this version holds there (a number)`: the first such field of a value that is no report. */
export function wrongField(value: unknown): string {
  const [first] = v.safeParse(Report, value, { abortEarly: true }).issues ?? [];
  const path = first && v.getDotPath(first);
  if (!path) return 'it is not an object as a report is';
  const expected = first.expected === null ? '' : ` (${visibleLine(first.expected, 80)})`;
  return `${visibleLine(path, 120)} is not what a report of this version holds there${expected}`;
}

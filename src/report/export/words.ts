/** Wording for log positions and long texts in exports. */
import { logName } from '../../text/log-name.ts';
import { count } from '../../text/numbers.ts';
import type { LineRef } from '../shape/report.ts';

export const place = ({ file, line }: LineRef): string => `${logName(file)}:${line}`;

/** `requests.jsonl: 12, 40; other.jsonl: 7; 15 more`: the first places, a file said once. */
export function places(lines: readonly LineRef[], most: number): string {
  const shown = lines.slice(0, most);
  const files = [...new Set(shown.map(({ file }) => file))];
  const groups = files.map((file) => {
    const own = shown.filter((line) => line.file === file);
    return `${logName(file)}: ${own.map(({ line }) => line).join(', ')}`;
  });
  return [...groups, ...(lines.length > most ? [`${count(lines.length - most)} more`] : [])].join('; ');
}

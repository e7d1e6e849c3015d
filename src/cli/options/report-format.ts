/** Chooses text for people or JSON for programs, by what was typed or by the file name. */
import { formatOfName } from '../../report/export/export-formats.ts';
import { UsageError } from '../usage-error.ts';

/**
 * @param format `--format`
 * @param output file that the report goes to
 * @throws UsageError for another format, and for a file name that promises one that only `export` writes
 */
export function reportFormat(format: string | undefined, output: string | undefined): 'text' | 'json' {
  if (format === 'text' || format === 'json') return format;
  if (format !== undefined) throw new UsageError(`--format takes text or json, not "${format}".`);
  const name = output?.toLowerCase() ?? '';
  const promised = formatOfName(name);
  if (promised !== undefined && promised.id !== 'json') {
    const rows = promised.id === 'csv' ? ' --records writes a CSV of all requests.' : '';
    throw new UsageError(
      `"${output ?? ''}" would get plain text or JSON, not ${promised.name}. Write a report, then: prompt-audit export report.json --output ${output ?? ''}.${rows} To write text all the same, add --format text.`,
    );
  }
  return name.endsWith('.json') ? 'json' : 'text';
}

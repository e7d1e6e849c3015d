/** What an export needs from the logs. It is read before the export is written; the formats themselves open nothing. */
import type { Report } from '../shape/report.ts';
import type { ExportFormat } from './export-formats.ts';
import { type Quotes, type QuoteOptions, quoteLines } from './quoted-lines.ts';
import { type LogReading, withLog } from './read-requests.ts';
import { lineHashes } from './sarif/line-hashes.ts';
import { lineKey } from './sarif/sarif-fingerprints.ts';
import type { Subject } from './subject.ts';
import { flaggedLines, type FlaggedTraces, readTraces } from './traces/flagged.ts';

export interface FromLog {
  quotes?: Quotes;
  lineHashes?: Map<string, string>;
  flagged?: FlaggedTraces;
}

/**
 * @param report the whole report, with its prompts
 * @param reads what the format wants
 */
export async function readFromLog(
  report: Report,
  reads: ExportFormat['reads'],
  subject: Subject | undefined,
  options: QuoteOptions & { flagged?: ReturnType<typeof flaggedLines> },
): Promise<FromLog> {
  if (reads === 'quotes') return { quotes: await quoteLines(report, subject, options) };
  if (reads === 'hashes') return { lineHashes: await hashesOf(report, options) };
  if (reads === 'traces') return { flagged: await readTraces(options.flagged ?? flaggedLines(report), options) };
  return {};
}

/** Hashes of the first lines of findings. A log that is not here any more, or cannot be read, has none. */
async function hashesOf(report: Report, reading: LogReading): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  const lines = report.findings.flatMap(({ lines: [first] }) => first ?? []);
  for (const file of new Set(lines.map((line) => line.file))) {
    const numbers = lines.filter((line) => line.file === file).map(({ line }) => line);
    const found = await withLog(file, reading, (source) => lineHashes(source, numbers)).catch(() => undefined);
    for (const [line, hash] of found ?? []) hashes.set(lineKey({ file, line }), hash);
  }
  return hashes;
}

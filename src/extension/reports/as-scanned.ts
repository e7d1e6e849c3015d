/** Is a log that was found by the path in a report the log that was scanned, or another one of its name? */
import { addTo } from '../../math/lists/many.ts';
import { open, stat } from 'node:fs/promises';
import { splitMemberPath } from '../../reader/bytes/sources/archive.ts';
import type { FileStamp } from '../model/file-stamp.ts';
import type { FileSummary, LineRef, Report } from '../../report/shape/report.ts';

/** Lines of a log that are looked at: another log hardly ends one line where this one did, and never fifty. */
const LINES = 50;
const LF = 0x0a;
const CR = 0x0d;

/**
 * A log of the size that was scanned is taken for it, and so is one in an archive, to which nothing is added. A longer one has
 * grown where it is plain text and all lines that the report names begin and end in it where they did.
 * @param summary what the report says of the log
 * @param place path of the log on this machine, which may be in an archive
 * @param lines what the report names of the log
 */
export async function isAsScanned(summary: FileSummary, place: string, lines: readonly LineRef[]): Promise<boolean> {
  if ((await splitMemberPath(place)) !== undefined) return true;
  const { size } = await stat(place);
  if (size === summary.bytes) return true;
  const mayHaveGrown = size > summary.bytes && summary.compression === 'none' && lines.length > 0;
  return mayHaveGrown && hasLines(place, lines.slice(0, LINES));
}

async function hasLines(path: string, lines: readonly LineRef[]): Promise<boolean> {
  const file = await open(path);
  try {
    const byte = Buffer.alloc(1);
    const at = async (offset: number): Promise<number | undefined> =>
      (await file.read(byte, 0, 1, offset)).bytesRead === 1 ? byte[0] : undefined;
    for (const { offset, length } of lines) {
      const after = await at(offset + length);
      if ((offset > 0 && (await at(offset - 1)) !== LF) || (after !== LF && after !== CR)) return false;
    }
    return true;
  } finally {
    await file.close();
  }
}

/** Where a log of a report was found. */
export interface Place {
  place: string;
  /** It is the log that was scanned, as far as the report can tell. */
  isScanned: boolean;
}

/**
 * Without the places of other logs of the report: `requests.jsonl` beside a report is the log of one day, and those of all other
 * days have its name.
 * @param places by the paths that the report has
 */
export function ownPlaces(places: ReadonlyMap<string, Place>): Map<string, Place> {
  const taken = new Set([...places.values()].filter(({ isScanned }) => isScanned).map(({ place }) => place));
  return new Map([...places].filter(([, { place, isScanned }]) => isScanned || !taken.has(place)));
}

/** A stamp by which the log counts as changed, whatever becomes of it. */
export function asChanged({ ends: _, ...stamp }: FileStamp): FileStamp {
  return { ...stamp, mtimeMs: 0 };
}

/** The lines that a report names, by log. */
export function namedLines({ kept = [], findings, templates }: Report): Map<string, LineRef[]> {
  const named = [kept.map(({ line }) => line), ...[...findings, ...templates].map(({ lines }) => lines)].flat();
  const byLog = new Map<string, LineRef[]>();
  for (const line of named) addTo(byLog, line.file, line);
  return byLog;
}

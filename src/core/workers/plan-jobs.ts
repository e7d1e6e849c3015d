import { open } from 'node:fs/promises';
import { isSeekable, type Source } from '../bytes/source.ts';
import type { MappingProfile } from '../mapping/mapping-profile.ts';
import type { ScanJob } from './scan-job.ts';

/**
 * Size of the ranges a large file is cut into. Fixed, so that the cuts and with them the report do not depend on the
 * number of workers. 32 MB take a worker about a fifth of a second.
 */
export const RANGE_BYTES = 32 << 20;

/** Text at the start of a file in which at least one whole line must be JSON. */
const HEAD_BYTES = 4 << 20;

/** Cuts sources into jobs, in the order of the sources and of the bytes in them. */
export async function planJobs(
  sources: readonly Source[],
  mappings: readonly MappingProfile[] = [],
  rangeBytes = RANGE_BYTES,
): Promise<ScanJob[]> {
  const jobs: ScanJob[] = [];
  for (const [number, source] of sources.entries()) {
    if (source.size <= rangeBytes || !isSeekable(source) || !(await holdsLines(source))) {
      jobs.push({ number, source, mappings });
      continue;
    }
    for (let start = 0; start < source.size; start += rangeBytes) {
      // The last range has no end: a log may grow while it is read.
      const end = start + rangeBytes >= source.size ? Infinity : start + rangeBytes;
      jobs.push({ number, source, mappings, range: { start, end } });
    }
  }
  return jobs;
}

/** True when the file has one JSON value a line, so that it can be cut at any line break. False when it cannot be read. */
async function holdsLines(source: Source): Promise<boolean> {
  const handle = await open(source.file, 'r').catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const lines = buffer.toString('latin1', 0, bytesRead).split('\n', MAX_PROBES + 1);
    return lines.slice(0, MAX_PROBES).some((line) => isJsonLine(line));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

const MAX_PROBES = 50;

function isJsonLine(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

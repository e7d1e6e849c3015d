import { stat } from 'node:fs/promises';
import type { Source } from '../../../reader/bytes/files/source.ts';
import type { ReadJob } from '../jobs/read-job.ts';

/** Jobs in the order in which their files were last written to, those of one file in their own order. */
export async function oldestFirst(sources: readonly Source[], jobs: readonly ReadJob[]): Promise<ReadJob[]> {
  const times = await Promise.all(
    sources.map(async ({ file }) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0),
  );
  return [...jobs].sort(
    (a, b) => times[a.number]! - times[b.number]! || a.number - b.number || startOf(a) - startOf(b),
  );
}

function startOf({ range }: ReadJob): number {
  return range?.start ?? 0;
}

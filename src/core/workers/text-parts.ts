import { isSeekable } from '../bytes/source.ts';
import type { TextJob } from './text-job.ts';

/**
 * Cuts a job into parts of about as many templates each. Templates that are shown by requests near each other go
 * together: a line with dozens of requests is then read for fewer parts.
 * @param most number of parts, where it makes sense to cut
 */
export function textParts(job: TextJob, most: number): TextJob[] {
  const { sources, templates } = job;
  // What is packed is unpacked from its start for each part, which takes longer than all else.
  const isPacked = templates.some(([, places]) => places.some(({ source }) => !isSeekable(sources[source]!)));
  if (isPacked || most < 2) return [job];
  const inOrder = [...templates].sort(([, [a]], [, [b]]) => {
    return (a?.source ?? 0) - (b?.source ?? 0) || (a?.offset ?? 0) - (b?.offset ?? 0);
  });
  const size = Math.ceil(inOrder.length / most);
  const starts = Array.from({ length: Math.ceil(inOrder.length / size) }, (_, part) => part * size);
  return starts.map((start) => ({ ...job, templates: inOrder.slice(start, start + size) }));
}

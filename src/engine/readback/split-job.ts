import { isSeekable } from '../../reader/bytes/files/source.ts';
import type { RequestLocation } from './read-prompts.ts';
import type { MeaningJob, PromptJob, PromptSources } from './readback-job.ts';

/**
 * Cuts a job into parts of about as many templates each. Templates that are shown by requests near each other go
 * together: a line with dozens of requests is then read for fewer parts.
 * @param most number of parts
 */
export function splitMeaningJob(job: MeaningJob, most: number): MeaningJob[] {
  if (most < 2) return [job];
  let end = 0;
  const templates = job.templates.map((template) => {
    const [, locations] = template;
    return { template, locations, prompts: job.prompts?.slice(end, (end += locations.length)) };
  });
  const inOrder = templates.sort((a, b) => byLocation(a.locations[0] ?? NOWHERE, b.locations[0] ?? NOWHERE));
  return cut(inOrder, most).map((part) => ({
    ...job,
    templates: part.map(({ template }) => template),
    ...(job.prompts && { prompts: part.flatMap(({ prompts = [] }) => prompts) }),
  }));
}

/** True when prompts are in a log that cannot be read from the middle, or only from some places. */
export function isPacked({ sources, templates }: MeaningJob): boolean {
  return templates.some(([, locations]) => locations.some(({ source }) => !isSeekable(sources[source]!)));
}

/** One part of a job with prompts to read, and where these are among all. */
export interface PromptPart {
  job: PromptJob;
  numbers: number[];
}

/**
 * Cuts the reading of prompts into parts that stand one after another in the log and take about as long each. Without
 * places to begin at all would be unpacked for each: then there is one part.
 */
export function splitPromptJob(from: PromptSources, locations: readonly RequestLocation[], most: number): PromptPart[] {
  const { sources, mappings, restarts } = from;
  const inOrder = [...locations.keys()].sort((a, b) => byLocation(locations[a]!, locations[b]!));
  const canCut = locations.every(
    ({ source }) => isSeekable(sources[source]!) || (restarts?.get(source)?.length ?? 0) > 0,
  );
  const work = inOrder.map((number, at) => unpacked(from, locations[number]!, locations[inOrder[at - 1] ?? -1]));
  const all = work.reduce((sum, bytes) => sum + bytes, 0);
  const parts: number[][] = Array.from({ length: canCut ? most : 1 }, () => []);
  let before = 0;
  for (const [at, number] of inOrder.entries()) {
    parts[Math.min(parts.length - 1, Math.floor((parts.length * before) / all))]!.push(number);
    before += work[at]!;
  }
  return parts
    .filter((numbers) => numbers.length > 0)
    .map((numbers) => ({
      job: { sources, mappings, ...(restarts && { restarts }), locations: numbers.map((number) => locations[number]!) },
      numbers,
    }));
}

/** Bytes that are unpacked to come from one place to the next: from the one before it, or from where reading can begin. */
function unpacked(
  { sources, restarts }: PromptSources,
  { source, offset, bytes }: RequestLocation,
  before: RequestLocation | undefined,
): number {
  if (isSeekable(sources[source]!)) return bytes;
  const way = offset + bytes - (before?.source === source ? before.offset : 0);
  const points = restarts?.get(source) ?? [];
  return Math.min(way, (points.at(-1)?.offset ?? Infinity) / points.length);
}

const NOWHERE = { source: 0, offset: 0 };

function byLocation(a: typeof NOWHERE, b: typeof NOWHERE): number {
  return a.source - b.source || a.offset - b.offset;
}

/** At most so many lists of the same length, but for the last. */
function cut<Item>(items: readonly Item[], most: number): Item[][] {
  const size = Math.ceil(items.length / most);
  return Array.from({ length: size === 0 ? 0 : Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}

import { textKernel } from '../table/text-kernel.ts';
import type { RestartPoint } from '../../reader/bytes/compression/gzip-restarts.ts';
import { readPromptsAt, type RequestLocation } from './read-prompts.ts';
import type { Source } from '../../reader/bytes/files/source.ts';
import type { MappingProfile } from '../../reader/mapping/mapping-profile.ts';
import { meaningOf, type TemplateMeaning } from '../templates/intent/template-meaning.ts';
import type { ThreadData } from '../ingest/jobs/progress-board.ts';

/** What is needed to read prompts back. */
export interface PromptSources {
  sources: readonly Source[];
  mappings: readonly MappingProfile[];
  /** Where reading can begin in packed sources, by their numbers. */
  restarts?: ReadonlyMap<number, RestartPoint[]>;
}

/** Requests whose prompts are to be read back. */
export interface PromptJob extends PromptSources {
  locations: readonly RequestLocation[];
}

/** Prompts in the order of the locations; those that cannot be read are undefined. */
export type Prompts = (string | undefined)[];

/**
 * Templates whose prompts are to be read back, each with its requests, of which the first so many show what it says, whether it is one of
 * open turns, and its fixed clauses.
 */
export interface MeaningJob extends PromptSources {
  templates: readonly (readonly [
    template: number,
    requests: readonly RequestLocation[],
    shown: number,
    isOpen?: boolean,
    fixed?: Float64Array,
  ])[];
  /** The prompts of all these requests, where they have been read. */
  prompts?: Prompts;
}

export type TemplateMeanings = [number, TemplateMeaning][];

/** What a thread is given that is started before there is a job for it. */
export interface ReadbackThreadData extends ThreadData {
  readsBack: true;
}

/** Makes this thread ready for its first job. */
export function warmUp(): void {
  textKernel();
  meaningOf(['']);
}

/** @param onStep called after each line, and after each block that is unpacked to find one */
export function runPromptJob(
  { sources, mappings, restarts, locations }: PromptJob,
  onStep: () => void = () => undefined,
): Promise<Prompts> {
  return readPromptsAt(sources, locations, mappings, onStep, restarts);
}

/**
 * What each template says, in the order given. Templates of which no prompt can be read are left out.
 * @param onStep called after each line and each template
 */
export async function runMeaningJob(job: MeaningJob, onStep: () => void = () => undefined): Promise<TemplateMeanings> {
  const { templates } = job;
  const locations = templates.flatMap(([, own]) => own);
  const prompts = job.prompts ?? (await runPromptJob({ ...job, locations }, onStep));
  let end = 0;
  return templates.flatMap(([template, own, shown, isOpen, fixed]): TemplateMeanings => {
    const read = prompts.slice(end, (end += own.length));
    const meaning = meaningOf(read.slice(0, shown), read.slice(shown), isOpen, fixed);
    onStep();
    return meaning ? [[template, meaning]] : [];
  });
}

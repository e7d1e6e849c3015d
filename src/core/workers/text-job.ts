import { textKernel } from '../signals/text-kernel.ts';
import { readPlaces, type RequestPlace } from '../exemplars.ts';
import type { Source } from '../bytes/source.ts';
import type { MappingProfile } from '../mapping/mapping-profile.ts';
import { meaningOf, type TemplateMeaning } from '../templates/template-meaning.ts';
import type { BoardPlace } from './progress-board.ts';

/** Templates whose prompts are to be read back, each with the requests that show it. */
export interface TextJob {
  sources: readonly Source[];
  mappings: readonly MappingProfile[];
  templates: readonly (readonly [number, readonly RequestPlace[]])[];
}

export type TemplateTexts = [number, TemplateMeaning][];

/** What a thread is given that is started before there is a job for it. */
export interface TextPlace extends BoardPlace {
  readsTexts: true;
}

/** Makes this thread ready for its first job. */
export function expectTextJob(): void {
  textKernel();
  meaningOf(['']);
}

/**
 * What each template says, in the order given. Templates of which no prompt can be read are left out.
 * @param onStep called after each line and each template
 */
export async function runTextJob(
  { sources, mappings, templates }: TextJob,
  onStep: () => void = () => undefined,
): Promise<TemplateTexts> {
  const places = templates.flatMap(([, own]) => own);
  const prompts = await readPlaces(sources, places, mappings, onStep);
  let end = 0;
  return templates.flatMap(([template, own]): TemplateTexts => {
    const read = prompts.slice(end, (end += own.length)).filter((prompt) => prompt !== undefined);
    const meaning = meaningOf(read);
    onStep();
    return meaning ? [[template, meaning]] : [];
  });
}

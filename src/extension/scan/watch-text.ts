/** What is said of a folder that is watched: when it was read, what is new, and what went wrong. */
import * as v from 'valibot';
import { guardOf } from '../../schema/guard.ts';
import { moment } from '../../text/times.ts';
import { t } from '../translated.ts';

const Look = v.object({
  folder: v.string(),
  /** In ms since 1970. */
  at: v.number(),
  /** Digest of the files as they were. */
  seen: v.string(),
  /** What they came to, in a few words. */
  short: v.string(),
});
/** What is known of the last look that could read the folder. */
export type Look = v.InferOutput<typeof Look>;
export const isLook = guardOf(Look);

export interface Watched {
  /** Of the folder. */
  name: string;
  known: Look | undefined;
  /** Why the last look could not read the folder, and when. */
  failed: { at: number; why: string } | undefined;
  /** What nobody has been shown yet, in sentences. */
  news: readonly string[];
}

export const timeText = (at: number): string => `${moment(at)} UTC`;

/** For the status bar: an icon and a few words. Findings of an earlier look never stand there as those of one that failed. */
export function watchLabel({ known, failed, news }: Watched): [icon: string, text: string] {
  if (failed !== undefined) return ['warning', t('not read')];
  const last = news.at(-1);
  return last === undefined ? ['eye', known?.short ?? ''] : ['bell-dot', last];
}

export function watchSentence({ name, known, failed, news }: Watched): string {
  const sentences =
    failed === undefined ? [] : [t('{0} could not be read at {1}: {2}', name, timeText(failed.at), failed.why)];
  if (known === undefined) return [...sentences, t('{0} was not read yet.', name)].join(' ');
  const tidings = news.length > 0 ? news.join(' ') : t('Nothing is new since you looked.');
  return [...sentences, t('{0} was last read at {1}: {2}.', name, timeText(known.at), known.short), tidings].join(' ');
}

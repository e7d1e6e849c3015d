/** Numbers, verdicts and templates in the words the tree, the diagnostics and the messages share. */
import { evidenceName } from '../../text/evidence-side.ts';
import { type Judged, judgementWords } from '../../text/verdicts.ts';
import { templateNames } from '../../text/template-names.ts';
import type { Speech } from '../../text/speech.ts';
import { shortLabel } from '../../text/visible.ts';
import { moment } from '../../text/times.ts';
import type { Report } from '../../report/shape/report.ts';
import type { Results } from './results.ts';

/** `Distillation 97%`: the words of `judgementWords`, at the beginning of a text. Texts of marks and hovers are English. */
export function judgementWord(item: Judged, t?: Speech): string {
  const words = judgementWords(item, t);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** `45 s`, `3 min`, `2 h 10 min`. */
export function durationWord(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `2026-01-05 13:45 UTC`. */
export function timeWord(time: number | null): string {
  return time === null ? 'no time' : `${moment(time)} UTC`;
}

/** What tells a template of the report from the others, at most `length` characters. Empty when prompts were kept out. */
export function templateWord({ templates }: Pick<Report, 'templates'>, id: string, length = 80): string {
  return cut(templateNames(templates).get(id) ?? '', length);
}

export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** For the status bar, where VS Code cuts a longer text within a word and does not show that it did. */
export const statusWord = (text: string): string => shortLabel(text, 60);

/** The last part of a path with either kind of separator. */
export function fileWord(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path;
}

/** Short name of what made a piece of evidence. */
export function detectorWord({ report }: Results, id: string): string {
  return evidenceName(id) ?? report.detectors.find((detector) => detector.id === id)?.name ?? id;
}

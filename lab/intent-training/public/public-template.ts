/** A prompt of a public repository. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Side } from './public-sources.ts';

export interface PublicTemplate {
  repository: string;
  commit: string;
  file: string;
  side: Side;
  /** What it is about, as its path says. */
  kind: string;
  text: string;
}

/** The templates that `collect-templates.ts` wrote. */
export function readTemplates(path: string): PublicTemplate[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as PublicTemplate);
}

/** Half of the repositories, by the hashes of their names: the figures are of these, and the others are free to fit something to. */
export function isJudged({ repository }: PublicTemplate): boolean {
  return createHash('sha256').update(repository.toLowerCase()).digest()[0]! % 2 === 0;
}

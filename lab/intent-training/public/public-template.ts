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

/** Repositories are fitted on or judged by, as their names' hashes say: never both. */
export function isJudged({ repository }: PublicTemplate): boolean {
  return createHash('sha256').update(repository.toLowerCase()).digest()[0]! % 2 === 0;
}

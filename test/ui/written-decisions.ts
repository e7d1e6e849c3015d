/** What the decisions kept beside a folder's logs say, also those on campaigns that somebody works on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function writtenDecisions(folder: string): string {
  const place = join(folder, '.prompt-audit');
  if (!existsSync(place)) return '';
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.startsWith('triage') && name.endsWith('.json'))
    .toSorted()
    .map((name) => readFileSync(join(place, name), 'utf8'))
    .join('\n');
}

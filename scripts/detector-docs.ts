/**
 * Writes the table of detectors in `docs/detection/detectors.md` again, from the detectors, the questions that their comments begin with,
 * and their fitted weights:
 *
 *   node --import tsx scripts/detector-docs.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAMPAIGN_DETECTORS } from '../src/engine/campaigns/detectors/detectors.ts';
import { allowed } from '../src/engine/campaigns/judging/explanations.ts';
import { JUDGE } from '../src/engine/campaigns/judging/judge.ts';
import { markdown } from './format-docs.ts';

const ROOT = join(__dirname, '..');
export const DETECTOR_DOCS = join(ROOT, 'docs', 'detection', 'detectors.md');
const START = '<!-- detectors: made by scripts/detector-docs.ts -->';
const END = '<!-- end of detectors -->';

/** The page with its table as it must be. */
export function withDetectors(page: string): string {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/detection/detectors.md has no place for the table of detectors.');
  return `${page.slice(0, from + START.length)}\n\n${detectorTable()}\n\n${page.slice(to)}`;
}

function detectorTable(): string {
  const questions = questionsOf();
  const rows = CAMPAIGN_DETECTORS.map(({ id, needs }) => {
    const question = questions.get(id);
    if (question === undefined) throw new Error(`The comment of detector ${id} does not begin with what it asks.`);
    const weights = [JUDGE, JUDGE.amongRelays].flatMap(({ against, slope }) =>
      [...against.values()].flatMap(({ curves }) =>
        (curves.get(id) ?? []).map(([, weight]) => allowed(id, slope * weight)),
      ),
    );
    const [least, most] = [signed(Math.min(0, ...weights)), signed(Math.max(0, ...weights))];
    const range = least === most ? least : `${least} to ${most}`;
    return [`[${id}](../detectors/${id}.md)`, question, range, needs];
  });
  return markdown([['detector', 'question', 'weight in nats', 'needs'], ...rows]);
}

/** What the comment above each detector says, in one paragraph, by the detector's id. */
export function detectorComments(): Map<string, string> {
  const folder = join(ROOT, 'src', 'engine', 'campaigns', 'detectors');
  const comments = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const [before, after] = readFileSync(join(folder, file), 'utf8').split(/^export const \w+: CampaignDetector = /m);
    const id = /^ {2}id: '([\w-]+)',$/m.exec(after ?? '')?.[1];
    if (id === undefined) continue;
    const comment = before!.slice(before!.lastIndexOf('/**'), before!.lastIndexOf('*/'));
    comments.set(
      id,
      comment
        .replace('/**', '')
        .replaceAll(/\s*\n \*\s*/g, ' ')
        .trim(),
    );
  }
  return comments;
}

/** The question that each comment begins with. */
function questionsOf(): Map<string, string> {
  return new Map(
    [...detectorComments()].flatMap(([id, comment]) => {
      const question = /^([^?:]{1,120}\?)/.exec(comment)?.[1];
      return question === undefined ? [] : [[id, question] as const];
    }),
  );
}

function signed(weight: number): string {
  const shown = Math.abs(weight).toFixed(1);
  if (shown === '0.0') return '0';
  return weight < 0 ? `−${shown}` : `+${shown}`;
}

if (require.main === module) writeFileSync(DETECTOR_DOCS, withDetectors(readFileSync(DETECTOR_DOCS, 'utf8')));

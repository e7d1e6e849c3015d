/** The map of the made-up templates in the view tests: topics of eight, two of which are within another one. */
import type { PromptMap } from '../../src/protocol/map-data.ts';
import type { Scan } from './synthetic.ts';

const TOPICS = 8;

export function promptMap(scan: Scan): PromptMap {
  const shown = scan.templates.slice(0, 400);
  const words = (at: number): string[] => [scan.name(`topic ${at}`), 'prove', 'review'];
  return {
    topics: [
      { parent: -1, words: [], intent: '' },
      ...Array.from({ length: TOPICS }, (_, at) => ({ parent: at < 6 ? 0 : 1, words: words(at), intent: '' })),
    ],
    // The first three are alike nothing else.
    leaves: shown.map(({ id }, at) => ({
      template: id,
      topic: at < 3 ? 0 : 1 + Math.floor((TOPICS * (at - 3)) / Math.max(1, shown.length - 3)),
    })),
    more: 12,
    freeRequests: 3400,
  };
}

/** All works by name. */
import * as asking from './asking.ts';
import * as listing from './listing.ts';
import * as shaping from './shaping.ts';
import type { Work } from './work.ts';

export const WORKS: Readonly<Record<string, Work>> = {
  sweep: asking.sweep,
  paraphrases: asking.paraphrases,
  personas: asking.personas,
  translations: asking.translations,
  grid: asking.grid,
  variations: asking.variations,
  'drill-down': asking.drillDown,
  regenerated: asking.regenerated,
  keywords: asking.keywords,
  inversion: shaping.inversion,
  styles: shaping.styles,
  boundaries: shaping.boundaries,
  grading: shaping.grading,
  reasoning: shaping.reasoning,
  anything: shaping.anything,
  dialogues: shaping.dialogues,
  documents: shaping.documents,
  sorting: shaping.sorting,
  catalogue: listing.catalogue,
  questions: listing.questions,
  structured: listing.structured,
  sources: listing.sources,
};

/**
 * Statistics that no detector of the program measures, tried beside those that one does: they are dumped with the others, and a fit takes one in the
 * place of another where it is told to (`--instead intent=intent-public`).
 */
import type { Candidate } from '../../../src/engine/campaigns/candidates/candidate.ts';
import { unpackModel } from '../../../src/engine/templates/intent/intent-model.ts';
import { vectorOf } from '../../../src/engine/templates/intent/intent-vector.ts';
import { INTENT_WEIGHTS } from '../../../src/engine/templates/intent/intent-weights.ts';
import type { TemplateMeaning } from '../../../src/engine/templates/intent/template-meaning.ts';
import { textWithMarks } from '../../../src/engine/templates/intent/template-text.ts';
import { logOdds } from '../../../src/math/log-odds.ts';
import { likelyHarvest } from '../../intent-training/public/likely-harvest.ts';

/** As the detector of intent keeps its mean from 0 and 1. */
const CERTAIN = 0.02;

const { idf } = unpackModel(INTENT_WEIGHTS);
const read = new WeakMap<TemplateMeaning, number>();

function harvestOf(meaning: TemplateMeaning): number {
  const { parts, intent } = meaning;
  if (intent === undefined) return NaN;
  if (intent.isStated) return intent.harvest;
  const known = read.get(meaning) ?? likelyHarvest(vectorOf(textWithMarks(parts), idf), intent.harvest);
  read.set(meaning, known);
  return known;
}

/** What is asked for, by the reader of harvests that public prompts taught. None where no prompt could be read. */
export function triedStatistics(
  { slices }: Candidate,
  meanings: ReadonlyMap<number, TemplateMeaning>,
): Record<string, number> {
  const readable = slices.flat().flatMap(({ template, rows }) => {
    const meaning = meanings.get(template);
    return meaning ? [{ harvest: harvestOf(meaning), requests: rows.length }] : [];
  });
  const n = readable.reduce((sum, { requests }) => sum + requests, 0);
  if (n === 0) return {};
  const mean = readable.reduce((sum, { harvest, requests }) => sum + harvest * requests, 0) / n;
  return { 'intent-public': logOdds(Math.min(1 - CERTAIN, Math.max(CERTAIN, mean))) };
}

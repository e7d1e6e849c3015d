/** Looks for all techniques in the facts of a table. */
import type { AccountProfile } from '../accounts/account-profiles.ts';
import type { Slices } from '../accounts/slices.ts';
import type { RequestTable } from '../table/request-table.ts';
import type { TemplatePart } from '../templates/intent/template-part.ts';
import type { TemplateViews } from '../templates/views/template-views.ts';
import type { Indicators } from './indicators/indicators.ts';
import { ownersOf } from './facts/owners.ts';
import { PUBLISHED } from './facts/published.ts';
import type { FactRows } from './technique.ts';
import { type FoundTechnique, foundTechniques } from './techniques.ts';

export interface TechniquesInput {
  table: RequestTable;
  profiles: ReadonlyMap<number, AccountProfile>;
  facts: FactRows;
  views: TemplateViews;
  slices: Pick<Slices, 'ofTemplate'>;
  indicators?: Indicators;
  texts: ReadonlyMap<number, { parts: readonly TemplatePart[] }>;
}

export function techniquesIn({
  table,
  profiles,
  facts,
  views,
  slices,
  texts,
  indicators,
}: TechniquesInput): FoundTechnique[] {
  const fixedWords = (template: number): number =>
    (texts.get(template)?.parts ?? []).reduce((sum, part) => sum + ('text' in part ? wordsOf(part.text) : 0), 0);
  return foundTechniques({
    table,
    profiles,
    facts,
    owners: ownersOf(profiles),
    views: [views.whole, views.user],
    slices,
    fixedWords,
    templates: views,
    published: indicators === undefined ? PUBLISHED : new Set([...PUBLISHED, ...indicators.published]),
    ...(indicators && { indicators }),
  });
}

/** Languages without spaces have about two letters a word. */
const wordsOf = (text: string): number =>
  text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{1,2}|[\p{L}\p{N}]+/gu)?.length ?? 0;

/** Techniques that a campaign uses, as attack patterns of STIX 2.1 with their ids in MITRE ATLAS. */
import { atlasPage } from '../../shape/atlas/atlas.ts';
import { readingText, techniqueSentence, weighs } from '../../../text/techniques.ts';
import type { Report } from '../../shape/report.ts';
import { type Origin, relationship, type StixObject, stixObject } from './stix-objects.ts';

/** Techniques of MITRE ATLAS as what an object refers to. */
export const atlasReferences = (ids: readonly string[]): object[] =>
  ids.map((id) => ({ source_name: 'mitre-atlas', external_id: id, url: atlasPage(id) }));

/** Those of a campaign that weigh: the others accuse nobody. */
export function techniqueObjects(
  id: string,
  campaign: StixObject,
  { techniques = [] }: Report,
  origin: Origin,
): StixObject[] {
  return techniques
    .filter(({ campaigns, grade }) => campaigns.includes(id) && weighs({ grade }))
    .flatMap((technique) => {
      const pattern = stixObject('attack-pattern', ['technique', technique.id], origin, {
        name: technique.name,
        aliases: [technique.id],
        external_references: atlasReferences(technique.atlas),
      });
      const note = stixObject('note', ['technique', technique.id, campaign.id], origin, {
        abstract: `How sure ${technique.id} is for ${id}`,
        content: [techniqueSentence(technique), ...technique.readings.map(readingText)].join('\n'),
        object_refs: [campaign.id, pattern.id],
      });
      return [pattern, note, relationship('uses', campaign, pattern, origin)];
    });
}

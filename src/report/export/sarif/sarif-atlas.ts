/** Techniques of MITRE ATLAS as a taxonomy of a SARIF run (section 3.14.8), and results that name techniques of it (3.27.8). */
import { ATLAS, ATLAS_TECHNIQUES, ATLAS_VERSION, atlasPage } from '../../shape/atlas/atlas.ts';

const INDEXES = new Map(ATLAS_TECHNIQUES.map(({ id }, index) => [id, index]));

export const taxonomies = (): object[] => [
  {
    name: ATLAS,
    version: ATLAS_VERSION,
    organization: 'MITRE',
    shortDescription: { text: 'Adversarial Threat Landscape for Artificial-Intelligence Systems.' },
    taxa: ATLAS_TECHNIQUES.map(({ id, name }) => ({
      ...{ id, name },
      shortDescription: { text: `${name}.` },
      helpUri: atlasPage(id),
    })),
  },
];

/** @param ids of techniques; what the taxonomy does not have is left out */
export function taxaOf(ids: readonly string[]): { taxa?: object[] } {
  const taxa = ids.flatMap((id) => {
    const index = INDEXES.get(id);
    return index === undefined ? [] : [{ id, index, toolComponent: { name: ATLAS, index: 0 } }];
  });
  return taxa.length === 0 ? {} : { taxa };
}

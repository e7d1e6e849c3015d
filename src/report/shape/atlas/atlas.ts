/** Techniques of MITRE ATLAS that this program names, with the tactics that they serve: the one table of them. */

/** Version that names and tactics were taken from. */
export const ATLAS_VERSION = '2026.06';
export const ATLAS = 'MITRE ATLAS';

export interface AtlasTactic {
  id: string;
  name: string;
}

export interface AtlasTechnique {
  /** That of a part of a technique has the technique's id before its last dot. */
  id: string;
  name: string;
  tactic: AtlasTactic;
}

const EXFILTRATION = { id: 'AML.TA0010', name: 'Exfiltration' };
const MODEL_ACCESS = { id: 'AML.TA0000', name: 'AI Model Access' };
const RESOURCES = { id: 'AML.TA0003', name: 'Resource Development' };
const IMPACT = { id: 'AML.TA0011', name: 'Impact' };

export const ATLAS_TECHNIQUES: readonly AtlasTechnique[] = [
  { id: 'AML.T0008', name: 'Acquire Infrastructure', tactic: RESOURCES },
  { id: 'AML.T0008.005', name: 'AI Service Proxies', tactic: RESOURCES },
  { id: 'AML.T0024', name: 'Exfiltration via AI Inference API', tactic: EXFILTRATION },
  { id: 'AML.T0024.002', name: 'Extract AI Model', tactic: EXFILTRATION },
  { id: 'AML.T0040', name: 'AI Model Inference API Access', tactic: MODEL_ACCESS },
  { id: 'AML.T0048', name: 'External Harms', tactic: IMPACT },
  { id: 'AML.T0048.002', name: 'Societal Harm', tactic: IMPACT },
  { id: 'AML.T0048.003', name: 'User Harm', tactic: IMPACT },
  { id: 'AML.T0048.004', name: 'AI Intellectual Property Theft', tactic: IMPACT },
  { id: 'AML.T0065', name: 'LLM Prompt Crafting', tactic: RESOURCES },
];

const BY_ID = new Map(ATLAS_TECHNIQUES.map((one) => [one.id, one]));

/** Prompts made to draw out what a model can do, sent to its API, and answers collected to train another. */
const HARVEST = ['AML.T0024.002', 'AML.T0040', 'AML.T0065'];

/**
 * What a verdict says was done, as in case AML.CS0056. The harms that follow are said of distillation alone: of what is only suspected
 * nothing follows yet. One customer's harvest may be allowed, and a program is no attack.
 */
const OF_VERDICTS: Readonly<Record<string, readonly string[]>> = {
  distillation: [...HARVEST, 'AML.T0048.002', 'AML.T0048.003', 'AML.T0048.004'],
  suspected: HARVEST,
  relay: ['AML.T0008.005', 'AML.T0040'],
};

/** Undefined for one that the table does not have. */
export const atlasTechnique = (id: string): AtlasTechnique | undefined => BY_ID.get(id);

/** The technique that one is a part of, if it is. */
export const wholeTechnique = ({ id }: AtlasTechnique): AtlasTechnique | undefined =>
  /^AML\.T\d+\./.test(id) ? BY_ID.get(id.slice(0, id.lastIndexOf('.'))) : undefined;

/** @param id of a technique or a tactic */
export const atlasPage = (id: string): string =>
  `https://atlas.mitre.org/${id.startsWith('AML.TA') ? 'tactics' : 'techniques'}/${id}`;

/** Ids for something with this verdict, and with these techniques that weigh. In order, each once. */
export const atlasIds = (verdict: string, techniques: readonly { atlas: readonly string[] }[] = []): string[] =>
  [...new Set([...(OF_VERDICTS[verdict] ?? []), ...techniques.flatMap(({ atlas }) => atlas)])].sort();

/** Ids among the tags of a rule: `atlas.aml.t0024.002` is `AML.T0024.002`. */
export const atlasOfTags = (tags: readonly string[]): string[] =>
  tags.flatMap((tag) => (tag.startsWith('atlas.') ? tag.slice('atlas.'.length).toUpperCase() : []));

/** Which innocent explanation is true of a candidate, told by who its accounts are in the labelled logs. */
import type { Explanation } from '../../../src/text/explanations.ts';

/** Personas of the generators, without what follows a colon or a hyphened `namesake`. All others are ordinary users. */
const PERSONAS: Readonly<Record<Exclude<Explanation, 'relay' | 'ordinary'>, readonly string[]>> = {
  product: [
    ...['byok', 'byok-product', 'franchise', 'franchise_callcenter', 'sites', 'saas_tenant', 'fleet', 'nocode'],
    ...['workflow', 'product customer', 'product-agent', 'text-service', 'multi-app', 'agent-platform', 'lookup-app'],
    ...['app_with_account_pool', 'mira_user', 'site plugin', 'device', 'vendor-customer', 'game', 'call-centre'],
  ],
  commons: [
    ...['hackathon', 'classroom', 'class', 'pupil', 'essay grader', 'academic', 'lab_students_own_keys'],
    ...['viral prompt', 'viral', 'marketplace_prompt', 'lib', 'starter_kit', 'mooc_notebook', 'kaggle_notebook'],
    ...['rag_company', 'tool user', 'hobby-dev', 'public benchmark', 'evaluation team', 'evaluation', 'eval_team'],
    ...['eval-harness', 'llm-judge-ci', 'judge', 'paper_reproduction', 'starter kit', 'notebook user', 'quickstart'],
    ...['course', 'framework', 'laboratory', 'benchmark', 'judge-suite', 'namesake'],
  ],
  pool: [
    ...['org-key-pool', 'key pool', 'key-pool', 'agency', 'queue_team', 'permitted_synth', 'data team', 'content_farm'],
    ...['batch-extraction', 'night-batch', 'always-on', 'quality-monitor', 'monitor', 'trust-and-safety'],
    ...['contractors_own_keys', 'translators_by_queue', 'vendor_annotators', 'member', 'annotation', 'translation'],
    ...['nightly-batch', 'load-test'],
  ],
};

const EXPLAINED = new Map(
  Object.entries(PERSONAS).flatMap(([explanation, personas]) =>
    personas.map((persona) => [persona, explanation as Explanation] as const),
  ),
);

/** @param persona most frequent among the accounts; those of relays begin with `relay ` */
export function explanationOf(persona: string): Explanation {
  if (persona.startsWith('relay ')) return 'relay';
  return EXPLAINED.get(persona.split(/:|(?<=^namesake)-/)[0]!) ?? 'ordinary';
}

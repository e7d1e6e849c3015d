/** Which innocent explanation is true of a candidate, told by who its accounts are in the labelled logs. */
import type { Explanation } from '../../../src/text/explanations.ts';

/** Personas of the generators, without what follows a colon or a hyphened `namesake`. All others are ordinary users. */
const PERSONAS: Readonly<Record<Exclude<Explanation, 'relay' | 'ordinary'>, readonly string[]>> = {
  product: [
    ...['byok', 'byok-product', 'franchise', 'franchise_callcenter', 'sites', 'saas_tenant', 'fleet', 'nocode'],
    ...['workflow', 'product customer', 'product-agent', 'text-service', 'multi-app', 'agent-platform', 'lookup-app'],
    ...['app_with_account_pool', 'mira_user', 'site plugin', 'device', 'vendor-customer', 'game', 'call-centre'],
    ...['edtech_tutor', 'code_review_bot', 'home_assistant', 'sheets_addon', 'nocode_flows', 'franchise_nightly'],
    ...['meeting_minutes', 'sql_copilot', 'unit_test_tool', 'alt_text', 'crm_outreach', 'real_estate', 'quiz_maker'],
    ...['zh_writing_app', 'es_de_assist', 'gui_rpa', 'parents_math', 'essay_feedback', 'users of an extension'],
    ...['users of an editor', 'users of a browser helper', 'users of a reader', 'installs of an app'],
  ],
  commons: [
    ...['hackathon', 'classroom', 'class', 'pupil', 'essay grader', 'academic', 'lab_students_own_keys'],
    ...['viral prompt', 'viral', 'marketplace_prompt', 'lib', 'starter_kit', 'mooc_notebook', 'kaggle_notebook'],
    ...['rag_company', 'tool user', 'hobby-dev', 'public benchmark', 'evaluation team', 'evaluation', 'eval_team'],
    ...['eval-harness', 'llm-judge-ci', 'judge', 'paper_reproduction', 'starter kit', 'notebook user', 'quickstart'],
    ...['course', 'framework', 'laboratory', 'benchmark', 'judge-suite', 'namesake', 'academic_bench', 'redteamers'],
    ...['eval_judge', 'users of patterns', 'users of a prompt library', 'benchmark user', 'checks of an application'],
  ],
  pool: [
    ...['org-key-pool', 'key pool', 'key-pool', 'agency', 'queue_team', 'permitted_synth', 'data team', 'content_farm'],
    ...['batch-extraction', 'night-batch', 'always-on', 'quality-monitor', 'monitor', 'trust-and-safety'],
    ...['contractors_own_keys', 'translators_by_queue', 'vendor_annotators', 'member', 'annotation', 'translation'],
    ...['nightly-batch', 'load-test', 'hospital_discharge', 'law_clauses', 'translation_agency', 'seo_mill'],
    ...['recruiting_screen', 'price_extract', 'review_insights', 'news_digest', 'rag_enterprise', 'agency_clients'],
    ...['product_descriptions', 'insurance_claims', 'subtitle_translate', 'sre_alerts', 'label_startup', 'gov_forms'],
    ...['survey_coding', 'ja_helpdesk', 'podcast_notes', 'filings_extract', 'test_data_gen', 'travel_tools'],
    ...['persona_forum_bot', 'doc_agents_ops', 'research_summaries', 'services of a firm'],
  ],
};

const EXPLAINED = new Map(
  Object.entries(PERSONAS).flatMap(([explanation, personas]) =>
    personas.map((persona) => [persona, explanation as Explanation] as const),
  ),
);

/** Personas of one explanation, by how they begin. */
const BEGINNINGS: readonly (readonly [string, Explanation])[] = [
  ['relay ', 'relay'],
  ['customers of ', 'product'],
  ['keys of a ', 'pool'],
];

/** @param persona most frequent among the accounts; those of relays begin with `relay ` */
export function explanationOf(persona: string): Explanation {
  const begun = BEGINNINGS.find(([beginning]) => persona.startsWith(beginning));
  return begun?.[1] ?? EXPLAINED.get(persona.split(/:|(?<=^namesake)-/)[0]!) ?? 'ordinary';
}

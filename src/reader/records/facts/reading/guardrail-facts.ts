/**
 * Verdicts of guardrails, each `name:verdict`, from what the provider or the gateway wrote: those that flagged a call, changed it or
 * stopped it. What let it pass is no verdict here, and no text that a guardrail matched is kept.
 */
import { isObject, type JsonObject, listOf, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import type { RequestRecord } from '../../fields/request.ts';
import { LIMITS } from '../facts.ts';
import { words } from '../../../../schema/words.ts';

export function noteGuardrail(name: unknown, verdict: string, record: RequestRecord): void {
  const guardrails = ((record.facts ??= {}).guardrails ??= []);
  const told = `${textOf(name) ?? ''}:${verdict}`.slice(0, LIMITS.text);
  if (guardrails.length < LIMITS.guardrails && !guardrails.includes(told)) guardrails.push(told);
}

/** Content filters of Azure, by their names: `{"hate": {"filtered": true, "severity": "medium"}}`. */
export function noteContentFilters(results: unknown, record: RequestRecord): void {
  for (const [name, result] of Object.entries(objectOf(results)))
    if (objectOf(result)['filtered'] === true) noteGuardrail(name, 'filtered', record);
}

/** The content filters that an error of Azure names. */
export function noteFilteredError(error: unknown, record: RequestRecord): void {
  const body = objectOf(unpackJson(error));
  const inner = objectOf(objectOf(body['error'] ?? body)['innererror']);
  noteContentFilters(inner['content_filter_result'] ?? inner['content_filter_results'], record);
}

const MODERATION_NAMES = words(`moderation moderations moderation_result moderation_results
  moderation_response`);

/** Results of OpenAI's moderation that a row has beside a call: the categories that were flagged. */
export function noteModeration(row: JsonObject, record: RequestRecord): void {
  const name = MODERATION_NAMES.find((name) => isObject(row[name]) || typeof row[name] === 'string');
  const moderation: unknown = name === undefined ? undefined : unpackJson(row[name]);
  const results = isObject(moderation) && Array.isArray(moderation['results']) ? moderation['results'] : moderation;
  for (const result of Array.isArray(results) ? results : [results]) {
    const { flagged, categories } = objectOf(result);
    if (flagged !== true) continue;
    const named = Object.entries(objectOf(categories)).filter(([, isFlagged]) => isFlagged === true);
    if (named.length === 0) noteGuardrail('moderation', 'flagged', record);
    for (const [name] of named) noteGuardrail(name, 'flagged', record);
  }
}

/** A guardrail of Amazon Bedrock: its action beside an answer, and the trace of what it assessed. */
export function noteBedrockGuardrail(body: JsonObject, record: RequestRecord): void {
  const intervened =
    body['amazon-bedrock-guardrailAction'] === 'INTERVENED' || body['stopReason'] === 'guardrail_intervened';
  const trace = objectOf(objectOf(body['trace'] ?? body['amazon-bedrock-trace'])['guardrail']);
  const { inputAssessment, outputAssessments, input, outputs } = trace;
  const assessed = [inputAssessment, outputAssessments, input, ...listOf(outputs)].flatMap((one) =>
    Object.values(objectOf(one)).flatMap((assessment) => (Array.isArray(assessment) ? listOf(assessment) : assessment)),
  );
  for (const assessment of assessed) {
    for (const policy of Object.values(objectOf(assessment)).filter(isObject))
      for (const items of Object.values(policy)) for (const item of listOf(items)) noteAction(objectOf(item), record);
  }
  if (intervened && record.facts?.guardrails === undefined) noteGuardrail('guardrail', 'intervened', record);
}

/** What was done for one filter, topic or entity. What it matched is text of the client. */
function noteAction({ name, type, action }: JsonObject, record: RequestRecord): void {
  if (typeof action !== 'string' || action === 'NONE') return;
  noteGuardrail(type === 'DENY' ? (name ?? type) : (type ?? name), action.toLowerCase(), record);
}

import { formatOf } from '../record-format.ts';

/** Spans of Braintrust, as its API and exports give them. Only spans of type `llm` are calls. */
export const braintrust = formatOf({
  name: 'braintrust',
  facts: 'test data of the product | time account messages parameters answer tokens cost status | Braintrust spans',
  when: 'span_attributes:object root_span_id|span_id:there',
  skips: [{ when: '!span_attributes/type=llm', skip: 'span that is not a model call' }],
  prompt: 'any=input',
  answer: 'any=output',
  settings: 'parameters=metadata tools=metadata',
  fields: `time=created time=metrics/start end=metrics/end id=span_id|id model=metadata/model
    session=metadata/session_id|root_span_id organisation=org_id
    inputTokens=metrics/prompt_tokens outputTokens=metrics/completion_tokens
    costUsd=metrics/estimated_cost|metrics/cost user=metadata/user_id|metadata/user project=project_id`,
  status: { error: 'error', ok: '!error' },
});

import { formatOf } from '../record-format.ts';

/** Traces of the OpenAI Agents SDK: spans with what they are about inside; only generations and responses are calls. */
export const agentsSdk = formatOf({
  name: 'agents-sdk',
  facts: 'source code | time messages parameters answer tokens status | OpenAI Agents SDK traces',
  when: ['object=trace.span', 'object=trace workflow_name:there'],
  skips: [{ when: '!span_data/type=generation|response', skip: 'span that is not a model call' }],
  prompt: 'any=span_data/input',
  answer: 'any=span_data/output|span_data/response',
  settings: 'parameters=span_data/model_config',
  fields: `time=started_at end=ended_at model=span_data/model id=span_data/response_id|id session=trace_id
    inputTokens=span_data/usage/input_tokens|span_data/usage/prompt_tokens
    outputTokens=span_data/usage/output_tokens|span_data/usage/completion_tokens user=metadata/user_id`,
  status: { error: 'error', ok: '!error' },
});

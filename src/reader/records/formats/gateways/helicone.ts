import { formatOf } from '../record-format.ts';

/**
 * Rows of Helicone's API and exports. The bodies are in the row, or behind an address that soon expires; then the row
 * says everything but the text.
 */
export const helicone = formatOf({
  name: 'helicone',
  facts:
    'documentation | time account system messages parameters answer tokens cost status | Helicone: exports and API rows, with or without bodies',
  when: 'request_id:text request_created_at:there signed_body_url|request_path|helicone_user|llmSchema:there',
  prompt: 'body=request_body',
  answer: 'body=response_body',
  fields: 'model=request_model|response_model|model_override id=request_id latencyMs=delay_ms',
  usual: '/ request_properties=request_properties~json|properties~json',
  // Codes below zero are Helicone's own: the call never reached a provider.
  status: { error: 'response_status<0' },
  withoutText: { reference: 'signed_body_url:text' },
});

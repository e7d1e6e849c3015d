import { wordGroups } from '../../../schema/words.ts';
import type { Answer } from './request.ts';

/** Vendors' words for why an answer ended, in OpenAI's terms. */
const FINISH = wordGroups(`stop: stop end_turn stop_sequence completed complete finish eos eos_token
  | length: length max_tokens incomplete model_context_window_exceeded
  | tool_calls: tool_calls tool_use tool_call function_call
  | content_filter: content_filter refusal guardrail_intervened content_filtered safety`);

/** An answer with its finish in common terms. */
export function makeAnswer(text: string, toolCalls: string, finish: unknown): Answer {
  if (typeof finish !== 'string' || finish === '') return { text, toolCalls };
  const word = finish.toLowerCase().replaceAll('-', '_');
  return { text, toolCalls, finish: FINISH.get(word) ?? finish };
}

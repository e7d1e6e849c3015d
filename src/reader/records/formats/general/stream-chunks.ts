import type { Format } from '../format.ts';
import { isObject, type JsonObject } from '../../fields/json.ts';

/**
 * Streamed answers whose events were saved a line each. They are told and put together as answers on lines of their own are:
 * see `body-pairs.ts`. What nobody can put together is told here.
 */
export const streamChunks: Format = {
  name: 'stream-chunks',
  facts:
    'documentation | time parameters answer tokens status | Streamed answers, one event a line: OpenAI, Anthropic, Gemini, Cohere, Bedrock, Ollama and services like them; no prompts',
  matches: (value) => isNameless(value) || isRepeated(value),
  read: (value, sink) => {
    if (isRepeated(value)) sink.skip(REPEATED);
    else sink.reject(NAMELESS);
  },
};

const NAMELESS =
  'piece of a streamed answer without an id, as Writer sends completions: log whole answers with their prompts';
const REPEATED = 'event of a streamed answer that the log also holds whole';

/** Writer's older completions have no id, so that nobody can tell where one ends. */
const isNameless = (value: JsonObject): boolean =>
  typeof value['value'] === 'string' && Object.keys(value).length === 1;

/** Claude Code prints the events of an answer, if asked to, and then the answer. */
const isRepeated = (value: JsonObject): boolean =>
  value['type'] === 'stream_event' && isObject(value['event']) && 'session_id' in value;

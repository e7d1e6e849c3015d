import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { fieldInEitherCase as field } from '../../fields/either-case.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf } from '../../fields/json.ts';
import { emit, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Traces of DeepEval: spans sorted by their kind, of which those of a model are its calls. */
export const deepevalTraces: Format = {
  name: 'deepeval-traces',
  facts: 'source code | time account system messages answer tokens cost status | DeepEval traces',
  matches: (value) => typeof value['uuid'] === 'string' && LISTS.some((name) => Array.isArray(field(value, name))),
  read,
};

const LISTS = ['base_spans', 'agent_spans', 'llm_spans', 'retriever_spans', 'tool_spans'] as const;

function read(trace: JsonObject, sink: RecordSink): void {
  const calls = listOf(field(trace, 'llm_spans')).filter(isObject);
  if (calls.length === 0) sink.skip('span that is not a model call');
  for (const span of calls) {
    const record = newRecord('deepeval-traces');
    readAnyPrompt(span['input'], record);
    readAnyAnswer(span['output'], record);
    set(record, {
      time: field(span, 'start_time'),
      end: field(span, 'end_time'),
      id: span['uuid'],
      model: span['model'],
      session: field(trace, 'thread_id') ?? trace['uuid'],
      user: field(trace, 'user_id'),
    });
    const input = numberOf(field(span, 'input_token_count'));
    const output = numberOf(field(span, 'output_token_count'));
    set(record, { inputTokens: input, outputTokens: output, costUsd: costOf(span, input, output) });
    record.status = span['status'] === 'ERRORED' ? 'error' : 'ok';
    emit(record, sink, { own: () => ({ ...objectOf(trace), ...span }) });
  }
}

/** The trace says what a token costs. */
function costOf(span: JsonObject, input: number | undefined, output: number | undefined): number | undefined {
  const perInput = numberOf(field(span, 'cost_per_input_token'));
  const perOutput = numberOf(field(span, 'cost_per_output_token'));
  if (perInput === undefined || perOutput === undefined || input === undefined || output === undefined)
    return undefined;
  return perInput * input + perOutput * output;
}

import { readChat } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { deepevalTraces } from './deepeval-traces.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { emit, fill, type Format, newRecord, type RecordSink, set } from '../kit.ts';

/** Output of promptfoo: one object with all results, or a row a result. */
export const promptfoo: Format = {
  name: 'promptfoo',
  facts: 'recorded logs | time system messages answer tokens cost status | promptfoo results',
  matches: (value) => isPromptfooRun(value) || isPromptfooRow(value),
  read: (value, sink) => {
    if (!isPromptfooRun(value)) {
      readPromptfooRow(value, {}, sink);
      return;
    }
    const run = objectOf(value['results']);
    for (const row of listOf(run['results'])) readPromptfooRow(objectOf(row), run, sink);
  },
};

/** Samples that lm-evaluation-harness logs: the arguments of a call and its answers. */
export const lmEval: Format = {
  name: 'lm-eval',
  facts: 'recorded logs | messages parameters answer status | lm-evaluation-harness samples',
  matches: (value) => 'doc_id' in value && 'arguments' in value && Array.isArray(value['resps']),
  read: readLmEval,
};

/** A run of DeepEval: test cases with input and answer. */
export const deepeval: Format = {
  name: 'deepeval',
  facts: 'recorded logs | messages answer status | DeepEval test runs',
  matches: (value) => Array.isArray(value['testCases']) && ('metricsScores' in value || 'testFile' in value),
  read: (value, sink) => {
    for (const item of listOf(value['testCases'])) {
      const { input, actualOutput, completionCost, trace } = objectOf(item);
      // The calls that a case was made of say more than the case.
      if (isObject(trace) && listOf(trace['llmSpans']).length > 0) {
        deepevalTraces.read(trace, sink);
        continue;
      }
      const record = newRecord('deepeval');
      readChat(textOf(input), record);
      const answer = textOf(actualOutput);
      set(record, { answer });
      record.status = completionCost === undefined && answer === undefined ? 'unknown' : 'ok';
      emit(record, sink);
    }
  },
};

const isPromptfooRun = (value: JsonObject): boolean =>
  'evalId' in value && Array.isArray(objectOf(value['results'])['results']);

const isPromptfooRow = (value: JsonObject): boolean =>
  typeof value['promptIdx'] === 'number' && typeof value['testIdx'] === 'number' && 'response' in value;

const FIELDS = `id=id latencyMs=latencyMs costUsd=cost inputTokens=response/tokenUsage/prompt
  outputTokens=response/tokenUsage/completion`;

function readPromptfooRow(row: JsonObject, run: JsonObject, sink: RecordSink): void {
  const record = newRecord('promptfoo');
  const provider = objectOf(row['provider']);
  const response = objectOf(row['response']);
  const vars = objectOf(row['vars'] ?? objectOf(row['testCase'])['vars']);
  const template = objectOf(listOf(run['prompts'])[numberOf(row['promptIdx']) ?? 0])['raw'];
  readAnyPrompt(textOf(objectOf(row['prompt'])['raw']) ?? fillTemplate(textOf(template) ?? '', vars), record);
  readAnyAnswer(response['output'], record);

  fill(record, row, FIELDS, { time: run['timestamp'], model: textOf(provider['id'])?.split(':').at(-1) });
  record.status =
    response['cached'] === true
      ? 'cached'
      : textOf(row['error']) !== undefined && record.answer === undefined
        ? 'error'
        : 'ok';
  emit(record, sink);
}

/** Older outputs keep the template and the variables apart. */
function fillTemplate(template: string, vars: JsonObject): string {
  return template.replace(/\{\{\s{0,9}([\w.]{1,80})\s{0,9}\}\}/g, (mark, name: string) => {
    const value = vars[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : mark;
  });
}

function readLmEval(row: JsonObject, sink: RecordSink): void {
  const given = row['arguments'];
  // A list of argument lists, or since 0.4.5 an object of objects `gen_args_0: {arg_0, arg_1}`.
  const calls = Array.isArray(given)
    ? given.map(listOf)
    : Object.values(objectOf(given)).map((item) => Object.values(objectOf(item)));
  for (const [index, [prompt, settings]] of calls.entries()) {
    const record = newRecord('lm-eval');
    readAnyPrompt(prompt, record);
    const answer: unknown = listOf(listOf(row['resps'])[index])[0];
    // Tasks of likelihood have a number and a flag for an answer.
    if (typeof answer === 'string') record.answer = makeAnswer(answer, '', undefined);
    else if (Array.isArray(answer)) record.parameters.logprobs = true;
    if (isObject(settings)) {
      const temperature = numberOf(settings['temperature']);
      if (temperature !== undefined) record.parameters.temperature = temperature;
      const maxTokens = numberOf(settings['max_gen_toks']);
      if (maxTokens !== undefined) record.parameters.maxTokens = maxTokens;
    }
    record.status = 'ok';
    emit(record, sink);
  }
}

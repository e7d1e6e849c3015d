import { markContent } from '../../fields/content.ts';
import { readChat } from '../../dialects/openai-chat.ts';
import { makeAnswer } from '../../fields/answer.ts';
import { setMissingNumber, setMissingText } from '../../fields/set-missing.ts';
import type { Format } from '../format.ts';
import { deepevalTraces } from './deepeval-traces.ts';
import { newRecord } from '../../fields/request.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '../../fields/json.ts';
import { readAnyAnswer, readAnyPrompt } from '../../dialects/any-payload.ts';
import { readTime } from '../../fields/time.ts';

/** Output of promptfoo: one object with all results, or a row a result. */
export const promptfoo: Format = {
  name: 'promptfoo',
  facts: {
    title: 'promptfoo results',
    gives: ['time', 'system', 'messages', 'answer', 'tokens', 'cost', 'status'],
    source: 'recorded logs',
  },
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
  facts: {
    title: 'lm-evaluation-harness samples',
    gives: ['messages', 'parameters', 'answer', 'status'],
    source: 'recorded logs',
  },
  matches: (value) => 'doc_id' in value && 'arguments' in value && Array.isArray(value['resps']),
  read: readLmEval,
};

/** A run of DeepEval: test cases with input and answer. */
export const deepeval: Format = {
  name: 'deepeval',
  facts: {
    title: 'DeepEval test runs',
    gives: ['messages', 'answer', 'status'],
    source: 'recorded logs',
  },
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
      if (answer !== undefined) record.answer = makeAnswer(answer, '', undefined);
      record.status = completionCost === undefined && answer === undefined ? 'unknown' : 'ok';
      markContent(record);
      sink.request(record);
    }
  },
};

const isPromptfooRun = (value: JsonObject): boolean =>
  'evalId' in value && Array.isArray(objectOf(value['results'])['results']);

const isPromptfooRow = (value: JsonObject): boolean =>
  typeof value['promptIdx'] === 'number' && typeof value['testIdx'] === 'number' && 'response' in value;

function readPromptfooRow(row: JsonObject, run: JsonObject, sink: RecordSink): void {
  const record = newRecord('promptfoo');
  const provider = objectOf(row['provider']);
  const response = objectOf(row['response']);
  const vars = objectOf(row['vars'] ?? objectOf(row['testCase'])['vars']);
  const template = objectOf(listOf(run['prompts'])[numberOf(row['promptIdx']) ?? 0])['raw'];
  readAnyPrompt(textOf(objectOf(row['prompt'])['raw']) ?? fillTemplate(textOf(template) ?? '', vars), record);
  readAnyAnswer(response['output'], record);
  readTime(record, run['timestamp']);
  setMissingText(record, 'model', textOf(provider['id'])?.split(':').at(-1));
  setMissingText(record, 'id', row['id']);
  setMissingNumber(record, 'latencyMs', row['latencyMs']);
  setMissingNumber(record, 'costUsd', row['cost']);
  const usage = objectOf(response['tokenUsage']);
  setMissingNumber(record, 'inputTokens', usage['prompt']);
  setMissingNumber(record, 'outputTokens', usage['completion']);
  record.status =
    response['cached'] === true
      ? 'cached'
      : textOf(row['error']) !== undefined && record.answer === undefined
        ? 'error'
        : 'ok';
  markContent(record);
  sink.request(record);
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
    markContent(record);
    sink.request(record);
  }
}

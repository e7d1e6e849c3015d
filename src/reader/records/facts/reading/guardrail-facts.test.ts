import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';

/** Verdicts of guardrails of the requests that these lines hold. */
const verdictsIn = (...lines: object[]): (string[] | undefined)[] =>
  readLog(lines.map((line) => `${JSON.stringify(line)}\n`).join('')).requests.map(({ facts }) => facts?.guardrails);

const bedrock = (outputBodyJson: unknown): object => ({
  ...{ schemaType: 'ModelInvocationLog', schemaVersion: '1.0', timestamp: '2026-05-04T08:00:00Z', requestId: 'r' },
  ...{ modelId: 'anthropic.claude-3-haiku-20240307-v1:0', operation: 'Converse', accountId: '1' },
  identity: { arn: 'arn:aws:iam::1:user/ann' },
  input: { inputBodyJson: { messages: [{ role: 'user', content: [{ text: 'Where?' }] }] } },
  output: { outputBodyJson },
});
const said = { message: { role: 'assistant', content: [{ text: 'Sorry.' }] } };

test('a guardrail of Bedrock is told by what it did and for what, without the text that it matched', () => {
  const inputAssessment = {
    g1: {
      topicPolicy: { topics: [{ name: 'Weapons', type: 'DENY', action: 'BLOCKED' }] },
      contentPolicy: { filters: [{ type: 'VIOLENCE', confidence: 'LOW', action: 'NONE' }] },
      sensitiveInformationPolicy: { piiEntities: [{ type: 'NAME', match: 'Ann Lee', action: 'ANONYMIZED' }] },
    },
  };
  const trace = { guardrail: { inputAssessment } };
  assert.deepEqual(
    verdictsIn(
      bedrock({ output: said, stopReason: 'guardrail_intervened', trace }),
      bedrock({ output: said, stopReason: 'guardrail_intervened' }),
      bedrock({ output: said, stopReason: 'end_turn' }),
      bedrock({ completion: 'Sorry.', 'amazon-bedrock-guardrailAction': 'INTERVENED' }),
      bedrock({ completion: 'Here.', 'amazon-bedrock-guardrailAction': 'NONE' }),
    ),
    [['Weapons:blocked', 'NAME:anonymized'], ['guardrail:intervened'], undefined, ['guardrail:intervened'], undefined],
  );
});

const row = (answer: object): object => ({
  time: '2026-05-04T08:00:00Z',
  user: 'ann',
  request: { model: 'gpt-4o', messages: [{ role: 'user', content: 'Where?' }] },
  ...answer,
});
const filters = { hate: { filtered: true, severity: 'medium' }, violence: { filtered: false, severity: 'safe' } };
const choice = (finish_reason: string): object => ({
  response: {
    ...{ id: 'c', object: 'chat.completion', model: 'gpt-4o' },
    choices: [
      { index: 0, message: { role: 'assistant', content: '' }, finish_reason, content_filter_results: filters },
    ],
  },
});

test('a content filter of Azure is told from the answer that it cut and from the error of the prompt that it refused', () => {
  const innererror = { code: 'ResponsibleAIPolicyViolation', content_filter_result: filters };
  assert.deepEqual(
    verdictsIn(
      row(choice('content_filter')),
      row({ response: { error: { code: 'content_filter', message: 'Refused.', innererror } } }),
      row({ response: { error: { code: 'rate_limit', message: 'Later.' } } }),
    ),
    [['hate:filtered'], ['hate:filtered'], undefined],
  );
});

test('results of OpenAI’s moderation beside a call are told by their categories', () => {
  const results = [{ flagged: true, categories: { harassment: true, violence: false } }];
  assert.deepEqual(
    verdictsIn(
      row({ ...choice('stop'), moderation: { id: 'modr-1', model: 'omni-moderation-latest', results } }),
      row({ ...choice('stop'), moderation: { results: [{ flagged: false, categories: { harassment: false } }] } }),
    ),
    [['harassment:flagged'], undefined],
  );
});

test('nobody has a verdict by what is in a request', () => {
  const forged = { moderation: { results: [{ flagged: true }] }, content_filter_results: filters };
  const request = { model: 'gpt-4o', ...forged, messages: [{ role: 'user', content: 'x', ...forged }] };
  assert.deepEqual(verdictsIn({ ...row(choice('stop')), request }), [undefined]);
});

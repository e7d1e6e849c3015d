/** What clients write to make facts of others, or to hide their own: no fact of an answer or of the log comes from a request. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../../test/harness/read-log.ts';
import type { Facts } from '../facts.ts';
import { literals } from '../../../../schema/words.ts';

const SIGNATURE = 'a signature that nobody could have made, 1';
const factsOf = (line: unknown): (Facts | undefined)[] =>
  readLog(JSON.stringify(line)).requests.map(({ facts }) => facts);

/** All that a provider or a gateway writes of its own, in every vendor's spelling. */
const FORGED = {
  type: 'message',
  stop_reason: 'refusal',
  stopReason: 'guardrail_intervened',
  finish_reason: 'content_filter',
  native_finish_reason: 'refusal',
  finishReason: 'SAFETY',
  stop_details: { type: 'refusal', category: 'reasoning_extraction' },
  stopDetails: { type: 'refusal', category: 'cyber' },
  promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
  refusal: 'I will not.',
  input_transformations: [{ type: 'thinking_dropped', reason: 'organization_binding_mismatch' }],
  inputTransformations: [{ type: 'thinking_dropped', reason: 'model_binding_mismatch' }],
  output: [{ type: 'reasoning', id: 'rs_1', encrypted_content: SIGNATURE, summary: [] }],
  candidates: [{ content: { parts: [{ thoughtSignature: SIGNATURE, text: 'x' }] }, finishReason: 'SAFETY' }],
  choices: [{ message: { refusal: 'No.', reasoning_content: 'Hm.' }, finish_reason: 'content_filter' }],
  usage: { output_tokens_details: { thinking_tokens: 9 }, iterations: [{ type: 'fallback_message' }] },
  usageMetadata: { thoughtsTokenCount: 9 },
  error: { code: 'invalid_encrypted_content', message: 'Invalid `signature` in `thinking` block' },
  batch_id: 'msgbatch_0123456789ABCDEF',
  guardrail_information: [{ guardrail_name: 'g', guardrail_status: 'guardrail_intervened' }],
  providerMetadata: { anthropic: { stopDetails: { type: 'refusal', category: 'cyber' } } },
};
/** What only answers and logs say. */
const OF_OTHERS: readonly (keyof Facts)[] =
  literals(`refusal errorClass thinking thinkingTokens produced dropped issuedToolIds modelServed fallback batchId
  guardrails openingTag`);

const MESSAGE = { type: 'message', role: 'assistant', model: 'opus', content: [{ type: 'text', text: 'So it is.' }] };
const CHAT = { model: 'gpt', choices: [{ message: { role: 'assistant', content: 'So.' }, finish_reason: 'stop' }] };
const GEMINI = { candidates: [{ content: { role: 'model', parts: [{ text: 'So.' }] }, finishReason: 'STOP' }] };
const ITEMS = {
  object: 'response',
  model: 'gpt',
  output: [{ type: 'message', content: [{ type: 'output_text', text: 'So.' }] }],
};

type Place = 'body' | 'message' | 'part' | 'metadata';
const at = (place: Place, wanted: Place): object => (place === wanted ? FORGED : {});

/** Calls of each vendor whose client forged fields in one place. */
const CALLS: Readonly<Record<string, (place: Place) => unknown>> = {
  messages: (place) => ({
    request: {
      ...at(place, 'body'),
      model: 'opus',
      max_tokens: 9,
      metadata: at(place, 'metadata'),
      messages: [
        { ...at(place, 'message'), role: 'user', content: [{ ...at(place, 'part'), type: 'text', text: 'Look.' }] },
      ],
    },
    response: MESSAGE,
  }),
  chat: (place) => ({
    request: {
      ...at(place, 'body'),
      model: 'gpt',
      metadata: at(place, 'metadata'),
      messages: [
        { ...at(place, 'message'), role: 'user', content: [{ ...at(place, 'part'), type: 'text', text: 'Look.' }] },
      ],
    },
    response: CHAT,
  }),
  responses: (place) => ({
    request: {
      ...at(place, 'body'),
      model: 'gpt',
      metadata: at(place, 'metadata'),
      input: [
        {
          ...at(place, 'message'),
          role: 'user',
          content: [{ ...at(place, 'part'), type: 'input_text', text: 'Look.' }],
        },
      ],
    },
    response: ITEMS,
  }),
  gemini: (place) => ({
    request: {
      ...at(place, 'body'),
      labels: at(place, 'metadata'),
      contents: [{ ...at(place, 'message'), role: 'user', parts: [{ ...at(place, 'part'), text: 'Look.' }] }],
    },
    response: GEMINI,
  }),
  litellm: (place) => ({
    id: 'chatcmpl-0123456789abcdef',
    call_type: 'acompletion',
    startTime: 1772409600.25,
    model: 'gpt',
    metadata: { user_api_key_hash: 'k1', requester_metadata: at(place, 'metadata') },
    messages: [
      { ...at(place, 'message'), role: 'user', content: [{ ...at(place, 'part'), type: 'text', text: 'Look.' }] },
    ],
    model_parameters: at(place, 'body'),
    response: CHAT,
  }),
  batch: (place) => ({
    custom_id: 'q-1',
    params: {
      ...at(place, 'body'),
      model: 'opus',
      max_tokens: 9,
      metadata: at(place, 'metadata'),
      messages: [
        { ...at(place, 'message'), role: 'user', content: [{ ...at(place, 'part'), type: 'text', text: 'Look.' }] },
      ],
    },
  }),
};

for (const [name, call] of Object.entries(CALLS))
  for (const place of ['body', 'message', 'part', 'metadata'] as const)
    test(`${name}: what a client writes into the ${place} of its request is no fact of the answer or of the log`, () => {
      const [facts, ...others] = factsOf(call(place));
      assert.deepEqual(others, []);
      const forged = OF_OTHERS.filter((fact) => facts?.[fact] !== undefined);
      assert.deepEqual(forged, [], JSON.stringify(facts));
    });

test('a signature that a client makes up, or cuts, is none that was ever made', () => {
  const sent = (signature: unknown): Facts | undefined =>
    factsOf({
      request: {
        model: 'opus',
        max_tokens: 9,
        messages: [
          { role: 'user', content: 'Look.' },
          { role: 'assistant', content: [{ type: 'thinking', thinking: '', signature }] },
          { role: 'user', content: 'On.' },
        ],
      },
      response: MESSAGE,
    })[0];
  const hashOf = (signature: string): string | undefined => sent(signature)?.resent?.[0]?.hash;
  assert.notEqual(hashOf(SIGNATURE), hashOf(`${SIGNATURE} `));
  assert.notEqual(hashOf(SIGNATURE), hashOf(SIGNATURE.slice(0, -1)));
  for (const none of [{ toString: 'x' }, [SIGNATURE], 7, true, null, 'short']) assert.equal(sent(none), undefined);
});

test('a history inside a history, however deep, is read once and makes no fact', () => {
  const depth = 100_000;
  const inner = `{"type":"thinking","thinking":"","signature":"${SIGNATURE}"}`;
  const open = '{"type":"tool_result","tool_use_id":"t","content":[{"role":"assistant","content":[';
  const nested = `${open.repeat(depth)}${inner}${']}]}'.repeat(depth)}`;
  const body = `{"model":"opus","max_tokens":9,"messages":[{"role":"user","content":[${nested}]}]}`;
  const line = `{"request":${body},"response":${JSON.stringify(MESSAGE)}}`;
  const { requests, counts } = readLog(line);
  assert.equal(counts.records + counts.rejected, 1);
  const facts = requests[0]?.facts;
  assert.equal(facts?.resent, undefined);
  assert.ok((facts?.historyToolIds ?? []).length <= 1);
});

test('who the assistant is and which day it is are not taken from what a user says or pastes', () => {
  const claim = 'You are Kimi, made by Moonshot AI. Today is 2026-07-05.';
  const said = (messages: unknown[], system?: string): Facts | undefined =>
    factsOf({ request: { model: 'opus', max_tokens: 9, messages, ...(system && { system }) }, response: MESSAGE })[0];
  const pasted = { type: 'tool_result', tool_use_id: 't', content: claim };
  assert.equal(said([{ role: 'user', content: claim }]), undefined);
  assert.equal(said([{ role: 'user', content: `Translate this prompt: "${claim}"` }], 'You sort mail.'), undefined);
  assert.equal(said([{ role: 'user', content: [pasted] }])?.statedIdentity, undefined);
  const turns = [
    { role: 'user', content: 'Hi.' },
    { role: 'assistant', content: claim },
    { role: 'user', content: claim },
  ];
  assert.equal(said(turns)?.statedIdentity, undefined);
});

/** Lines of one call are joined by an id, which some servers let a caller choose: one id for all of its calls hides none of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLog } from '../../../../test/harness/read-log.ts';

const TASKS = ['How long do I boil an egg?', 'Write out each thought.', 'Grade this answer.'];

/** Lines of a call, in the order in which a server writes them. */
type Lines = (task: string, answer: string, at: number) => unknown[];

const sglang: Lines = (text, answer, at) => [
  { event: 'request.received', rid: 'x', timestamp: `2026-05-04T08:00:0${at}`, obj: { text } },
  {
    event: 'request.finished',
    rid: 'x',
    timestamp: `2026-05-04T08:00:0${at}`,
    obj: { text },
    out: { text: answer, meta_info: { id: 'x', prompt_tokens: 9, completion_tokens: 3 } },
  },
];

const WAYS: Readonly<Record<string, Lines>> = {
  'SGLang as JSON': sglang,
  'SGLang as text': (task, answer, at) => [
    `[2026-05-04 08:00:0${at}] Receive: obj=GenerateReqInput(rid='x', text='${task}', sampling_params={})`,
    `[2026-05-04 08:00:0${at}] Finish: obj=GenerateReqInput(rid='x', text='${task}'), out={'text': '${answer}', 'meta_info': {'id': 'x'}}`,
  ],
  'vLLM, the prompt on a second line': (task, answer, at) => [
    `INFO 05-04 08:00:0${at} [logger.py:41] Received request chatcmpl-x: params: SamplingParams(n=1), lora_request: None.`,
    `DEBUG 05-04 08:00:0${at} [logger.py:50] Request chatcmpl-x details: prompt: '${task}', prompt_token_ids: [1], prompt_embeds shape: None.`,
    `INFO 05-04 08:00:0${at} [logger.py:80] Generated response chatcmpl-x: output: '${answer}', output_token_ids: [1], finish_reason: stop`,
  ],
  'vLLM, the prompt on the first line': (task, answer, at) => [
    `INFO 05-04 08:00:0${at} [logger.py:41] Received request chatcmpl-x: prompt: '${task}', params: SamplingParams(n=1), prompt_token_ids: None.`,
    `INFO 05-04 08:00:0${at} [logger.py:80] Generated response chatcmpl-x: output: '${answer}', output_token_ids: [1], finish_reason: stop`,
  ],
  'two lines of a program': (task, answer, at) => [
    { event: 'llm_request', request_id: 'x', time: `2026-05-04T08:00:0${2 * at}Z`, user_id: 'u', prompt: task },
    { event: 'llm_response', request_id: 'x', time: `2026-05-04T08:00:0${2 * at + 1}Z`, response: answer },
  ],
  'a batch': (task, answer) => [
    {
      custom_id: 'x',
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'm', messages: [{ role: 'user', content: task }] },
    },
    {
      custom_id: 'x',
      response: { status_code: 200, body: { id: 'y', choices: [{ message: { role: 'assistant', content: answer } }] } },
    },
  ],
  KServe: (task, answer) => [
    {
      id: 'x',
      type: 'org.kubeflow.serving.inference.request',
      data: { model: 'm', messages: [{ role: 'user', content: task }] },
    },
    {
      id: 'x',
      type: 'org.kubeflow.serving.inference.response',
      data: { object: 'chat.completion', choices: [{ message: { role: 'assistant', content: answer } }] },
    },
  ],
};

for (const [name, lines] of Object.entries(WAYS))
  test(`one id for all calls of a client hides none of them: ${name}`, () => {
    for (const isCut of [false, true]) {
      const all = TASKS.flatMap((task, at) => lines(task, `Answer ${at}.`, at).slice(0, isCut && at === 1 ? -1 : 3));
      const text = all.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
      const asked = readLog(`${text}\n`).requests.flatMap(({ messages }) => messages.map((one) => one.text));
      for (const task of TASKS) assert.ok(asked.includes(task), `${task} among ${asked.join(' | ')}`);
    }
  });

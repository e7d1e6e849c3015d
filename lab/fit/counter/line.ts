/** The forms that logs of the counter come in, and what each log leaves out. */
import type { Random } from '../../../src/math/random.ts';
import type { Call, Message } from './call.ts';

export type Form = 'helicone' | 'langfuse' | 'bedrock' | 'gateway';

export interface Recording {
  form: Form;
  /** Second of the epoch at which the log begins, a Monday. */
  start: number;
  system: boolean;
  answers: boolean;
  addresses: boolean;
  agents: boolean;
  sessions: boolean;
  organisations: boolean;
  parameters: boolean;
  tokens: boolean;
  endUsers: boolean;
}

const MONDAY = Date.UTC(2026, 0, 5) / 1000;

export function recordingOf(random: Random): Recording {
  return {
    form: random.pick(['helicone', 'helicone', 'langfuse', 'bedrock', 'gateway', 'gateway'] as const),
    start: MONDAY + random.below(40) * 7 * 86_400,
    system: random.chance(0.8),
    answers: random.chance(0.85),
    addresses: random.chance(0.7),
    agents: random.chance(0.6),
    sessions: random.chance(0.7),
    organisations: random.chance(0.4),
    parameters: random.chance(0.7),
    tokens: random.chance(0.8),
    endUsers: random.chance(0.5),
  };
}

const ROLE = 'arn:aws:sts::480219576312:assumed-role/front-counter';

/** The account as it stands in a log of this form. */
export const nameIn = ({ form }: Recording, id: string): string => (form === 'bedrock' ? `${ROLE}/${id}` : id);

const hex = (random: Random): string =>
  random
    .below(2 ** 31)
    .toString(16)
    .padStart(8, '0') + random.below(2 ** 31).toString(16);

const TOKEN = 4;

interface Facts {
  id: string;
  call: Call;
  recording: Recording;
  messages: readonly Message[];
  answer: string | undefined;
  parameters: Readonly<Record<string, number>>;
  input: number;
  output: number;
  begin: string;
  end: string;
  delay: number;
}

export function lineOf(call: Call, recording: Recording, random: Random): unknown {
  const input = Math.ceil(call.messages.reduce((sum, { content }) => sum + content.length, 0) / TOKEN);
  const output = Math.ceil((call.answer?.length ?? 0) / TOKEN);
  const delay = Math.round(250 + 400 * random.next() + output * (8 + 10 * random.next()));
  const begin = (recording.start + call.time) * 1000;
  const facts: Facts = {
    id: hex(random),
    call,
    recording,
    messages: recording.system ? call.messages : call.messages.filter(({ role }) => role !== 'system'),
    answer: recording.answers ? call.answer : undefined,
    parameters: recording.parameters ? call.parameters : {},
    input,
    output,
    begin: new Date(begin).toISOString(),
    end: new Date(begin + delay).toISOString(),
    delay,
  };
  return FORMS[recording.form](facts);
}

const completion = ({ id, answer, input, output, recording }: Facts): object => ({
  id: `chatcmpl-${id}`,
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: answer }, finish_reason: 'stop' }],
  ...(recording.tokens ? { usage: { prompt_tokens: input, completion_tokens: output } } : {}),
});

export const FORMS: Readonly<Record<Form, (facts: Facts) => unknown>> = {
  helicone: (facts) => {
    const { id, call, recording, messages, answer, parameters, input, output, begin, end, delay } = facts;
    return {
      request_id: id,
      request_created_at: begin,
      request_path: 'https://api.provider.example/v1/chat/completions',
      request_user_id: call.account.id,
      request_properties: {
        ...(recording.sessions ? { 'Helicone-Session-Id': call.session } : {}),
        ...(recording.addresses ? { ip: call.address } : {}),
        ...(recording.agents ? { user_agent: call.agent } : {}),
        ...(recording.organisations ? { organization: call.account.organisation ?? '' } : {}),
        ...(recording.endUsers && call.endUser !== undefined ? { end_user: call.endUser } : {}),
      },
      request_model: call.model,
      request_body: { model: call.model, messages, ...parameters },
      response_id: `r${id}`,
      response_created_at: end,
      response_status: call.answer === undefined ? 503 : 200,
      response_body: answer === undefined ? null : completion(facts),
      delay_ms: delay,
      ...(recording.tokens ? { prompt_tokens: input, completion_tokens: output } : {}),
      provider: 'OTHER',
    };
  },
  langfuse: ({ id, call, recording, messages, answer, parameters, input, output, begin, end }) => ({
    id,
    traceId: `t${id}`,
    parentObservationId: null,
    type: 'GENERATION',
    name: 'answer',
    startTime: begin,
    endTime: end,
    model: call.model,
    modelParameters: parameters,
    input: messages,
    output: answer === undefined ? null : { role: 'assistant', content: answer },
    ...(recording.tokens ? { usageDetails: { input, output } } : {}),
    userId: call.account.id,
    ...(recording.sessions ? { sessionId: call.session } : {}),
    level: call.answer === undefined ? 'ERROR' : 'DEFAULT',
  }),
  bedrock: ({ id, call, recording, messages, answer, parameters, input, output, begin }) => ({
    schemaType: 'ModelInvocationLog',
    schemaVersion: '1.0',
    timestamp: begin,
    accountId: '480219576312',
    identity: { arn: nameIn(recording, call.account.id) },
    region: 'eu-central-1',
    requestId: id,
    operation: 'Converse',
    modelId: call.model,
    requestMetadata: {
      ...(recording.sessions ? { session: call.session } : {}),
      ...(recording.organisations && call.account.organisation !== undefined
        ? { tenant: call.account.organisation }
        : {}),
      ...(recording.endUsers && call.endUser !== undefined ? { user_id: call.endUser } : {}),
    },
    input: {
      inputContentType: 'application/json',
      inputBodyJson: {
        system: messages.filter(({ role }) => role === 'system').map(({ content }) => ({ text: content })),
        messages: messages
          .filter(({ role }) => role !== 'system')
          .map(({ role, content }) => ({ role, content: [{ text: content }] })),
        inferenceConfig: { temperature: parameters['temperature'], maxTokens: parameters['max_tokens'] },
      },
      ...(recording.tokens ? { inputTokenCount: input } : {}),
    },
    ...(call.answer === undefined ? { errorCode: 'ServiceUnavailableException' } : {}),
    output: {
      outputContentType: 'application/json',
      ...(answer === undefined
        ? {}
        : {
            outputBodyJson: {
              output: { message: { role: 'assistant', content: [{ text: answer }] } },
              stopReason: 'end_turn',
            },
          }),
      ...(recording.tokens ? { outputTokenCount: output } : {}),
    },
  }),
  gateway: (facts) => {
    const { id, call, recording, messages, answer, parameters, begin, delay } = facts;
    return {
      ts: begin,
      request_id: id,
      user_id: call.account.id,
      ...(recording.sessions ? { conversation_id: call.session } : {}),
      ...(recording.addresses ? { client_ip: call.address } : {}),
      ...(recording.agents ? { user_agent: call.agent } : {}),
      ...(recording.organisations && call.account.organisation !== undefined
        ? { org_id: call.account.organisation }
        : {}),
      ...(recording.endUsers && call.endUser !== undefined ? { end_user: call.endUser } : {}),
      request: { model: call.model, messages, ...parameters },
      response: answer === undefined ? null : completion(facts),
      latency_ms: delay,
      status_code: call.answer === undefined ? 503 : 200,
    };
  },
};

/**
 * The fields that rules can read, of a request and of a slice, one line each. The documentation is generated from this
 * table.
 */
import type { RequestRecord } from '../../reader/records/fields/request.ts';

/** What a rule looks at: each request, or each slice, which is all that an account sends of one template. */
export type Category = 'request' | 'slice';

export type FieldValue = string | number | boolean | readonly string[] | undefined;

/** All that an account sent of one template. */
export interface RuleSlice {
  account: string;
  template: string;
  /** What the template most probably asks for; absent for free text. */
  intent?: string;
  requests: number;
  /** Share of the account's requests, 0 to 1. */
  share: number;
  /** Accounts that send the template. */
  accounts: number;
  outputTokens: number;
  /** Different hours, in UTC, with a request. */
  activeHours: number;
  /** Hours between the first and the last request. */
  spanHours: number;
}

/** What a rule is asked about. */
export type RuleEvent = RequestEvent | { kind: 'slice'; slice: RuleSlice };

interface RequestEvent {
  kind: 'request';
  request: RequestRecord;
  /** Asked for by the field of that name alone: another scan may give the request another one. */
  readonly template: string | undefined;
}

export interface RuleField {
  name: string;
  type: 'text' | 'texts' | 'number' | 'boolean';
  text: string;
  category: Category;
  get: (event: RuleEvent) => FieldValue;
}

function ofRequest(
  name: string,
  type: RuleField['type'],
  text: string,
  get: (request: RequestRecord, event: RequestEvent) => FieldValue,
): RuleField {
  return {
    name,
    type,
    text,
    category: 'request',
    get: (event) => (event.kind === 'request' ? get(event.request, event) : undefined),
  };
}

function ofSlice(name: keyof RuleSlice, type: RuleField['type'], text: string): RuleField {
  return {
    name,
    type,
    text,
    category: 'slice',
    get: (event) => (event.kind === 'slice' ? event.slice[name] : undefined),
  };
}

/** Text that the log does not hold is no empty text: a rule that needs it cannot judge. */
const whole = (request: RequestRecord, text: string): FieldValue =>
  request.content === 'full' || request.content === 'truncated' ? text : undefined;

const HOUR_MS = 3_600_000;

export const RULE_FIELDS: readonly RuleField[] = [
  ofRequest('format', 'text', 'Name of the log format, for example `litellm`.', ({ format }) => format),
  ofRequest('account', 'text', 'Who pays for the call.', ({ account }) => account?.value),
  ofRequest(
    'account.kind',
    'text',
    'What identifies the account: `key`, `user`, `address` and others.',
    (r) => r.account?.kind,
  ),
  ofRequest('organisation', 'text', 'Organisation or team of the account.', ({ organisation }) => organisation),
  ofRequest('endUser', 'text', "The customer's own end user.", ({ endUser }) => endUser),
  ofRequest('session', 'text', 'Session or conversation.', ({ session }) => session),
  ofRequest('address', 'text', 'IP address of the caller.', ({ address }) => address),
  ofRequest('userAgent', 'text', 'User agent of the caller.', ({ userAgent }) => userAgent),
  ofRequest('model', 'text', 'Requested model.', ({ model }) => model),
  ofRequest('template', 'text', 'Id of the prompt template; absent for free text.', (_, { template }) => template),
  ofRequest('system', 'text', 'System prompt and developer messages.', (r) => whole(r, r.system)),
  ofRequest('prompt', 'text', 'The last message of the user.', (r) => whole(r, lastMessage(r))),
  ofRequest('messages', 'texts', 'Every message of the user.', (r) =>
    whole(r, '') === undefined ? undefined : r.messages.filter(({ role }) => role === 'user').map(({ text }) => text),
  ),
  ofRequest('turns', 'number', 'Messages in the conversation.', ({ messages }) => messages.length),
  ofRequest('media', 'number', 'Images, audio clips and files.', ({ messages }) =>
    messages.reduce((sum, { media = 0 }) => sum + media, 0),
  ),
  ofRequest('tools', 'texts', 'Names of the tools offered.', ({ tools }) => tools.map(({ name }) => name)),
  ofRequest('answer', 'text', 'What the model answered.', (r) => (r.answer && whole(r, r.answer.text)) ?? undefined),
  ofRequest('finish', 'text', 'Why the answer ended.', ({ answer }) => answer?.finish),
  ofRequest('temperature', 'number', 'Sampling temperature.', ({ parameters }) => parameters.temperature),
  ofRequest('topP', 'number', 'Nucleus sampling.', ({ parameters }) => parameters.topP),
  ofRequest('maxTokens', 'number', 'Maximum number of tokens in the answer.', ({ parameters }) => parameters.maxTokens),
  ofRequest('choices', 'number', 'Number of answers requested.', ({ parameters }) => parameters.choices),
  ofRequest('logprobs', 'boolean', 'Token probabilities were requested.', ({ parameters }) => parameters.logprobs),
  ofRequest('stream', 'boolean', 'The answer was streamed.', ({ parameters }) => parameters.stream),
  ofRequest('structured', 'boolean', 'JSON output was required.', ({ parameters }) => parameters.structured),
  ofRequest('inputTokens', 'number', 'Tokens of the prompt, cached ones included.', ({ inputTokens }) => inputTokens),
  ofRequest('outputTokens', 'number', 'Tokens of the answer.', ({ outputTokens }) => outputTokens),
  ofRequest('latencyMs', 'number', 'Time the call took, in ms.', ({ latencyMs }) => latencyMs),
  ofRequest('costUsd', 'number', 'What the call cost, in US dollars.', ({ costUsd }) => costUsd),
  ofRequest('batch', 'boolean', 'Sent through a batch API.', ({ batch = false }) => batch),
  ofRequest('status', 'text', '`ok`, `error`, `blocked`, `cached` or `unknown`.', ({ status }) => status),
  ofRequest(
    'refusal',
    'text',
    'Category of a refusal, as the provider names it.',
    ({ facts }) => facts?.refusal?.category,
  ),
  ofRequest(
    'errorClass',
    'text',
    'Class of an error body, for example `invalid_signature`.',
    (r) => r.facts?.errorClass,
  ),
  ofRequest('openingTag', 'text', 'Name of the tag that opens the answer.', ({ facts }) => facts?.openingTag?.name),
  ofRequest(
    'resent',
    'number',
    'Blocks of signed reasoning that were sent back.',
    ({ facts }) => facts?.resent?.length,
  ),
  ofRequest(
    'guardrails',
    'texts',
    'Verdicts of guardrails that did not let the call pass, each `name:verdict`.',
    ({ facts }) => facts?.guardrails,
  ),
  ofRequest('dropped', 'texts', 'Why the provider dropped such blocks.', ({ facts }) => facts?.dropped),
  ofRequest(
    'statedIdentity',
    'text',
    'Model family whose name the system prompt gives the assistant.',
    ({ facts }) => facts?.statedIdentity,
  ),
  ofRequest('hour', 'number', 'Hour of the day in UTC, 0 to 23.', ({ time }) =>
    time === undefined ? undefined : Math.floor(time / HOUR_MS) % 24,
  ),
  ofSlice('account', 'text', 'The account.'),
  ofSlice('template', 'text', 'Id of the template.'),
  ofSlice('intent', 'text', 'What the template most probably asks for, for example `reasoning-trace`.'),
  ofSlice('requests', 'number', "The account's requests with the template."),
  ofSlice('share', 'number', "Share of the account's requests, 0 to 1."),
  ofSlice('accounts', 'number', 'Accounts that send the template.'),
  ofSlice('outputTokens', 'number', 'Tokens of all answers.'),
  ofSlice('activeHours', 'number', 'Different hours, in UTC, with a request.'),
  ofSlice('spanHours', 'number', 'Hours between the first and the last request.'),
];

const BY_NAME = new Map(RULE_FIELDS.map((field) => [`${field.category} ${field.name}`, field]));

export function fieldOf(name: string, category: Category): RuleField | undefined {
  return BY_NAME.get(`${category} ${name}`);
}

function lastMessage({ messages }: RequestRecord): string {
  return messages.findLast(({ role }) => role === 'user')?.text ?? '';
}

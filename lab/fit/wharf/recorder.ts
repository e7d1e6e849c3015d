/** How the log of one wharf is written: which API its customers speak, and what the recorder keeps of each call. */
import type { Random } from '../../../src/math/random.ts';
import { APIS, type Api, type Json, type Kept } from './bodies.ts';
import type { Call } from './call.ts';
import type { Answer, Exchange } from './exchange.ts';
import { hex } from './people.ts';

const TOKEN = 4;

/** Names of the fields around the request, which every firm chooses for itself. */
type Field = 'time' | 'account' | 'address' | 'organisation' | 'project' | 'request' | 'response';

export class Recorder {
  private readonly random: Random;
  private readonly api: Api;
  /** Whether prompt and answer stand side by side with all else, as home-made logs have it. */
  private readonly flat: boolean;
  private readonly start: number;
  private readonly kept: Kept;
  private readonly keeps: Readonly<
    Record<'address' | 'agent' | 'organisation' | 'answers' | 'session' | 'latency', boolean>
  >;
  private readonly names: Readonly<Record<Field, string>>;
  private readonly clock: 'iso' | 'seconds' | 'milliseconds';

  constructor(random: Random) {
    this.random = random;
    this.api = APIS[random.pick(['chat', 'chat', 'messages', 'responses'] as const)];
    this.flat = random.chance(0.2);
    this.start = mondayFrom(Date.UTC(2026, random.below(9), 1));
    const pictures = random.pick(['https://files.example/u/', 'data:image/png;base64,', 'https://cdn.example/img/']);
    this.kept = {
      parameters: random.chance(0.88),
      tools: random.chance(0.88),
      endUser: random.chance(0.6),
      instructor: random.chance(0.2) ? 'developer' : 'system',
      picture: () => pictures + hex(random, 20),
    };
    this.keeps = {
      address: random.chance(0.85),
      agent: random.chance(0.85),
      organisation: random.chance(0.75),
      answers: random.chance(0.88),
      session: random.chance(0.35),
      latency: random.chance(0.7),
    };
    this.names = {
      time: random.pick(['timestamp', 'ts', 'time', 'created_at', 'start_time']),
      account: random.pick(['api_key_id', 'key_id', 'api_key_hash', 'account_id', 'user_id', 'customer_id']),
      address: random.pick(['ip', 'client_ip', 'remote_ip', 'ip_address']),
      organisation: random.pick(['org_id', 'organization_id', 'org', 'team_id']),
      project: random.pick(['project', 'project_id', 'app']),
      request: random.pick(['request', 'request_body', 'body', 'payload']),
      response: random.pick(['response', 'response_body']),
    };
    this.clock = random.pick(['iso', 'seconds', 'milliseconds']);
  }

  line(call: Call): Json {
    const { account, exchange, failed } = call;
    const { keeps, names } = this;
    const input = Math.ceil(lengthOf(exchange) / TOKEN);
    const answered = exchange.answers.reduce((sum, one) => sum + sizeOf(one), 0);
    const output = failed === undefined ? Math.max(1, Math.ceil(answered / TOKEN)) : 0;
    const line: Json = {
      request_id: `req_${hex(this.random, 16)}`,
      [names.time]: this.time(call.time),
      [names.account]: account.id,
    };
    if (keeps.organisation && account.organisation !== undefined) line[names.organisation] = account.organisation;
    if (keeps.organisation && account.project !== undefined) line[names.project] = account.project;
    if (keeps.address) line[names.address] = call.address;
    if (keeps.agent) line['user_agent'] = call.agent;
    if (keeps.session) line['session_id'] = call.session;
    line['status'] = failed ?? 200;
    if (keeps.latency) line['latency_ms'] = Math.round(400 + output * (8 + 12 * this.random.next()));
    return this.flat ? { ...line, ...this.row(call, input, output) } : { ...line, ...this.bodies(call, input, output) };
  }

  private time(seconds: number): unknown {
    const ms = Math.round(this.start + seconds * 1000);
    if (this.clock === 'iso') return new Date(ms).toISOString();
    return this.clock === 'seconds' ? ms / 1000 : ms;
  }

  private row(call: Call, input: number, output: number): Json {
    const answered = this.keeps.answers && call.failed === undefined;
    return {
      ...APIS.chat.request(call, this.kept),
      response: answered ? APIS.chat.message(call.exchange.answers[0]!) : null,
      prompt_tokens: input,
      completion_tokens: output,
    };
  }

  private bodies(call: Call, input: number, output: number): Json {
    const { names, api } = this;
    const body = { [names.request]: api.request(call, this.kept) };
    if (call.failed !== undefined)
      return { ...body, [names.response]: { error: { type: 'server_error', message: `HTTP ${call.failed}` } } };
    if (!this.keeps.answers) return { ...body, usage: { prompt_tokens: input, completion_tokens: output } };
    return { ...body, [names.response]: api.response(call, hex(this.random, 12), input, output) };
  }
}

/** Logs begin on a Monday. */
function mondayFrom(time: number): number {
  const day = new Date(time).getUTCDay();
  return time + ((8 - day) % 7) * 86_400_000;
}

const sizeOf = ({ text, calls }: Answer): number => text.length + (calls ? JSON.stringify(calls).length : 0);

const lengthOf = ({ system, turns }: Exchange): number =>
  turns.reduce((sum, { text }) => sum + text.length + 8, system?.length ?? 0);

/** Lines of LiteLLM as spans of the OpenTelemetry conventions for generative AI, fifty in a line. */
const SPANS = 50;

interface Message {
  role: string;
  content?: string | null;
}

interface Payload {
  id: string;
  trace_id: string;
  startTime: number;
  endTime: number;
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  metadata: { user_api_key_hash: string; requester_ip_address: string; user_agent: string };
  messages: Message[];
  response: { choices: { message: Message }[] };
}

export class OtlpBatches {
  private spans: unknown[] = [];

  *add(line: string): Generator<string> {
    this.spans.push(spanOf(JSON.parse(line) as Payload));
    if (this.spans.length === SPANS) yield* this.end();
  }

  *end(): Generator<string> {
    if (this.spans.length === 0) return;
    yield `${JSON.stringify({ resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'gateway' }, spans: this.spans }] }] })}\n`;
    this.spans = [];
  }
}

function spanOf(payload: Payload): unknown {
  const [system, ...rest] = payload.messages;
  const hasSystem = system?.role === 'system';
  const text = (key: string, value: string): unknown => ({ key, value: { stringValue: value } });
  const number = (key: string, value: number): unknown => ({ key, value: { intValue: `${value}` } });
  return {
    traceId: payload.trace_id,
    spanId: payload.id.slice(-16),
    name: `chat ${payload.model}`,
    kind: 3,
    startTimeUnixNano: `${Math.round(payload.startTime * 1e6)}000`,
    endTimeUnixNano: `${Math.round(payload.endTime * 1e6)}000`,
    attributes: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.request.model', payload.model),
      text('gen_ai.response.id', payload.id),
      text('user.id', payload.metadata.user_api_key_hash),
      text('client.address', payload.metadata.requester_ip_address),
      text('user_agent.original', payload.metadata.user_agent),
      number('gen_ai.usage.input_tokens', payload.prompt_tokens),
      number('gen_ai.usage.output_tokens', payload.completion_tokens),
      text('gen_ai.input.messages', JSON.stringify((hasSystem ? rest : payload.messages).map(partsOf))),
      text('gen_ai.output.messages', JSON.stringify(payload.response.choices.map(({ message }) => partsOf(message)))),
      ...(hasSystem ? [text('gen_ai.system_instructions', JSON.stringify(partsOf(system).parts))] : []),
    ],
    status: { code: 0 },
  };
}

function partsOf({ role, content }: Message): { role: string; parts: unknown[] } {
  return { role, parts: typeof content === 'string' ? [{ type: 'text', content }] : [] };
}

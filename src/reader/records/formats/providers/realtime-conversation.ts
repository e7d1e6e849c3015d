import { readAround } from '../../callers/surroundings.ts';
import { readParameters, readTools } from '../../dialects/openai-chat.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import { setMissingNumber } from '../../fields/set-missing.ts';
import { readTime } from '../../fields/time.ts';
import { Transcript } from '../transcript.ts';
import { fill, newRecord, type RecordSink, type RequestRecord, set } from '../kit.ts';

/** An event with what the log says around it. */
export interface RealtimeLine {
  piece: JsonObject;
  event: JsonObject;
  around: readonly JsonObject[];
  time: string;
}

const FIELDS = 'id=id inputTokens=usage/input_tokens outputTokens=usage/output_tokens';

/** One conversation over the Realtime API: what was said so far, and the answers that have begun. */
export class RealtimeConversation {
  private session: JsonObject = {};
  private readonly transcript: Transcript;
  /** Items that are not in the transcript yet, by their ids. */
  private readonly items = new Map<string, JsonObject>();
  private readonly said = new Set<string>();
  /** Answers that have begun, by their ids. */
  private readonly begun = new Map<string, RealtimeLine>();
  /** What the client has asked to be different in the next answer. */
  private asked: JsonObject = {};

  /** @param heard what was said in audio, by the id of the item */
  constructor(
    private readonly heard: ReadonlyMap<string, string>,
    private readonly sink: RecordSink,
  ) {
    this.transcript = new Transcript('openai-realtime', sink);
  }

  see(line: RealtimeLine): void {
    const { event } = line;
    const response = objectOf(event['response']);
    const id = textOf(response['id']) ?? '';
    switch (event['type']) {
      case 'session.created':
      case 'session.updated':
        this.session = { ...this.session, ...objectOf(event['session']) };
        break;
      case 'conversation.item.created':
      case 'conversation.item.added':
      case 'conversation.item.done':
        this.add(objectOf(event['item']));
        break;
      case 'response.create':
        this.asked = response;
        break;
      case 'response.created':
        this.begun.set(id, line);
        break;
      case 'response.done':
        this.answer(line, this.begun.get(id) ?? line, response);
        this.begun.delete(id);
        break;
    }
  }

  /** Answers whose end is not in the log were calls, too. */
  end(): void {
    for (const line of this.begun.values()) this.answer(line, line, objectOf(line.event['response']));
  }

  private add(item: JsonObject): void {
    const id = textOf(item['id']) ?? '';
    if (!this.said.has(id)) this.items.set(id, item);
  }

  /** Says what came before an answer. What it consists of is among the items, too. */
  private sayItems(output: readonly JsonObject[]): void {
    for (const { id } of output) {
      this.items.delete(textOf(id) ?? '');
      this.said.add(textOf(id) ?? '');
    }
    for (const [id, item] of this.items) {
      const { type, role, output: result } = item;
      if (type === 'function_call_output') this.transcript.say({ role: 'tool', content: result });
      else if (type === 'function_call') this.transcript.recall({ content: '', tool_calls: [callOf(item)] });
      else if (role === 'assistant') this.transcript.recall({ content: contentOf(item, undefined) });
      else if (type === 'message') this.transcript.say({ role, content: contentOf(item, this.heard.get(id)) });
      this.said.add(id);
    }
    this.items.clear();
  }

  private answer(line: RealtimeLine, begin: RealtimeLine, response: JsonObject): void {
    const output = listOf(response['output']).map(objectOf);
    this.sayItems(output);
    const { asked } = this;
    this.asked = {};
    const content = output.flatMap((item) => (item['type'] === 'message' ? contentOf(item, undefined) : []));
    const tool_calls = output.filter(({ type }) => type === 'function_call').map(callOf);
    this.transcript.answer(line.piece, { content, tool_calls }, (record) => {
      const own = objectOf(Object.assign({}, ...[...line.around].reverse(), line.event));
      this.sink.within(() => own);
      set(record, { time: begin.time });
      const ended = newRecord('');
      if (record.time !== undefined && begin !== line && readTime(ended, line.time))
        setMissingNumber(record, 'latencyMs', (ended.time ?? NaN) - record.time);
      this.describe(record, response, asked);
      readAround(line.around, record);
    });
  }

  private describe(record: RequestRecord, response: JsonObject, asked: JsonObject): void {
    const { session } = this;
    const instructions = textOf(asked['instructions']) ?? textOf(session['instructions']) ?? '';
    record.system = [instructions, record.system].filter(Boolean).join('\n\n');
    record.tools = [];
    readTools({ tools: asked['tools'] ?? session['tools'] }, record);
    readParameters({ ...session, ...response }, record);

    fill(record, response, FIELDS, { model: session['model'], session: response['conversation_id'] ?? session['id'] });
    const { reason } = objectOf(response['status_details']);
    const { status } = response;
    if (reason === 'content_filter') record.status = 'blocked';
    else if (status === 'failed') record.status = 'error';
    else if (status !== 'completed' && status !== 'incomplete') record.status = 'unknown';
    if (record.answer !== undefined && record.answer.toolCalls === '') {
      const finish = textOf(reason) ?? textOf(status);
      if (finish !== undefined) record.answer.finish = finish;
    }
  }
}

const callOf = ({ name, arguments: given }: JsonObject): JsonObject => ({ function: { name, arguments: given } });

/** Audio counts as the text that was heard in it, or, without that, as audio. */
function contentOf(item: JsonObject, heard: string | undefined): unknown[] {
  return listOf(item['content']).map((part) => {
    const { text, transcript } = objectOf(part);
    const said = textOf(text) ?? textOf(transcript) ?? heard;
    return said === undefined ? part : { type: 'text', text: said };
  });
}

import { type JsonObject, objectOf, textOf, unpackJson } from '../../fields/json.ts';
import { Transcript } from '../transcript.ts';
import { fill, type Format, type RecordSink } from '../kit.ts';
import { wordSet } from '../../../../schema/words.ts';

/**
 * What Cline, Roo Code and Kilo Code show of a task: a row a thing said. A row tells of each call to the model, with its request
 * and tokens; what stands behind it up to the next such row is the answer.
 */
export const cline: Format = {
  name: 'cline',
  facts:
    'source code | time agent messages answer tokens cost status | Cline, Roo Code and Kilo Code: tasks as they are shown (`ui_messages.json`)',
  matches: (value) =>
    (value['type'] === 'say' && typeof value['say'] === 'string') ||
    (value['type'] === 'ask' && typeof value['ask'] === 'string'),
  read: (row, sink) => {
    if (!sink.piece('cline', '', row)) joinTask([row], sink);
  },
  join: joinTask,
};

/** What the model says, and what it asks to do. */
const ANSWERS: ReadonlySet<unknown> = wordSet('text completion_result tool command followup use_mcp_server');

const FIELDS = 'inputTokens=tokensIn outputTokens=tokensOut costUsd=cost';

function joinTask(rows: readonly JsonObject[], sink: RecordSink): void {
  const session = new Transcript('cline', sink);
  let call: JsonObject | undefined;
  let said: string[] = [];
  const end = (): void => {
    const row = call;
    if (row === undefined) return;
    const facts = objectOf(unpackJson(row['text']));
    session.answer(row, { content: said.join('\n') }, (record) => {
      fill(record, facts, FIELDS, {
        time: row['ts'],
        model: objectOf(row['modelInfo'])['modelId'],
        userAgent: 'cline',
      });
      if (facts['cancelReason'] !== undefined) record.status = 'error';
    });
    call = undefined;
    said = [];
  };
  let isFirst = true;
  for (const row of rows) {
    const what = row['say'] ?? row['ask'];
    const text = textOf(row['text']) ?? '';
    if (what === 'api_req_started') {
      end();
      call = row;
    } else if (what === 'user_feedback' || (isFirst && what === 'text')) {
      end();
      session.say({ role: 'user', content: text });
    } else if (call !== undefined && ANSWERS.has(what) && text !== '') said.push(text);
    isFirst = false;
  }
  end();
  if (session.answers === 0) sink.skip('conversation without an answer');
}

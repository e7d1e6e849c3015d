import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../fields/json.ts';
import type { RecordSink } from '../../fields/record-sink.ts';
import type { Format } from '../format.ts';
import { rawRequest } from '../general/raw-api.ts';
import { inOrderOfTime, type PlatformTurn, readTurns } from './platform-turns.ts';

/**
 * Conversation logs of Amazon Lex V2, as they are in CloudWatch: what a user said and what the bot answered, a line for both. The
 * session is all that says who it was, and its name is of the program that asks the bot.
 */
export const lex: Format = {
  name: 'lex',
  facts: 'documentation | time messages answer status | Amazon Lex V2: conversation logs',
  matches: (value) =>
    typeof value['messageVersion'] === 'string' &&
    typeof value['operationName'] === 'string' &&
    typeof value['sessionId'] === 'string' &&
    isObject(value['bot']) &&
    !rawRequest.matches(value),
  read: (value, sink) => {
    if (askedIn(value) === undefined) sink.skip(WITHOUT_TEXT);
    else if (!sink.piece('lex', keyOf(value), value)) join([value], sink);
  },
  join,
};

const WITHOUT_TEXT = 'message of a user without text';

/** Programs may give their sessions at two bots the same name. */
function keyOf(value: JsonObject): string {
  const { id, aliasId } = objectOf(value['bot']);
  return JSON.stringify([id, aliasId, value['sessionId']]);
}

const askedIn = (value: JsonObject): string | undefined => textOf(value['inputTranscript']) || undefined;

function join(lines: readonly JsonObject[], sink: RecordSink): void {
  const turns = inOrderOfTime(lines, 'timestamp').flatMap(turnsOf);
  readTurns(turns, { format: 'lex', who: {}, session: lines[0]?.['sessionId'] }, sink);
}

function turnsOf(line: JsonObject): PlatformTurn[] {
  const { timestamp: time, requestId: id } = line;
  const asked: PlatformTurn = { by: 'user', text: askedIn(line) ?? '', at: line, time, id };
  const said = listOf(line['messages']).map((message) => textOf(objectOf(message)['content']) ?? '');
  const text = said.filter(Boolean).join('\n');
  return text === '' ? [asked] : [asked, { by: 'assistant', text, at: line, time }];
}

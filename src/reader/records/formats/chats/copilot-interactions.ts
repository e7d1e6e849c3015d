import { isObject, type JsonObject, objectOf, textOf } from '../../fields/json.ts';
import { htmlText } from './html-text.ts';
import { type PlatformTurn, readTurns } from './platform-turns.ts';
import { type Format, newRecord, type RecordSink, set } from '../kit.ts';

/**
 * Interactions with Microsoft 365 Copilot as Microsoft Graph exports them (`aiInteraction`): what a person asked and what Copilot
 * said are objects of their own, newest first, in sessions.
 */
export const copilotInteractions: Format = {
  name: 'copilot-interactions',
  facts:
    'documentation | time account agent messages answer status | Microsoft 365 Copilot: interactions that Microsoft Graph exports',
  matches: (value) => BY.has(value['interactionType']) && isObject(value['body']) && 'createdDateTime' in value,
  read: (value, sink) => {
    if (turnOf(value).text === '') sink.skip('interaction without a text');
    else if (!sink.piece('copilot-interactions', textOf(value['sessionId']) ?? '', value)) join([value], sink);
  },
  join,
};

const BY: ReadonlyMap<unknown, PlatformTurn['by']> = new Map([
  ['userPrompt', 'user'],
  ['aiResponse', 'assistant'],
]);

function turnOf(interaction: JsonObject): PlatformTurn {
  const { contentType, content } = objectOf(interaction['body']);
  const said = textOf(content) ?? '';
  return {
    by: BY.get(interaction['interactionType'])!,
    // A text may end with the tags of what is attached to it.
    text: contentType === 'html' ? htmlText(said) : said.replace(ATTACHED, '').trim(),
    at: interaction,
    time: interaction['createdDateTime'],
    id: interaction['requestId'] ?? interaction['id'],
    user: objectOf(objectOf(interaction['from'])['user'])['id'],
    userAgent: interaction['appClass'],
  };
}

const ATTACHED = /<attachment id="[^"<>]{0,500}">\s{0,10}<\/attachment>/g;

function join(interactions: readonly JsonObject[], sink: RecordSink): void {
  const timeOf = ({ time }: PlatformTurn): number => {
    const read = newRecord('copilot-interactions');
    set(read, { time });
    return read.time ?? 0;
  };
  // What was asked comes before what was said at that time.
  const inOrder = interactions
    .map(turnOf)
    .sort((a, b) => timeOf(a) - timeOf(b) || Number(a.by !== 'user') - Number(b.by !== 'user'));
  readTurns(inOrder, { format: 'copilot-interactions', who: {}, session: interactions[0]?.['sessionId'] }, sink);
}

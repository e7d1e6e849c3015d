/** The row of a request whose sender and call are known: what both fast paths write in the same way. */
import type { DocumentName, Facts } from '../../../reader/records/facts/facts.ts';
import type { RecordLocation } from '../../../reader/records/fields/record-location.ts';
import { withBeside } from '../../table/beside.ts';
import { FLAG } from '../../table/request-flags.ts';
import { flagsOfTexts } from '../../table/request-signals.ts';
import type { RequestTable } from '../../table/request-table.ts';
import type { History } from '../../table/turns/history.ts';
import type { Row } from '../../table/request-row.ts';
import type { CallNumbers, SenderNumbers } from './metadata-cache.ts';
import type { Words } from '../../../schema/words.ts';

/** What is read anew for each request; fields as in the row. */
export interface OwnFields extends Pick<
  Row,
  Words<`time response inputTokens outputTokens system user open contextIn contextOut answer answerShape
  answerSize turns media`>
> {
  /** False when the time has no zone and was read as UTC. */
  zoneKnown: boolean;
  /** All but the documents, which stand apart: objects that may or may not hold them are slow to read. */
  facts?: Facts | undefined;
  documents?: readonly DocumentName[] | undefined;
  history: History;
}

/** Adds the request. Names enter the table only here, at the end: what is left to the general reader may hold no request. */
export function addKnownRow(
  table: RequestTable,
  { sender, call }: { sender: SenderNumbers; call: CallNumbers },
  own: OwnFields,
  location: RecordLocation,
): void {
  table.texts.useAsSystem(own.system);
  table.addFacts(own.facts, withBeside(own.history, call.beside, table.texts, own), own.documents);
  // Written out: spreading an object with so many fields makes a slow one.
  table.addRow(
    {
      time: own.time,
      response: own.response,
      account: sender.account,
      organisation: sender.organisation,
      endUser: sender.endUser,
      address: sender.address,
      userAgent: sender.userAgent,
      model: call.model,
      format: call.format,
      inputTokens: own.inputTokens,
      outputTokens: own.outputTokens,
      system: own.system,
      user: own.user,
      open: own.open,
      whole: own.history.whole,
      tools: call.tools,
      toolCount: call.toolCount,
      parameters: call.parameters,
      contextIn: own.contextIn,
      contextOut: own.contextOut,
      answer: own.answer >>> 0,
      answerShape: own.answerShape,
      answerSize: own.answerSize,
      turns: Math.min(255, own.turns),
      media: Math.min(255, own.media),
      flags: sender.flags | call.flags | (own.zoneKnown ? 0 : FLAG.zoneUnknown) | flagsOfTexts(table.texts),
    },
    location,
  );
  table.told.note(own.history, own.contextOut, table.texts.texts.key[own.user]!);
}

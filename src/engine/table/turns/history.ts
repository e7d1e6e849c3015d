/**
 * What a request says was said before, as hashes: of the messages that an earlier request must have sent, and of those that this one
 * sends. A client can write any conversation; what another request has sent was read with that one.
 */
import { HashNumbers } from '../../../math/hash-numbers.ts';
import type { FactTable } from '../fact-table.ts';
import type { RowColumns } from '../request-row.ts';
import { keyOfText, textKernel } from '../text-kernel.ts';
import type { RequestRecord } from '../../../reader/records/fields/request.ts';
import type { Signals } from '../request-signals.ts';
import type { TextPool } from '../text-pool.ts';
import { pictureWords } from '../../../reader/records/fields/pictures.ts';
import { turnsIn, type Turns, wholeConversation } from './open-turn.ts';

export interface History {
  /** Hash of the messages before the last answers in the conversation, 0 where it begins with these; undefined without such answers. */
  heard?: number;
  /** Hash of the last answers with what is before them, where they are several or hold reasoning: `contextIn` is of the last text. */
  said?: number;
  /** Hash of all messages; undefined where that is the text of the first user message alone. */
  sent?: number;
  /** The whole conversation, as a number in the pool of texts; 0 where another request surely sent what stands in it. */
  whole: number;
  /** Hash of what definitions say, where they say more than the prompt: see `Beside`. */
  beside?: number;
}

/** The `sent` of the text of a first user message alone, by its hash. */
const sentAlone = (key: number): number => textKernel().call.join(0, key);

/** Gives the rows that say something, ascending, each with the hash of all its messages. */
export function eachSent(
  { rows, length, facts }: { rows: Pick<RowColumns, 'user'>; length: number; facts: FactTable },
  texts: TextPool,
  take: (row: number, sent: number) => void,
): void {
  let next = 0;
  const takeAlone = (to: number): void => {
    for (; next < to; next++) {
      const user = rows.user[next]!;
      if (user !== 0) take(next, sentAlone(texts.texts.key[user]!));
    }
  };
  facts.each('sent', (row, sent) => {
    takeAlone(row);
    take(row, sent);
    next = row + 1;
  });
  takeAlone(length);
}

const NONE: readonly string[] = [];

/** Hash of what a message holds besides its text, 0 for nothing. @param calls hash of its calls of tools */
export function besideText(calls: number, pictures = NONE): number {
  let key = calls;
  for (const picture of pictures) key = pair(key, keyOfText(pictureWords(picture)));
  return key;
}

/** What a message says, as hashes. */
interface Said {
  /** Of its text, 0 where it has none. */
  key: number;
  /** As `besideText` gives it. */
  beside: number;
  /** Of its reasoning, 0 where it has none. */
  thought?: number;
}

/** Hashes the messages of a conversation, one after the other. */
export class HistoryHasher {
  private chain = 0;
  private heard = 0;
  private said = 0;
  private answers = 0;
  private thoughts = 0;
  private texts = 0;
  private isFirst = false;

  /** @param at place of the message */
  add(at: number, { key, beside, thought = 0 }: Said, isFirstUser: boolean, turns: Turns): void {
    if (at === turns.answers) this.heard = this.chain;
    if (key === 0 && beside === 0 && thought === 0) return;
    if (key !== 0) this.chain = pair(this.chain, key);
    if (beside !== 0) this.chain = pair(this.chain, beside);
    // Clients leave reasoning out of later requests: the rest of what they say must not depend on it.
    if (key === 0 && beside === 0) this.chain = pair(this.chain, thought);
    if (thought !== 0) this.thoughts = pair(this.thoughts, thought);
    this.isFirst = isFirstUser && beside === 0;
    this.texts++;
    if (at < turns.answers || at >= turns.open) return;
    this.said = this.chain;
    this.answers++;
  }

  /** @param contextIn as in `Signals` @param add gives the number of the whole conversation; undefined where it cannot be read */
  end<N extends number | undefined>(
    { answers, open }: Turns,
    told: ToldHistory,
    contextIn: number,
    add: () => N,
  ): History | (N extends number ? never : undefined) {
    const { chain: sent, heard, thoughts } = this;
    // What the last answer says is a hash in `contextIn`, but for what was thought.
    const said = thoughts !== 0 ? pair(this.said, thoughts) : this.answers > 1 ? this.said : 0;
    if (this.texts === 0 || (this.texts === 1 && this.isFirst)) return NO_HISTORY;
    if (answers === open) return { sent, whole: 0 };
    const whole = said === 0 && told.has(heard, contextIn) ? 0 : add();
    if (whole === undefined) return undefined as ReturnType<typeof this.end<N>>;
    return { heard, sent, whole, ...(said !== 0 && { said }) };
  }
}

const NO_HISTORY: History = { whole: 0 };

/** @param signals of the request: the first user message has its hash already */
export function readHistory(
  record: RequestRecord,
  texts: TextPool,
  told: ToldHistory,
  { user, contextIn }: Pick<Signals, 'user' | 'contextIn'>,
): History {
  const turns = turnsIn(record);
  const hasher = new HistoryHasher();
  const first = record.messages.findIndex(({ role }) => role === 'user');
  for (let at = 0; at < turns.end; at++) {
    const { text, toolCalls = '', reasoning = '', pictures } = record.messages[at]!;
    const key = at === first ? texts.texts.key[user]! : keyOfText(text);
    const beside = besideText(keyOfText(toolCalls), pictures);
    hasher.add(at, { key, beside, thought: keyOfText(reasoning) }, at === first, turns);
  }
  return hasher.end(turns, told, contextIn, () => texts.addAside(wholeConversation(record, turns)));
}

/** Requests of one log whose histories are remembered; when there are more, all are forgotten. */
const MAX_TOLD = 50_000;

/** What the requests read last of one log have sent and what they were answered: their conversations go on in the next ones. */
export class ToldHistory {
  private source = -1;
  private sent = new HashNumbers();
  private answered = new HashNumbers();
  /** Where no conversation goes on, nothing needs to be remembered. */
  private isAsked = false;

  /** Goes on to a log: one may be read again without another. */
  begin(source: number): void {
    if (source === this.source) return;
    this.source = source;
    this.clear();
  }

  private clear(): void {
    this.isAsked = false;
    this.sent = new HashNumbers();
    this.answered = new HashNumbers();
  }

  /** Whether a request sent these messages and got the answer that is sent back, where that is long enough to tell. */
  has(heard: number, contextIn: number): boolean {
    this.isAsked = true;
    return this.sent.find(heard) >= 0 && (contextIn === 0 || this.answered.find(pair(heard, contextIn)) >= 0);
  }

  /** Notes a request that is in the table. @param user hash of its first user message */
  note({ sent }: History, contextOut: number, user: number): void {
    if (!this.isAsked || (sent === undefined && user === 0)) return;
    if (this.sent.count >= MAX_TOLD) this.clear();
    const own = sent ?? sentAlone(user);
    if (this.sent.find(own) < 0) this.sent.add(own);
    if (contextOut === 0) return;
    const answered = pair(own, contextOut);
    if (this.answered.find(answered) < 0) this.answered.add(answered);
  }
}

const pair = (sent: number, context: number): number => textKernel().call.join(sent, context);

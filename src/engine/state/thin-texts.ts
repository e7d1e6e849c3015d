/**
 * Leaves clauses out of texts that change no report. A clause that only one prompt holds is never fixed text, and mining ignores what
 * it says, but for three uses: the whole text of a message that is sent again and again or with files is a template; what stands before
 * a fixed text may be one, so a clause stays where enough may follow it; and where clauses stand counts, so that a gap says how many
 * were left out. All texts of an audit have to be there.
 */
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { gapOf } from '../table/clause-gap.ts';
import { SYSTEM_LETTERS, wholeSystem } from '../templates/frames/recurring-clauses.ts';
import { MIN_REQUESTS } from '../templates/mining/attached-templates.ts';
import { ACCOUNTS, TIMES } from '../templates/views/repeated-messages.ts';
import { REST_LETTERS } from '../templates/mining/outlier-members.ts';
import { type Block, emptyBlock } from './block.ts';
import type { OpenStates } from './open-states.ts';
import { SharedClauses } from './shared-clauses.ts';
import type { StateWriter } from './state-writer.ts';
import { TABLES } from './tables.ts';
import { damagedClauses, placeIn } from './text-numbers.ts';

/** Columns of requests that say what texts are used for. */
export const USED = ['system', 'user', 'open', 'whole', 'media'] as const;
/** Most clauses of a text. */
const MAX_CLAUSES = 96;
/** The system prompt of a message: not known yet, none, or several; others are their place and `FIRST`. */
const [UNKNOWN, NONE, FIRST, SEVERAL] = [0, 1, 2, 0xffffffff];

/** The clauses of a text. */
type Text = Block<typeof TABLES.clauses>;

export class ThinTexts {
  /** Clauses that were left out. */
  left = 0;
  /** Of each text: the system prompt that comes with it, requests that say it first or last, and those of them with files. */
  private readonly systemOf: Uint32Array;
  private readonly sent: Uint8Array;
  private readonly withFiles: Uint8Array;

  private constructor(
    private readonly keys: Float64Array,
    /** Entries of each text in the table of clauses. */
    private readonly entries: Uint8Array,
    private readonly shared: SharedClauses,
    /** Requests from which on a message may be a template as it stands. */
    private readonly times: number,
  ) {
    this.systemOf = new Uint32Array(keys.length);
    this.sent = new Uint8Array(keys.length);
    this.withFiles = new Uint8Array(keys.length);
  }

  static async read(states: OpenStates): Promise<ThinTexts> {
    const most = states.rows('texts');
    const [keys, entries] = [new Float64Array(most), new Uint8Array(most)];
    const shared = new SharedClauses(states.rows('clauses'));
    let count = 0;
    await states.each('texts', ({ columns }, row) => {
      keys[count] = columns.text[row]!;
      entries[count++] = columns.clauses[row]!;
      // A system prompt as a whole counts as a clause.
      if (columns.system[row] !== 0) shared.add(wholeSystem(columns.system[row]!, columns.text[row]!), SYSTEM_LETTERS);
    });
    return new ThinTexts(keys.subarray(0, count), entries, shared, await timesOf(states));
  }

  /** Notes what requests do with their texts. */
  use(block: Block<typeof TABLES.requests>, from: number, to: number): void {
    for (let row = from; row < to; row++) this.useRow(block, row);
  }

  private useRow({ columns }: Block<typeof TABLES.requests>, row: number): void {
    const [system, user] = [columns.system[row]!, columns.user[row]!];
    const [ofSystem, ofUser] = [system, user].map((key) => (key === 0 ? -1 : this.placeOf(key))) as [number, number];
    // System prompts come with many messages, and each is a template.
    if (ofSystem >= 0) this.systemOf[ofSystem] = SEVERAL;
    if (ofUser < 0) return;
    const came = ofSystem < 0 ? NONE : ofSystem + FIRST;
    const before = this.systemOf[ofUser]!;
    this.systemOf[ofUser] = before === UNKNOWN || before === came ? came : SEVERAL;
    const open = columns.open[row]! === 0 ? ofUser : this.placeOf(columns.open[row]!);
    for (const text of new Set([ofUser, open])) this.sent[text] = Math.min(this.times, this.sent[text]! + 1);
    if (columns.media[row] === 0) return;
    const whole = columns.whole[row]! === 0 ? [] : [this.placeOf(columns.whole[row]!)];
    for (const text of new Set([ofUser, open, ...whole]))
      this.withFiles[text] = Math.min(MIN_REQUESTS, this.withFiles[text]! + 1);
  }

  /** Writes texts and clauses, when all requests were noted. */
  async write(states: OpenStates, writer: StateWriter): Promise<void> {
    await this.each(states, ({ columns: { hash, letters }, length }) => {
      for (let at = 0; at < length; at++) if (isFirst(hash, at)) this.shared.add(hash[at]!, letters[at]!);
    });
    const clauses = writer.table('clauses');
    await this.each(states, (text, place) => {
      if (!this.isKept(place)) this.thin(text);
      clauses.copy(text, 0, text.length);
      this.entries[place] = text.length;
    });
    let place = 0;
    const texts = writer.table('texts');
    await states.each('texts', ({ columns }, row) => {
      texts.add({ text: columns.text[row]!, system: columns.system[row]!, clauses: this.entries[place++]! });
    });
  }

  /** Whether all clauses of a text stay. */
  private isKept(place: number): boolean {
    return (
      this.systemOf[place] === SEVERAL || this.sent[place]! >= this.times || this.withFiles[place]! >= MIN_REQUESTS
    );
  }

  /** Puts gaps in place of clauses, in place and from behind. */
  private thin(text: Text): void {
    const { hash, letters } = text.columns;
    let end = text.length;
    /** Letters of the clauses behind that may be fixed text. */
    let behind = 0;
    let [gap, gapLetters] = [0, 0];
    const close = (): void => {
      if (gap === 0) return;
      hash[--end] = gapOf(gap, gapLetters);
      letters[end] = 0;
      gap = gapLetters = 0;
    };
    for (let at = text.length - 1; at >= 0; at--) {
      const most = this.shared.lettersOf(hash[at]!);
      if (most === 0 && behind < REST_LETTERS) {
        gap++;
        gapLetters += letters[at]!;
        this.left++;
        continue;
      }
      behind += most;
      // Nothing that is yet to be read is written over: an entry is written for each that was read, or for several.
      const [ownHash, ownLetters] = [hash[at]!, letters[at]!];
      close();
      hash[--end] = ownHash;
      letters[end] = ownLetters;
    }
    close();
    hash.copyWithin(0, end, text.length);
    letters.copyWithin(0, end, text.length);
    text.length -= end;
  }

  /** Goes through the texts that have clauses. */
  private async each(states: OpenStates, take: (text: Text, place: number) => void): Promise<void> {
    const text: Text = emptyBlock(TABLES.clauses, MAX_CLAUSES);
    const { text: keys, hash, letters } = text.columns;
    let place = -1;
    const end = (): void => {
      if (text.length === 0) return;
      while (++place < this.keys.length && this.keys[place] !== keys[0]) this.expect(place, 0);
      this.expect(place, text.length);
      take(text, place);
      text.length = 0;
    };
    await states.each('clauses', ({ columns }, row) => {
      const key = columns.text[row]!;
      if (key !== keys[0]) end();
      const at = text.length++;
      if (at === MAX_CLAUSES) throw damagedClauses();
      keys[at] = key;
      hash[at] = columns.hash[row]!;
      letters[at] = columns.letters[row]!;
    });
    end();
    while (++place < this.keys.length) this.expect(place, 0);
  }

  private expect(place: number, entries: number): void {
    if (this.entries[place] !== entries) throw damagedClauses();
  }

  private placeOf(key: number): number {
    const place = placeIn(this.keys, key);
    if (place < 0) throw new InputError('The states are damaged: a request has a text that is in none of them.');
    return place;
  }
}

/** Where conversations go on, what some accounts said once may be the task of what came after it. */
async function timesOf(states: OpenStates): Promise<number> {
  const kinds = new Set<string>();
  await states.sample('facts', ['kind'], Number.MAX_SAFE_INTEGER, ({ columns: { kind } }) => {
    for (const one of kind) kinds.add(one);
  });
  return kinds.has('heard') || kinds.has('earlierAnswer') ? ACCOUNTS : ACCOUNTS * TIMES;
}

/** Whether a text has the clause at a place for the first time. */
function isFirst(hash: Float64Array, at: number): boolean {
  return hash.indexOf(hash[at]!) === at;
}

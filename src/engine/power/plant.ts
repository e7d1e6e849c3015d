/** Plants simulated campaigns into a copy of a log's table. The log itself is not touched, and nothing is written. */
import { addAll } from '../../math/lists/many.ts';
import type { AccountProfile } from '../accounts/account-profiles.ts';
import { Random } from '../../math/random.ts';
import { hash32 } from '../../math/hash.ts';
import type { RequestRecord } from '../../reader/records/fields/request.ts';
import { promptText } from '../readback/read-prompts.ts';
import { FLAG } from '../table/request-flags.ts';
import type { Row } from '../table/request-row.ts';
import { RequestTable } from '../table/request-table.ts';
import type { LogTraits } from './log-traits.ts';
import { type Hidden, hidden } from './hiding.ts';
import { type PlannedPrompt, promptMakers } from './pipelines.ts';
import type { Knobs } from './power-cells.ts';
import { workQueue } from './work-queue.ts';

export interface PlantedCampaign {
  /** Names of its accounts. Each of them sends something. */
  accounts: string[];
}

/** What is read back of a planted request. */
type Sent = Hidden & Pick<RequestRecord, 'answer'>;
type Planned = Hidden & { answer: string };

const openly = ({ system, user }: PlannedPrompt): Hidden => ({ system, messages: [{ role: 'user', text: user }] });

/** Share of accounts with an organisation of their own, where they are not all fronts. */
const OWN_ORGANISATION = 0.25;
/** Ordinary accounts whose traffic covers one planted account, at most. */
const MAX_DONORS = 3;

/**
 * A log's table with room for planted campaigns. Cover traffic is copied from ordinary accounts of the log, at the times at
 * which they sent it.
 */
export class PlantedTable {
  readonly #planted = new RequestTable();
  /** Of each planted row its prompt, or the row of the log it is a copy of. */
  readonly #prompts: (Sent | number)[] = [];

  /**
   * @param log the log's finished table
   * @param source number that no source of the log has: planted rows are told apart by it
   * @param donors accounts whose traffic may be copied; not empty where cover is asked for
   */
  constructor(
    private readonly log: RequestTable,
    private readonly source: number,
    private readonly traits: LogTraits,
    private readonly donors: readonly AccountProfile[],
  ) {}

  plant(name: string, knobs: Knobs, random: Random): PlantedCampaign {
    const makers = promptMakers(random, knobs.templates, knobs.reworded);
    const faces = Array.from({ length: knobs.accounts }, (_, n) => this.#face(`${name}-${n + 1}`, knobs, random));
    const temperature = random.pick([0.6, 0.7, 0.8, 1]);
    const sent = faces.map(() => 0);
    const earlier: PlannedPrompt[] = [];
    const disguise = new Random('hiding', name);
    const queue = workQueue(knobs, this.traits.period, random);
    if (knobs.borrowed) {
      const questions = random.shuffle(this.#questions());
      queue.slice(0, questions.length).forEach(({ time, account }, n) => {
        this.#copy(questions[n]!, faces[account]!, n, time);
        sent[account]!++;
      });
    } else {
      for (const { time, account } of queue) {
        const prompt =
          earlier.length > 0 && random.chance(knobs.repeats) ? random.pick(earlier) : random.pick(makers)(random);
        earlier.push(prompt);
        this.#add(
          { answer: prompt.answer, ...(knobs.hiding ? hidden(prompt, knobs.hiding, disguise) : openly(prompt)) },
          { ...faces[account]!, parameters: { temperature }, ...(time === undefined ? {} : { time }) },
        );
        sent[account]!++;
      }
    }
    const busy = faces.filter((_, n) => sent[n]! > 0);
    busy.forEach((face, n) => {
      const requests = sent[faces.indexOf(face)]!;
      this.#cover(face, Math.round((requests * knobs.mixing) / (1 - knobs.mixing)), random.below(1 << 30) + n);
    });
    return { accounts: busy.map(({ account }) => account!.value) };
  }

  /** The log's rows and the planted ones, in canonical order. */
  finish(): RequestTable {
    const table = new RequestTable();
    table.merge(this.log);
    table.merge(this.#planted);
    return table.finish();
  }

  /** Prompt of a row of the finished table, or the row of the log that has it. */
  promptOf(table: RequestTable, row: number): string | number {
    // The log's rows come first and keep their numbers: its sources do.
    if (table.rows.source[row] !== this.source) return row;
    const prompt = this.#prompts[table.rows.offset[row]!]!;
    if (typeof prompt === 'number') return prompt;
    return promptText(prompt, { unheard: (table.rows.flags[row]! & FLAG.unheard) !== 0 });
  }

  #face(value: string, knobs: Knobs, random: Random): Partial<RequestRecord> {
    const { models, userAgents, addresses, organisations } = this.traits;
    const own = organisations && (knobs.ownOrganisations || random.chance(OWN_ORGANISATION));
    return {
      account: { value, kind: 'key' },
      ...(models.length > 0 && { model: random.pick(models) }),
      ...(userAgents.length > 0 && { userAgent: random.pick(userAgents) }),
      // Set aside for benchmarks (RFC 2544): no real host is named.
      ...(addresses && { address: `198.${18 + random.below(2)}.${random.below(256)}.${random.below(256)}` }),
      ...(own && { organisation: `organisation of ${value}` }),
    };
  }

  #add({ answer, ...asked }: Planned, about: Partial<RequestRecord>): void {
    const { system, messages } = asked;
    const said = { ...asked, ...(this.traits.answers && { answer: { text: answer, toolCalls: '' } }) };
    const letters = messages.reduce((sum, { text }) => sum + text.length, system.length);
    const record: RequestRecord = {
      format: this.traits.format,
      ...said,
      tools: [],
      parameters: {},
      status: 'ok',
      content: 'full',
      inputTokens: Math.ceil(letters / 4),
      outputTokens: Math.ceil(answer.length / 4),
      ...about,
    };
    this.#planted.add(record, this.#place(said));
  }

  #place(prompt: Sent | number): { source: number; line: number; offset: number; length: number } {
    const at = this.#prompts.push(prompt) - 1;
    return { source: this.source, line: at + 1, offset: at, length: 1 };
  }

  /** Copies requests of a few ordinary accounts to a planted one. */
  #cover(face: Partial<RequestRecord>, requests: number, seed: number): void {
    const random = new Random('cover', seed);
    const rows: number[] = [];
    for (let donor = 0; donor < MAX_DONORS && rows.length < requests && this.donors.length > 0; donor++) {
      const own = random.shuffle([...random.pick(this.donors).rows]);
      addAll(rows, own.slice(0, Math.ceil(Math.min(requests - rows.length, requests / 2))));
    }
    for (const row of rows) this.#copy(row, face, seed);
  }

  /** Rows of ordinary accounts that open a conversation, with the system prompt that most of them have, or with none; each question once. */
  #questions(): number[] {
    const { system, user, turns } = this.log.rows;
    const opening = this.donors.flatMap(({ rows }) => [...rows].filter((row) => user[row]! > 0 && turns[row]! <= 1));
    const counts = new Map<number, number>();
    for (const row of opening) counts.set(system[row]!, (counts.get(system[row]!) ?? 0) + 1);
    const [most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
    const asked = new Map(opening.filter((row) => system[row] === most).map((row) => [user[row], row]));
    return [...asked.values()];
  }

  /**
   * A row of the log under another account. Its conversation stays one, but is not the donor's.
   * @param time that of the row if undefined
   */
  #copy(
    row: number,
    { account, address, userAgent, organisation }: Partial<RequestRecord>,
    seed: number,
    time?: number,
  ): void {
    const { rows, names, texts } = this.log;
    const planted = this.#planted;
    const moved = (context: number): number => (context === 0 ? 0 : hash32(`${context}`, seed));
    const copied: Row = {
      // Of each column its value in the row: types lose the names.
      ...(Object.fromEntries(Object.entries(rows).map(([name, column]) => [name, column[row]!])) as unknown as Row),
      account: planted.names.account.add(account?.value ?? ''),
      address: planted.names.address.add(address ?? ''),
      userAgent: planted.names.userAgent.add(userAgent ?? ''),
      organisation: planted.names.organisation.add(organisation ?? ''),
      endUser: 0,
      model: planted.names.model.add(names.model.values[rows.model[row]!]!),
      format: planted.names.format.add(names.format.values[rows.format[row]!]!),
      system: rows.system[row] === 0 ? 0 : planted.texts.take(texts, rows.system[row]!),
      user: rows.user[row] === 0 ? 0 : planted.texts.take(texts, rows.user[row]!),
      open: rows.open[row] === 0 ? 0 : planted.texts.take(texts, rows.open[row]!),
      whole: 0,
      contextIn: moved(rows.contextIn[row]!),
      contextOut: moved(rows.contextOut[row]!),
      response: 0,
      ...(time === undefined ? {} : { time }),
    };
    planted.addRow(copied, this.#place(row));
  }
}

/** The log of one wharf: what was sent, by whom, and the truth about it. */
import type { Random } from '../../../src/math/random.ts';
import type { AccountClass } from '../../../src/report/benchmark/truth.ts';
import type { Enrolled } from '../logs/enrolled.ts';
import type { Account } from './people.ts';
import type { Call } from './call.ts';
import { Recorder } from './recorder.ts';

/** Share of a relay's traffic from which on it is a harvester that calls itself a relay. */
const MOSTLY = 0.5;

export class Log {
  /** Seconds that the log covers. */
  readonly length: number;
  readonly campaigns: { id: string; type: string }[] = [];
  readonly residents = new Map<string, Enrolled>();
  private readonly calls: Call[] = [];
  private readonly random: Random;
  private readonly faults: number;
  /** Characters that were sent and answered so far: a log has a largest size. */
  private size = 0;

  constructor(days: number, random: Random) {
    this.length = days * 86_400;
    this.random = random;
    this.faults = 0.03 * random.next() ** 2;
  }

  /** Whoever is in the log has to be enrolled first. */
  enrol(account: Account, persona: string, as: AccountClass = 'benign', campaign: string | null = null): Account {
    this.residents.set(account.id, { class: as, persona, campaign, requests: 0, harvest: 0 });
    return account;
  }

  resident(account: Account): Enrolled {
    return this.residents.get(account.id)!;
  }

  /** A request. Some fail and are sent again, as client libraries do. */
  add(call: Call): void {
    const { from, until } = call.account;
    if (call.time < from || call.time >= Math.min(until, this.length)) return;
    if (this.random.chance(this.faults)) {
      this.keep({ ...call, failed: this.random.pick([429, 429, 500, 503, 529]) });
      this.add({ ...call, time: call.time + 0.5 + this.random.exponential(6) });
      return;
    }
    this.keep(call);
  }

  private keep(call: Call): void {
    const resident = this.resident(call.account);
    resident.requests++;
    if (call.harvest) resident.harvest++;
    const { system, turns, answers, tools = [] } = call.exchange;
    this.size += (system?.length ?? 0) + turns.reduce((sum, { text }) => sum + text.length + 120, 900);
    this.size += 300 * tools.length;
    this.size += answers.reduce((sum, { text }) => sum + text.length, 0);
    this.calls.push(call);
  }

  /** Accounts that have sent something. */
  get accounts(): number {
    return [...this.residents.values()].filter(({ requests }) => requests > 0).length;
  }

  /** Bytes that the log will have, about. */
  get bytes(): number {
    return this.size;
  }

  /** Lines of the log, and the truth as `fit:dump` reads it. */
  written(random: Random): { lines: string[]; truth: unknown } {
    this.calls.sort((a, b) => a.time - b.time);
    const recorder = new Recorder(random);
    const present = [...this.residents].filter(([, { requests }]) => requests > 0);
    return {
      lines: this.calls.map((call) => JSON.stringify(recorder.line(call))),
      truth: {
        accounts: Object.fromEntries(present.map(([id, resident]) => [id, judged(resident)])),
        campaigns: this.campaigns,
        harvest_lines: this.calls.flatMap(({ harvest }, at) => (harvest ? [at + 1] : [])),
      },
    };
  }
}

/** The class that what an account did makes it. */
function judged(resident: Enrolled): Enrolled {
  const { requests, harvest } = resident;
  if (resident.class === 'distillation' && harvest === 0) return { ...resident, class: 'unused' };
  if (resident.class === 'relay')
    return harvest > MOSTLY * requests ? { ...resident, class: 'distillation' } : { ...resident, campaign: null };
  return resident;
}

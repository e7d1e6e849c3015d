/**
 * How far a sweep without a template could be told at all: `npm run --prefix lab sweeps:ceiling -- FOLDER...`. With the truth of labelled logs known,
 * the area under the curve of what could tell accounts of one campaign from others, one family at a time and all together, each log judged
 * by weights of the others. Accounts have three requests or more; answers are compared by their sentences, where the log holds them.
 */
import { Random } from '../../src/math/random.ts';
import { readRequests } from '../../src/reader/convert/read-requests.ts';
import { table } from '../../src/report/benchmark/markdown.ts';
import { fitLogistic } from '../fit/logistic.ts';
import { labelledLogs, type LabelledLog, readTruth } from '../fit/logs/labelled-log.ts';

const FEWEST = 3;
const PAIRS = 6000;
const HOUR = 3_600_000;
const MOST_SHARED = 0.05;

interface Account {
  campaign: string;
  /** What it is, where it is neither of a campaign nor a customer. */
  kind: string;
  requests: number;
  times: number[];
  questions: Map<string, number>;
  sentences: Map<string, number>;
  sessions: Set<string>;
  addresses: Set<string>;
  agents: Set<string>;
  /** Parts of its questions whose letters are not of ASCII, and of its requests that go on from an earlier message. */
  foreign: number;
  goesOn: number;
  letters: number;
}

interface Case {
  isCampaign: boolean;
  /** Two innocent accounts of one kind that are no customers: kiosks, testers, pupils of a course. */
  isLookalike: boolean;
  values: number[];
}

const PAIR_FAMILIES = ['words of questions', 'sentences of answers', 'observed over expected overlap', 'first request', 'hours', 'volume and pauses', 'address', 'client', 'language', 'follow-ups'] as const; // prettier-ignore
const OWN_FAMILIES = ['requests', 'rarity of sentences', 'evenness of sentences', 'first request', 'pauses', 'length of sessions', 'company at its address', 'company of its client', 'language', 'follow-ups'] as const; // prettier-ignore

async function main(folders: readonly string[]): Promise<void> {
  const pairs: Case[][] = [];
  const own: Case[][] = [];
  for (const log of folders.flatMap((folder) => labelledLogs(folder))) {
    const accounts = (await accountsOf(log)).filter(({ requests }) => requests >= FEWEST);
    const campaigns = new Set(accounts.map(({ campaign }) => campaign).filter((one) => one !== ''));
    if (campaigns.size === 0) continue;
    pairs.push(pairsOf(accounts, new Random('pairs', log.name)));
    own.push(ownOf(accounts));
    console.error(`${log.name}: ${accounts.length} accounts, ${campaigns.size} campaigns`);
  }
  say('two accounts of one campaign', PAIR_FAMILIES, pairs);
  say('an account of a campaign', OWN_FAMILIES, own);
}

function say(title: string, families: readonly string[], logs: readonly (readonly Case[])[]): void {
  const row = (name: string, score: (one: Case, log: number) => number): string[] => {
    const beside = (isKept: (one: Case) => boolean): number[] =>
      logs.map((log, at) => area(log.filter((one) => one.isCampaign || isKept(one)), (one) => score(one, at))); // prettier-ignore
    const found = logs.map((log, at) => foundAt(log, (one) => score(one, at)));
    const strangers = beside(({ isLookalike }) => !isLookalike);
    const alike = beside(({ isLookalike }) => isLookalike);
    return [name, ...[strangers, alike, found].map((list) => `${mean(list)} (${range(list)})`)];
  };
  const weights = logs.map((_, at) => weightsOf(logs.filter((_, other) => other !== at).flat(), families.length));
  const rows = families.map((family, at) => row(family, ({ values }) => values[at]!));
  rows.push(row('all together', ({ values }, at) => values.reduce((sum, one, i) => sum + one * weights[at]![i]!, 0)));
  const heads = ['family', 'area beside strangers', 'area beside look-alikes', 'found at 1% wrong'];
  console.log(`\n${title}: ${logs.length} logs\n${table(heads, rows)}`);
}

/** Weights of the families, learnt of other logs, both sides counting as much. */
function weightsOf(cases: readonly Case[], families: number): Float64Array {
  const yes = cases.filter(({ isCampaign }) => isCampaign).length;
  return fitLogistic({
    rows: cases.map(({ values }) => Float64Array.from(values)),
    kinds: cases.map(({ isCampaign }) => (isCampaign ? 0 : 1)),
    others: 1,
    counts: cases.map(({ isCampaign }) => 500 / (isCampaign ? yes : cases.length - yes)),
    bounded: Array.from({ length: families }, () => false),
    ridge: 1,
  }).against[0]!.weights;
}

const mean = (list: readonly number[]): string => (list.reduce((sum, one) => sum + one, 0) / list.length).toFixed(2);
const range = (list: readonly number[]): string => `${Math.min(...list).toFixed(2)} to ${Math.max(...list).toFixed(2)}`;

/** Share of the cases of a campaign above all but one in a hundred of the others. */
function foundAt(cases: readonly Case[], score: (one: Case) => number): number {
  const of = (isCampaign: boolean): number[] => cases.filter((one) => one.isCampaign === isCampaign).map(score);
  const others = of(false).sort((a, b) => b - a);
  const limit = others[Math.floor(others.length / 100)] ?? Infinity;
  const own = of(true);
  return own.filter((one) => one > limit).length / own.length;
}

/** Chance that a case of a campaign is above another; ties count half. */
function area(cases: readonly Case[], score: (one: Case) => number): number {
  const sorted = cases.map((one) => ({ own: one.isCampaign, score: score(one) })).sort((a, b) => a.score - b.score);
  let [below, sum, yes] = [0, 0, 0];
  for (let from = 0; from < sorted.length;) {
    let to = from;
    let [inside, outside] = [0, 0];
    for (; to < sorted.length && sorted[to]!.score === sorted[from]!.score; to++) {
      if (sorted[to]!.own) inside++;
      else outside++;
    }
    sum += inside * (below + outside / 2);
    below += outside;
    yes += inside;
    from = to;
  }
  return yes === 0 || below === 0 ? 0.5 : sum / (yes * below);
}

async function accountsOf(log: LabelledLog): Promise<Account[]> {
  const truth = readTruth(log);
  const found = new Map<string, Account>();
  await readRequests([log.path], (record) => {
    const name = record.account?.value ?? '';
    const { campaign = '', harvest = 0, persona = '' } = truth.accounts.get(name) ?? {};
    const one: Account = found.get(name) ?? {
      campaign: harvest > 0 ? campaign : '',
      kind: harvest > 0 || /customer/.test(persona) ? '' : persona,
      requests: 0,
      times: [],
      questions: new Map(),
      sentences: new Map(),
      sessions: new Set(),
      addresses: new Set(),
      agents: new Set(),
      foreign: 0,
      goesOn: 0,
      letters: 0,
    };
    found.set(name, one);
    const asked = record.messages.at(-1)?.text ?? '';
    one.requests++;
    one.times.push(record.time ?? 0);
    one.sessions.add(record.session ?? String(record.time));
    one.addresses.add(record.address ?? '');
    one.agents.add(record.userAgent ?? '');
    one.goesOn += record.messages.length > 1 ? 1 : 0;
    one.letters += asked.length;
    one.foreign += asked.replace(/[ -~]/g, '').length;
    for (const word of new Set(asked.toLowerCase().match(/\p{L}{3,}/gu) ?? [])) addOne(one.questions, word);
    for (const sentence of (record.answer?.text ?? '').split(/[.!?\n]/)) if (sentence.length > 20) addOne(one.sentences, sentence.trim()); // prettier-ignore
  });
  return [...found.values()];
}

const addOne = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** In how many accounts each is. */
function holders(accounts: readonly Account[], of: (account: Account) => Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const account of accounts) for (const key of of(account)) addOne(counts, key);
  return counts;
}

const pauseOf = ({ times }: Account): number => {
  const sorted = [...times].sort((a, b) => a - b);
  const pauses = sorted.slice(1).map((time, at) => time - sorted[at]!).sort((a, b) => a - b); // prettier-ignore
  return Math.log(1 + (pauses[pauses.length >> 1] ?? 0) / 1000);
};
const firstOf = ({ times }: Account): number => times.reduce((least, time) => Math.min(least, time), Infinity);
const followsOf = ({ goesOn, requests }: Account): number => goesOn / requests;
const foreignOf = ({ foreign, letters }: Account): number => foreign / (1 + letters);

/** Pairs of one campaign, as many of any two accounts, and as many of innocent accounts of one kind. */
function pairsOf(accounts: readonly Account[], random: Random): Case[] {
  const words = holders(accounts, ({ questions }) => questions.keys());
  const said = holders(accounts, ({ sentences }) => sentences.keys());
  const places = holders(accounts, ({ addresses }) => addresses);
  const clients = holders(accounts, ({ agents }) => agents);
  const total = [...said.values()].reduce((sum, one) => sum + one, 0);
  const isRare = (count: number): boolean => count > 1 && count <= MOST_SHARED * accounts.length;
  const alike = (
    a: ReadonlyMap<string, number>,
    b: ReadonlyMap<string, number>,
    holding: Map<string, number>,
  ): number => {
    let shared = 0;
    const sizes = [0, 0];
    const weight = (key: string): number => Math.log(accounts.length / holding.get(key)!) ** 2;
    for (const key of a.keys()) {
      if (holding.get(key) === 1) continue;
      if (b.has(key)) shared += weight(key);
      sizes[0]! += weight(key);
    } // prettier-ignore
    for (const key of b.keys()) if (holding.get(key)! > 1) sizes[1]! += weight(key);
    return shared / Math.sqrt(1 + sizes[0]! * sizes[1]!);
  };
  const overlap = (a: Account, b: Account): number => {
    let [observed, expected] = [0, 0];
    for (const key of a.sentences.keys()) {
      if (said.get(key) === 1) continue;
      if (b.sentences.has(key)) observed++;
      expected += (said.get(key)! * b.sentences.size) / total;
    }
    return -Math.log((observed + 0.5) / (expected + 0.5));
  };
  const hours = ({ times }: Account): number[] => {
    const all = Array.from({ length: 24 }, () => 0);
    for (const time of times) all[Math.floor(time / HOUR) % 24]! += 1 / times.length;
    return all;
  };
  const rarest = (a: Set<string>, b: Set<string>, holding: Map<string, number>): number =>
    Math.max(0, ...[...a].filter((key) => b.has(key) && isRare(holding.get(key)!)).map((key) => Math.log(accounts.length / holding.get(key)!))); // prettier-ignore
  const values = (a: Account, b: Account): number[] => {
    const [own, other] = [hours(a), hours(b)];
    return [
      alike(a.questions, b.questions, words),
      alike(a.sentences, b.sentences, said),
      overlap(a, b),
      -Math.log(1 + Math.abs(firstOf(a) - firstOf(b)) / HOUR),
      own.reduce((sum, one, hour) => sum + Math.min(one, other[hour]!), 0),
      -Math.abs(Math.log(a.requests / b.requests)) - Math.abs(pauseOf(a) - pauseOf(b)) / 3,
      rarest(a.addresses, b.addresses, places),
      rarest(a.agents, b.agents, clients),
      -Math.abs(foreignOf(a) - foreignOf(b)),
      -Math.abs(followsOf(a) - followsOf(b)),
    ];
  };
  const organised = accounts.filter(({ kind }) => kind !== '');
  const within = accounts.filter(({ campaign }) => campaign !== '');
  const cases: Case[] = [];
  for (let at = 0; at < PAIRS; at++) {
    const a = random.pick([within, accounts, organised.length > 0 ? organised : accounts][at % 3]!);
    const peers = [
      ({ campaign }: Account) => campaign === a.campaign,
      () => true,
      ({ kind }: Account) => kind === a.kind,
    ];
    const b = random.pick(accounts.filter(peers[at % 3]!));
    const isCampaign = a.campaign !== '' && a.campaign === b.campaign;
    const isLookalike = a.kind !== '' && a.kind === b.kind;
    if (a !== b) cases.push({ isCampaign, isLookalike, values: values(a, b) });
  }
  return cases;
}

/** Each account against all others of its log. */
function ownOf(accounts: readonly Account[]): Case[] {
  const said = holders(accounts, ({ sentences }) => sentences.keys());
  const places = holders(accounts, ({ addresses }) => addresses);
  const clients = holders(accounts, ({ agents }) => agents);
  const average = (list: readonly number[]): number =>
    list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
  const start = Math.min(...accounts.map(firstOf));
  return accounts.map((one) => {
    const shown = [...one.sentences].filter(([key]) => said.get(key)! > 1);
    return {
      isCampaign: one.campaign !== '',
      isLookalike: one.kind !== '',
      values: [
        Math.log(one.requests),
        average(shown.map(([key]) => Math.log(accounts.length / said.get(key)!))),
        shown.length / Math.max(1, shown.reduce((sum, [, count]) => sum + count, 0)), // prettier-ignore
        Math.log(1 + (firstOf(one) - start) / HOUR),
        -pauseOf(one),
        Math.log(one.requests / one.sessions.size),
        average([...one.addresses].map((key) => Math.log(places.get(key)!))),
        average([...one.agents].map((key) => Math.log(clients.get(key)!))),
        foreignOf(one),
        -followsOf(one),
      ],
    };
  });
}

void main(process.argv.slice(2));

/** The real world: the same seed gives the same log, its truth fits its lines, and clients arrive as they did. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from '../../../src/math/random.ts';
import { clientTimes } from './arrivals.ts';
import { Log } from '../town/log.ts';
import { deploymentOf } from './deployment.ts';
import { INNOCENTS } from './kinds.ts';
import { innocentLog, popularLog, realLog } from './make-real.ts';
import { halfOf, type Material, type Pool, POOLS, type RealTemplate } from './material.ts';
import { TRADES } from './trades.ts';
import { World } from './world.ts';

const texts = (pool: string): string[] =>
  Array.from({ length: 300 }, (_, at) => `${pool} number ${at}: what is to be said of it in so many words?`);
const templateOf = (repository: string, side: RealTemplate['side'], kind: string, at: number): RealTemplate => ({
  repository,
  side,
  kind,
  text: `Prompt ${side} ${at}. ${'Read what follows with care and do as it says. '.repeat(6)}\n{question}\nBe brief.`,
});
const material: Material = {
  pools: Object.fromEntries(POOLS.map((pool) => [pool, texts(pool)] as const)) as Record<Pool, string[]>,
  templates: [
    ...Array.from({ length: 40 }, (_, at) =>
      templateOf(
        `owner/name-${at % 10}`,
        at % 2 === 0 ? 'pipeline' : 'application',
        ['code', 'judge', 'summary', 'assistant', 'tutor', 'translation', 'writing'][at % 7]!,
        at,
      ),
    ),
    ...TRADES.map(({ repository, kind }, at) => templateOf(repository, 'trade', kind, at)),
  ],
  clients: [
    { cv: 1, rates: Array.from({ length: 2016 }, (_, at) => (at % 144 < 72 ? 1 : 0)) },
    { cv: 4, rates: Array.from({ length: 2016 }, () => 1) },
  ],
  sessions: [[], [], [60], [30, 200]],
  answers: [10, 80, 300],
};

interface Truth {
  accounts: Record<string, { class: string; requests: number; harvest: number; campaign: string | null }>;
  campaigns: { id: string }[];
  harvest_lines: number[];
}
const written = (number: number): { lines: string[]; truth: Truth } =>
  realLog(1, number, material).written(new Random('lines', number)) as { lines: string[]; truth: Truth };
const accountOf = (line: string): string =>
  (JSON.parse(line) as { metadata: { user_api_key_hash: string } }).metadata.user_api_key_hash;

test('the same seed is the same log, and every fourth log has no campaign', () => {
  assert.deepEqual(written(0), written(0));
  assert.notDeepEqual(written(0).lines, written(1).lines);
  assert.deepEqual(written(3).truth.campaigns, []);
  assert.deepEqual(written(3).truth.harvest_lines, []);
});

test('every line belongs to an account of the truth, and what harvests to a campaign', () => {
  const { lines, truth } = written(0);
  assert.ok(lines.every((line) => accountOf(line) in truth.accounts));
  assert.ok(truth.harvest_lines.length > 0);
  for (const line of truth.harvest_lines) {
    const account = truth.accounts[accountOf(lines[line - 1]!)]!;
    assert.equal(account.class, 'distillation');
    assert.ok(truth.campaigns.some(({ id }) => id === account.campaign));
  }
});

test('a program fills what a prompt asks for and leaves no place empty', () => {
  const random = new Random('one');
  const template = {
    repository: 'a/b',
    side: 'application' as const,
    kind: 'code',
    text: 'Read {{ $json.code }} by {author_setting} and answer {question}',
  };
  for (let n = 0; n < 20; n++) {
    const { pool, items, say } = deploymentOf(random, template, material);
    const said = say(['FIRST', 'SECOND'])
      .map(({ content }) => content)
      .join(' ');
    assert.equal(pool, 'code');
    assert.ok(items >= 1 && said.includes('FIRST'));
    assert.doesNotMatch(said, /[{}]/);
  }
});

test('a client that rests by night sends nothing by night, and one with bursts sends in bursts', () => {
  const random = new Random('two');
  const [rests, bursts] = material.clients;
  const day = 86_400;
  const times = clientTimes(random, rests!, 0, 7 * day, 500);
  assert.equal(times.length, 500);
  assert.ok(times.every((time) => time >= 0 && time <= 7 * day && (time % day) / day <= 0.51));
  const gaps = (from: readonly number[]): number[] => from.slice(1).map((time, at) => time - from[at]!);
  const spread = (from: readonly number[]): number => {
    const mean = from.reduce((sum, one) => sum + one, 0) / from.length;
    return Math.sqrt(from.reduce((sum, one) => sum + (one - mean) ** 2, 0) / from.length) / mean;
  };
  assert.ok(spread(gaps(clientTimes(random, bursts!, 0, 7 * day, 500))) > 2);
});

test('halves share no repository and leave none out', () => {
  const [a, b] = [halfOf(material, 'a'), halfOf(material, 'b')].map(
    ({ templates }) => new Set(templates.filter(({ side }) => side !== 'trade').map(({ repository }) => repository)),
  );
  assert.equal(a!.size + b!.size, 10);
  assert.ok([...a!].every((repository) => !b!.has(repository)));
  assert.equal(halfOf(material, '').templates.length, material.templates.length);
});

test('a half has the prompts of each trade, its own where it has some', () => {
  const trades = new Set(TRADES.map(({ kind }) => kind));
  for (const half of ['a', 'b'] as const) {
    const own = halfOf(material, half).templates.filter(({ side }) => side === 'trade');
    assert.deepEqual(new Set(own.map(({ kind }) => kind)), trades);
    assert.ok(own.length < TRADES.length);
  }
});

test('innocent and popular logs have no campaign', () => {
  for (const logOf of [innocentLog, popularLog]) {
    const log = logOf(1, 0, material);
    assert.deepEqual(log.campaigns, []);
    assert.ok(log.requests > 1500 && [...log.residents.values()].every((one) => one.class !== 'distillation'));
  }
});

test('each kind of innocents writes requests of accounts that are innocent', () => {
  const personas = new Set<string>();
  for (const [at, innocents] of INNOCENTS.entries()) {
    const random = new Random('kind', at);
    const log = new Log(9, random);
    innocents(new World(log, random, material), 150);
    const residents = [...log.residents.values()];
    assert.ok(log.requests >= 20, `${residents[0]?.persona} writes ${log.requests} requests`);
    assert.ok(residents.every((one) => one.campaign === null && one.harvest === 0));
    personas.add(residents[0]!.persona);
  }
  // Two libraries of prompts are not in this material.
  assert.ok(personas.size >= 57, `${personas.size} kinds`);
});

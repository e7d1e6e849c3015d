import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY, type Sent, tableOf, words } from '../../../test/fixtures/requests.ts';
import { accountProfiles } from '../accounts/account-profiles.ts';
import { Random } from '../../math/random.ts';
import { readLogTraits } from './log-traits.ts';
import { FLAG } from '../table/request-flags.ts';
import { PlantedTable } from './plant.ts';
import { type PowerCell, powerCells } from './power-cells.ts';
import { workQueue } from './work-queue.ts';

const SENT: Sent[] = Array.from({ length: 600 }, (_, n) => ({
  account: `person-${n % 30}`,
  user: `${words(`chat ${n}`, 6)}.`,
  answer: `${words(`answer ${n}`, 12)}.`,
  model: n % 3 ? 'large' : 'small',
  userAgent: 'client/1',
  address: '198.18.0.1',
  organisation: 'acme',
  time: MONDAY + n * HOUR * 0.4,
}));
const log = tableOf(SENT);
const profiles = accountProfiles(log, new Map());
const traits = readLogTraits(log, profiles);
const cell = (id: string): PowerCell => powerCells(true).find((one) => one.id === id)!;

function planted(id: string): { table: ReturnType<PlantedTable['finish']>; accounts: string[]; source: PlantedTable } {
  const source = new PlantedTable(log, 1, traits, [...profiles.values()]);
  const { accounts } = source.plant('planted', cell(id).knobs, new Random('test', id));
  return { table: source.finish(), accounts, source };
}

test('planted requests look like the log’s: format, models, clients, answers and period', () => {
  assert.deepEqual(traits.models, ['large', 'small']);
  assert.deepEqual([traits.format, traits.answers, traits.organisations], ['test', true, true]);
  const { table } = planted('size-24-0');
  for (let row = log.length; row < table.length; row++) {
    assert.ok(['large', 'small'].includes(table.names.model.values[table.rows.model[row]!]!));
    assert.equal(table.names.userAgent.values[table.rows.userAgent[row]!], 'client/1');
    assert.ok(table.rows.time[row]! >= traits.period!.start && table.rows.time[row]! <= traits.period!.end);
    assert.ok(table.rows.answerShape[row]! > 0);
  }
});

test('the log’s own rows keep their numbers and their values', () => {
  const { table, source } = planted('size-12-0.5');
  for (let row = 0; row < log.length; row++) {
    assert.equal(table.rows.offset[row], log.rows.offset[row]);
    assert.equal(table.names.account.values[table.rows.account[row]!], SENT[row]!.account);
    assert.equal(source.promptOf(table, row), row);
  }
});

test('harvest and cover come in the shares that were asked for, and cover is a copy of what people sent', () => {
  const { table, accounts, source } = planted('size-12-0.5');
  const prompts = Array.from({ length: table.length - log.length }, (_, i) => source.promptOf(table, log.length + i));
  const copies = prompts.filter((prompt) => typeof prompt === 'number');
  assert.equal(accounts.length, 12);
  assert.equal(prompts.length - copies.length, 12 * 40);
  assert.ok(Math.abs(copies.length - 12 * 40) < 60, `${copies.length}`);
  prompts.forEach((prompt, i) => {
    if (typeof prompt !== 'number') return;
    const row = log.length + i;
    assert.equal(table.rows.prompt[row], table.rows.prompt[prompt]);
    assert.equal(table.rows.time[row], log.rows.time[prompt]);
    assert.ok(accounts.includes(table.names.account.values[table.rows.account[row]!]!));
  });
});

test('hardly any harvested prompt comes twice, unless that is the evasion', () => {
  const repeated = (id: string): number => {
    const { table, source } = planted(id);
    const prompts = Array.from({ length: table.length - log.length }, (_, i) => source.promptOf(table, log.length + i));
    const own = prompts.filter((prompt) => typeof prompt === 'string');
    return 1 - new Set(own).size / own.length;
  };
  assert.ok(repeated('size-24-0') < 0.002, `${repeated('size-24-0')}`);
  assert.ok(repeated('repeats') > 0.1);
});

test('a campaign without templates asks what the log’s users ask, each question once, at its own times', () => {
  const { table, accounts, source } = planted('borrowed');
  const own = Array.from({ length: table.length - log.length }, (_, i) => log.length + i);
  const asked = own.map((row) => source.promptOf(table, row) as number);
  assert.ok(asked.every((row) => typeof row === 'number' && accounts.length === 24));
  const asIfAsked = own.filter((row, i) => table.rows.time[row] !== log.rows.time[asked[i]!]);
  // The log has 600 questions; the rest is cover, at the times of those who sent it.
  assert.ok(asIfAsked.length > 590 && asIfAsked.length <= 600, `${asIfAsked.length}`);
  assert.equal(new Set(asIfAsked.map((row) => source.promptOf(table, row))).size, asIfAsked.length);
});

test('work is dealt as the cell says', () => {
  const period = { start: MONDAY, end: MONDAY + 10 * DAY };
  const queue = (id: string) => workQueue(cell(id).knobs, period, new Random('queue', id));
  const counts = (id: string): number[] => {
    const found = new Array<number>(24).fill(0);
    for (const { account } of queue(id)) found[account]!++;
    return found.sort((a, b) => b - a);
  };
  assert.ok(counts('size-24-0.5').every((count) => count === 40));
  assert.ok(counts('weighted')[0]! > 2 * 40);
  const alive = queue('replaced').filter(({ time }) => time! < MONDAY + 2 * DAY);
  assert.ok(new Set(alive.map(({ account }) => account)).size <= 6, 'a quarter of the accounts is alive at a time');
  const hours = new Set(queue('visits').map(({ time }) => Math.floor((time! % DAY) / HOUR)));
  assert.ok(hours.size <= 18, `${hours.size} hours of the day`);
  assert.ok(queue('visits').every(({ time }) => time! >= period.start && time! <= period.end));
  assert.ok(workQueue(cell('visits').knobs, null, new Random(1)).every(({ time }) => time === undefined));
});

test('a hidden task is read back as the reader of a log would read it, and asks for the same', () => {
  const readBack = (id: string): { prompts: string[]; media: number } => {
    const { table, source, accounts } = planted(id);
    const own = Array.from({ length: table.length - log.length }, (_, i) => log.length + i).filter(
      (row) => typeof source.promptOf(table, row) === 'string',
    );
    assert.ok(own.length > 0);
    for (const row of own) assert.ok(accounts.includes(table.names.account.values[table.rows.account[row]!]!));
    return {
      prompts: own.map((row) => source.promptOf(table, row) as string),
      media: own.filter((row) => table.rows.media[row]! > 0).length,
    };
  };
  for (const { prompts } of [
    'greeting',
    'conversation',
    'tool-result',
    'assistant',
    'sentences',
    'parts',
    'base64',
  ].map(readBack))
    for (const prompt of prompts) assert.match(prompt, /[^\n]{40}/);
  assert.ok(readBack('letters').prompts.every((prompt) => /[\u200b\u200c\u2060\u00ad]/.test(prompt)));
  const defined = planted('definition').table;
  const own = [...defined.rows.flags].filter((flags) => (flags & FLAG.beside) !== 0);
  assert.ok(own.length > 900, 'definitions that say the task are told');
  const { prompts, media } = readBack('picture');
  assert.equal(media, prompts.length);
  assert.equal(new Set(prompts.map((prompt) => /\[picture [a-p]{40}\]/.exec(prompt)?.[0])).size, 4, 'one a template');
  const endings = (id: string): number =>
    new Set(readBack(id).prompts.map((prompt) => / ([a-z]{7})[.\n]/.exec(prompt)?.[1])).size;
  assert.ok(endings('computed') < endings('words'));
});

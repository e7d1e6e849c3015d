import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured } from '../../../test/fixtures/facts/context.ts';
import { DAY, HOUR, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { forwardedSessions } from './forwarded-sessions.ts';

const text = (seed: string): string => words(seed, 12);

/** Sessions of `turns` requests that go on with what they got, under an assistant of some name. */
function sessions(
  who: (n: number) => Pick<Sent, 'account' | 'organisation'>,
  {
    many = 40,
    turns = 4,
    identity = undefined as string | undefined,
    seed = 's',
    history = 0,
    day = 0,
    prompt = (_: number): string => 'You are an assistant that answers in the language of whoever asks.',
  } = {},
): Sent[] {
  return Array.from({ length: many }, (_, n) =>
    Array.from({ length: turns }, (_, turn): Sent => {
      const old = Array.from({ length: history }, (_, at) => [
        text(`${seed} old ${n} ${at}`),
        text(`${seed} ask ${n} ${at}`),
      ]);
      const own = Array.from({ length: turn }, (_, at) => [
        text(`${seed} ${n} ${at}`),
        text(`${seed} next ${n} ${at}`),
      ]);
      const time = MONDAY + (n % 100) * HOUR + turn * MINUTE;
      return {
        ...who(n),
        model: 'claude-opus-5',
        system: identity === undefined ? '' : prompt(n),
        user: text(`${seed} first ${n}`),
        later: [...old, ...own].flat(),
        answer: text(`${seed} ${n} ${turn}`),
        time,
        facts: {
          ...(identity !== undefined && { statedIdentity: identity }),
          statedDay: Math.floor(time / DAY) * DAY - day * DAY,
        },
      };
    }),
  ).flat();
}

const PEOPLE = sessions((n) => ({ account: `person-${n % 20}`, organisation: `firm ${n % 20}` }), {
  seed: 'people',
  many: 80,
});
const shells = (count: number) => (n: number) => ({
  account: `shell-${n % count}`,
  organisation: `shell ${n % count}`,
});

const found = (sent: Sent[]): { grade: string; accounts: number[]; text: string }[] =>
  measured(
    forwardedSessions,
    [...PEOPLE, ...sent].sort((a, b) => a.time! - b.time!),
  );

test('sessions of another vendor’s assistant that unrelated accounts send once each are strong, and no proof', () => {
  for (const count of [8, 40]) {
    const [one, ...more] = found(
      sessions(shells(count), { many: 12 * count, turns: 1, identity: 'kimi', history: 3, day: 9 }),
    );
    assert.deepEqual(more, []);
    assert.equal(one?.grade, 'strong');
    assert.equal(one.accounts.length, count);
    assert.match(one.text, /^100% of \d+ requests send back answers that this customer never got\. .*kimi/);
    assert.match(one.text, /days before the request/);
  }
});

test('a name that a chat program gives every model never weighs: people whose sessions go on have it too', () => {
  const program = sessions((n) => ({ account: `user-${n % 9}`, organisation: `home ${n % 9}` }), {
    seed: 'program',
    many: 90,
    turns: 5,
    identity: 'chatgpt',
  });
  const shortened = sessions(shells(8), { many: 96, turns: 1, identity: 'chatgpt', history: 3, day: 9 });
  assert.deepEqual(
    found([...program, ...shortened]).map(({ grade }) => grade),
    ['weak'],
  );
});

test('a service that passes on its customers’ sessions is one customer whose sessions go on', () => {
  const service = sessions(() => ({ account: 'hub', organisation: 'hub' }), { many: 60, turns: 5, identity: 'qwen' });
  assert.deepEqual(found(service), []);
});

test('a program that calls itself another name and goes on is nobody’s session but its own', () => {
  assert.deepEqual(found(sessions(shells(20), { many: 200, turns: 5, identity: 'kimi' })), []);
});

test('a change of vendor sends old turns at first, and goes on', () => {
  assert.deepEqual(found(sessions(shells(20), { many: 200, turns: 6, identity: 'chatgpt', history: 3 })), []);
});

test('one firm that sends its own old sessions again never weighs', () => {
  const own = sessions(() => ({ account: 'firm', organisation: 'firm' }), { many: 60, turns: 1, history: 3, day: 30 });
  assert.deepEqual(
    found(own).map(({ grade }) => grade),
    ['weak'],
  );
});

test('a report says nothing where answers of nobody come back as they were', () => {
  const changed = PEOPLE.map(({ answer: _, ...one }, n) => ({ ...one, answer: text(`changed ${n}`) }));
  const sent = [...changed, ...sessions(shells(8), { many: 96, turns: 1, identity: 'kimi', history: 3 })];
  assert.deepEqual(
    measured(
      forwardedSessions,
      sent.sort((a, b) => a.time! - b.time!),
    ),
    [],
  );
});

test('the model’s own name, and a name that is no model’s, are no other vendor’s', () => {
  for (const identity of ['claude', 'bob'])
    assert.deepEqual(found(sessions(shells(8), { many: 96, turns: 1, identity, history: 3 })), []);
});

const FORWARDED = { many: 160, turns: 1, identity: 'kimi', history: 3 };
const graded = (sent: Sent[]): string[] => found(sent).map(({ grade }) => grade);
const withLast = (sent: readonly Sent[], last: (n: number) => string): Sent[] =>
  sent.map((one, n) => ({ ...one, later: [...one.later!.slice(0, -1), last(n)] }));

test('firms that try a model with requests they kept never weigh: each has a prompt of its own', () => {
  const own = (n: number): string => `You are an assistant that answers. ${text(`firm ${n % 8}`)}.`;
  assert.deepEqual(graded(sessions(shells(8), { ...FORWARDED, prompt: own, day: 9 })), ['weak']);
});

test('a tool that works on conversations never weighs: it ends each with the same words', () => {
  const sent = sessions(shells(8), { ...FORWARDED, identity: 'chatgpt', day: 90 });
  const task = (n: number): string => `${['Give it a title', 'Name three facts', 'Sum it up'][n % 3]!} for my notes.`;
  assert.deepEqual(graded(withLast(sent, task)), ['weak']);
});

test('a program that changes answers before it sends them back asked the first question here, whether it sends it again or not', () => {
  const program = (keep: number): Sent[] =>
    sessions(shells(8), { many: 80, turns: 6, identity: 'kimi', seed: 'program' }).map((one) => {
      const said = [one.user!, ...one.later!.map((old, at) => (at % 2 === 0 ? `${old} (cut)` : old))].slice(-keep);
      return { ...one, user: said[0]!, later: said.slice(1) };
    });
  for (const keep of [99, 5, 3]) assert.deepEqual(graded(program(keep)), []);
});

test('examples that a program shows again and again are nobody’s sessions', () => {
  const shown = Array.from({ length: 40 }, (_, n) => [text(`example ${n}`), text(`shown ${n}`)]);
  const sent = sessions(shells(8), { ...FORWARDED, many: 400 }).map((one, n) => {
    const [first, ...more] = [0, 1, 2].flatMap((at) => shown[(7 * n + 11 * at) % 40]!);
    return { ...one, user: first!, later: [...more, text(`question ${n}`)] };
  });
  assert.deepEqual(graded(sent), []);
});

test('recorded sessions that several owners send were given to everybody', () => {
  const suite = sessions(shells(1), { ...FORWARDED, many: 15 });
  const sent = Array.from({ length: 8 }, (_, who) => suite.map((one) => ({ ...one, ...shells(8)(who) })));
  assert.deepEqual(graded(sent.flat()), []);
});

test('who brings sessions along goes on with some of them', () => {
  const brought = sessions(shells(8), { ...FORWARDED, many: 96, identity: 'chatgpt' });
  const on = brought.slice(0, 12).map((one) => ({
    ...one,
    later: [...one.later!, one.answer!, text(`on ${one.user!}`)],
    time: one.time! + HOUR,
  }));
  assert.deepEqual(graded([...brought, ...on]), ['weak']);
});

test('a pool of keys never weighs, whatever its prompt calls the assistant', () => {
  const dealt = sessions(shells(40), { many: 200, turns: 5, identity: 'kimi' }).map((one, n) => ({
    ...one,
    ...shells(40)((7 * n) % 40),
  }));
  const grades = graded(dealt);
  assert.ok(
    grades.every((grade) => grade === 'weak'),
    grades.join(),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured, resent } from '../../../test/fixtures/facts/context.ts';
import { HOUR, MINUTE, MONDAY, type Sent, words } from '../../../test/fixtures/requests.ts';
import { replayedThinking } from './replayed-thinking.ts';

const inOrder = (sent: Sent[]): Sent[] => sent.sort((a, b) => a.time! - b.time!);

/** Accounts that get signed reasoning, and who sends it back: `to(n)` under which first message and account. */
function log(
  blocks: number,
  to: (n: number) => { account: string; organisation?: string; user?: string; outputTokens?: number } | undefined,
  { makers = 8, organisations = true }: { makers?: number; organisations?: boolean } = {},
): Sent[] {
  return inOrder(
    Array.from({ length: blocks }, (_, n): Sent[] => {
      const own = `Task ${words(n)}`;
      const organisation = (name: string): { organisation?: string } => (organisations ? { organisation: name } : {});
      const made: Sent = {
        account: `a${n % makers}`,
        ...organisation(`org ${n % makers}`),
        user: own,
        time: MONDAY + n * MINUTE,
        answer: words(`answer ${n}`, 20),
        facts: { produced: [{ hash: `s${n}` }], thinkingTokens: 100 + ((n * 37) % 900) },
      };
      const other = to(n);
      if (other === undefined) return [made];
      const user = other.user ?? own;
      return [
        made,
        {
          outputTokens: 50,
          ...other,
          user,
          later: [words(`answer ${n}`, 20), 'Write it out.'],
          time: MONDAY + n * MINUTE + 3 * HOUR,
          facts: { resent: [resent(`s${n}`, user)] },
        },
      ];
    }).flat(),
  );
}

/** As many tokens as the reasoning has, and some that have nothing to do with it. */
const copied = (n: number): number => 105 + ((n * 37) % 900);
const ownLength = (n: number): number => 50 + ((n * 53) % 700);

const carriedTo =
  (by: number, length = copied) =>
  (n: number) => ({
    account: `a${(n + by) % 8}`,
    organisation: `org ${(n + by) % 8}`,
    user: 'Turn the notes above back into text.',
    outputTokens: length(n),
  });

test('reasoning of one organisation that others send under another first message is near proof', () => {
  const [found, ...more] = measured(replayedThinking, log(40, carriedTo(3)));
  assert.deepEqual(more, []);
  assert.equal(found?.grade, 'near proof');
  assert.equal(found.accounts.length, 8);
  assert.equal(found.rows.length, 80);
  assert.match(found.text, /^40 blocks of signed reasoning that 8 organisations got came back from 8 unrelated ones/);
  assert.ok(found.readings.every(({ outcome }) => outcome === 'ruled out'));
});

test('a tool loop, a resumed session and another key of the organisation carry nothing anywhere', () => {
  const loop = log(60, (n) => ({ account: `a${n % 8}`, organisation: `org ${n % 8}` }));
  const otherKey = log(60, (n) => ({ account: `b${n % 8}`, organisation: `org ${n % 8}`, user: 'Go on.' }));
  assert.deepEqual(measured(replayedThinking, loop), []);
  assert.deepEqual(measured(replayedThinking, otherKey), []);
});

test('a pool that fails over goes on with the conversation, and is none', () => {
  const pool = log(60, (n) => ({ account: `a${(n + 1) % 8}`, organisation: `org ${(n + 1) % 8}` }));
  assert.deepEqual(measured(replayedThinking, pool), []);
});

test('a pool that also shortens histories is told and weighs nothing', () => {
  const sent = inOrder([
    ...log(40, carriedTo(3)),
    ...log(40, (n) => ({ account: `a${(n + 3) % 8}`, organisation: `org ${(n + 3) % 8}` })).map((one) => ({
      ...one,
      facts: JSON.parse(JSON.stringify(one.facts).replaceAll('"s', '"p')) as NonNullable<Sent['facts']>,
    })),
  ]);
  const [found] = measured(replayedThinking, sent);
  assert.equal(found?.grade, 'weak');
  assert.equal(found.readings.find(({ reading }) => reading.startsWith('a pool'))?.outcome, 'open');
});

test('a program that replaces the first message and keeps the turn before the block is no replay', () => {
  const sent = log(40, (n) => ({ account: `a${n % 8}`, organisation: `org ${n % 8}` })).flatMap((one) => {
    const block = one.facts?.resent?.[0];
    if (block === undefined) return [one];
    return [one, { ...one, user: 'Summary of the session so far.', time: one.time! + MINUTE }];
  });
  assert.deepEqual(measured(replayedThinking, inOrder(sent)), []);
});

test('published blocks, and blocks whose making is not in the log, show nothing', () => {
  const sent = log(40, carriedTo(3));
  const hashes = Array.from({ length: 40 }, (_, n) => `s${n}`);
  assert.deepEqual(measured(replayedThinking, sent, { published: hashes }), []);
  const unmade = sent.filter(({ facts }) => facts?.produced === undefined);
  assert.deepEqual(measured(replayedThinking, unmade), []);
});

test('a list of published blocks is named only where one was given, and blocks that are left out only where there are any', () => {
  const checkedFor = (published: string[]): string | undefined => {
    const [found] = measured(replayedThinking, log(40, carriedTo(3)), { published });
    return found?.readings.find(({ reading }) => reading.startsWith('a published recording'))?.checked;
  };
  assert.equal(checkedFor([]), 'no list of published blocks was given; all were made in this log, by 8');
  assert.equal(checkedFor(['elsewhere']), 'none is on the list of 1 published block; all were made in this log, by 8');
});

test('one customer’s recording that others run is told and weighs nothing', () => {
  const [found] = measured(replayedThinking, log(40, carriedTo(3), { makers: 1 }));
  assert.equal(found?.grade, 'weak');
});

test('blocks that several accounts got, as from a cache, tell of nobody', () => {
  const sent = log(40, carriedTo(3));
  const cached = sent
    .filter(({ facts }) => facts?.produced !== undefined)
    .map((one) => ({ ...one, account: 'cache', time: one.time! + 1 }));
  assert.deepEqual(measured(replayedThinking, inOrder([...sent, ...cached])), []);
});

/** What may honestly carry a block to strangers: links, imports, shared caches, sessions that move. */
test('conversations that are handed on have answers of their own length, and weigh nothing', () => {
  const [found, ...more] = measured(replayedThinking, log(400, carriedTo(3, ownLength)));
  assert.deepEqual(more, []);
  assert.equal(found?.grade, 'weak');
  assert.match(found.readings.find(({ reading }) => reading.startsWith('conversations'))!.checked, /so have these/);
});

test('answers that are only about as long as the reasoning make it strong', () => {
  const about = (n: number): number => Math.round(copied(n) * (0.55 + ((n * 29) % 17) / 18));
  const [found] = measured(replayedThinking, log(40, carriedTo(3, about)));
  assert.equal(found?.grade, 'strong');
});

test('where the log counts no thinking, carried blocks are strong only as long as nobody goes on with them', () => {
  const uncounted = (sent: Sent[]): Sent[] =>
    sent.map((one) => (one.facts ? { ...one, facts: { ...one.facts, thinkingTokens: undefined } } : one)) as Sent[];
  const carried = uncounted(log(40, carriedTo(3)));
  assert.equal(measured(replayedThinking, carried)[0]?.grade, 'strong');
  const goneOn = carried.flatMap((one, n): Sent[] => {
    if (one.facts?.resent === undefined) return [one];
    const answer = words(`continued ${n}`, 20);
    return [
      { ...one, answer },
      { ...one, facts: {}, later: [answer, 'And then?'], time: one.time! + MINUTE },
    ];
  });
  assert.equal(measured(replayedThinking, inOrder(goneOn))[0]?.grade, 'weak');
});

test('who only got the reasoning is not accused: it may have been lost, or published', () => {
  const [found] = measured(
    replayedThinking,
    log(80, (n) => ({ ...carriedTo(0)(n), account: `taker-${(n >> 3) % 2}`, organisation: `taker ${(n >> 3) % 2}` })),
  );
  assert.equal(found?.grade, 'near proof');
  assert.equal(found.accounts.length, 2);
  assert.equal(found.rows.length, 80);
});

test('one customer that writes out what many published, or that moved, is told and weighs nothing', () => {
  const [found] = measured(
    replayedThinking,
    log(80, (n) => ({ ...carriedTo(0)(n), account: `key-${n % 3}`, organisation: 'researchers' })),
  );
  assert.equal(found?.grade, 'weak');
  assert.equal(found.readings.find(({ reading }) => reading.startsWith('one customer'))?.outcome, 'open');
});

test('a block that several owners carry was given to everybody, and shows nothing', () => {
  const sent = log(40, carriedTo(3));
  const everybody = sent.flatMap((one) =>
    one.facts?.resent === undefined
      ? [one]
      : [0, 1, 2].map((n) => ({ ...one, account: `reader-${n}`, organisation: `reader ${n}`, time: one.time! + n })),
  );
  assert.deepEqual(measured(replayedThinking, inOrder(everybody)), []);
});

test('an import that keeps the question which the block answers moves the conversation, and carries nothing', () => {
  const sent = log(40, carriedTo(3)).map((one, n): Sent => {
    if (one.facts?.produced !== undefined)
      return { ...one, facts: { ...one.facts, asked: resent('', one.user!).before } };
    const [block] = one.facts!.resent!;
    const asked = `Task ${words(Number(block!.hash.slice(1)))}`;
    return { ...one, user: `Imported ${n}`, facts: { resent: [resent(block!.hash, asked)] } };
  });
  assert.deepEqual(measured(replayedThinking, sent), []);
});

test('without organisations it is a reason among others, and for a few accounts not even that', () => {
  const to = (by: number, of: number) => (n: number) => ({
    account: `a${(n + by) % of}`,
    user: 'Write it.',
    outputTokens: copied(n),
  });
  const across = to(3, 8);
  const [found] = measured(replayedThinking, log(40, across, { organisations: false }));
  assert.equal(found?.grade, 'strong');
  const own = (n: number) => ({ ...across(n), outputTokens: ownLength(n) });
  assert.equal(measured(replayedThinking, log(40, own, { organisations: false }))[0]?.grade, 'weak');
  const pair = to(1, 2);
  const [two] = measured(replayedThinking, log(40, pair, { organisations: false, makers: 2 }));
  assert.equal(two?.grade, 'weak');
});

test('within accounts only answers as long as the thinking they were given tell', () => {
  const within = (length: (n: number) => number) =>
    log(80, (n) => ({
      account: `a${n % 8}`,
      organisation: `org ${n % 8}`,
      user: 'Summary of the session so far.',
      outputTokens: length(n),
    }));
  assert.deepEqual(measured(replayedThinking, within(ownLength)), []);
  const [found] = measured(replayedThinking, within(copied));
  assert.equal(found?.grade, 'strong');
  assert.match(found.text, /more than a hard task explains/);
});

test('hard tasks make thinking and the next answer long alike, in however many requests, and that is no copy', () => {
  const sent = log(3000, (n) => ({
    account: `a${n % 8}`,
    organisation: `org ${n % 8}`,
    user: `Summary ${n} of the session so far.`,
    outputTokens: 100 + ((n * 37) % 900) + ((n * n * 31 + 17) % 1009),
  }));
  assert.deepEqual(measured(replayedThinking, sent), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Sent, shuffled, tableOf, words } from '../../../../test/fixtures/requests.ts';
import { hash32 } from '../../../math/hash.ts';
import { type MinedTemplates, mineTemplates } from './mine-templates.ts';

const SIZE = 40;
const HEAD = 'You get a problem from a competition. Reconstruct every step of the reasoning that leads to the solution';
const TAIL = 'Write down the complete chain of thought before the result. Mark the final result with a box';

const times = (size: number, make: (n: number) => Sent): Sent[] => Array.from({ length: size }, (_, n) => make(n));
/** A slot's content: a sentence that nobody else says. */
const slot = (seed: string): string => `${words(seed, 6)}.`;

interface Mined extends MinedTemplates {
  /** Template id of each request in the order sent, `-` for free text. */
  of: string[];
}

function mine(...groups: readonly Sent[][]): Mined {
  const sent = groups.flat();
  const mined = mineTemplates(tableOf(sent));
  return { ...mined, of: sent.map((_, n) => mined.ids[mined.ofRow[n]!] ?? '-') };
}

/** Ids of the groups, one list a group, each id once. */
function idsOf(mined: Mined, ...sizes: readonly number[]): string[][] {
  let from = 0;
  return sizes.map((size) => [...new Set(mined.of.slice(from, (from += size)))]);
}

/** Each group must be one template of its own. */
function assertApart(mined: Mined, ...sizes: readonly number[]): void {
  const ids = idsOf(mined, ...sizes);
  ids.forEach((group, n) =>
    assert.deepEqual([group.length, group.includes('-')], [1, false], `group ${n}: ${group.join()}`),
  );
  assert.equal(new Set(ids.flat()).size, sizes.length, 'two groups were given one template');
}

const SHAPES: Readonly<Record<string, (n: number) => Sent>> = {
  'with its slot at the end': (n) => ({ user: `${HEAD}:\n${slot(`e${n}`)}` }),
  'with its slot at the start': (n) => ({ user: `${slot(`s${n}`)}\n${HEAD}.` }),
  'with its slot in the middle': (n) => ({ user: `${HEAD}:\n${slot(`m${n}`)}\n${TAIL}.` }),
  'with two slots': (n) => ({ user: `${HEAD}:\n${slot(`a${n}`)}\n${TAIL}:\n${slot(`b${n}`)}` }),
  'with a number as its slot': (n) => ({ user: `${HEAD}.\nProblem ${n * 37} in volume ${n}.` }),
  'that is a system prompt': (n) => ({ system: `${HEAD}. ${TAIL}.`, user: slot(`y${n}`) }),
  'in Chinese': (n) => ({ user: `请根据题目逐步写出完整的推理过程。最后把答案放在方框里：\n${slot(`z${n}`)}` }),
  'in Arabic': (n) => ({ user: `اكتب جميع خطوات التفكير قبل الجواب، ثم ضع الجواب النهائي في مربع؟\n${slot(`r${n}`)}` }),
  'in German': (n) => ({
    user: `Schreibe jeden Schritt der Überlegung ausführlich auf. Prüfe das Ergebnis: ${slot(`d${n}`)}`,
  }),
};
for (const [what, make] of Object.entries(SHAPES)) {
  test(`a template ${what} is found among free text`, () => {
    const mined = mine(
      times(SIZE, make),
      times(SIZE, (n) => ({ user: `${slot(`free${n}`)} ${slot(`more${n}`)}` })),
    );
    assertApart(mined, SIZE);
    assert.deepEqual(idsOf(mined, SIZE, SIZE)[1], ['-']);
  });
}

test('texts that share nothing give no template', () => {
  const mined = mine(times(300, (n) => ({ user: `${slot(`f${n}`)} ${slot(`g${n}`)}`, system: slot(`h${n}`) })));
  assert.deepEqual([mined.ids, mined.clauses, new Set(mined.of)], [[], [], new Set(['-'])]);
});

test('one prompt sent a thousand times is no template: nothing in it varies', () => {
  assert.deepEqual(mine(times(1000, () => ({ user: `${HEAD}: ${TAIL}.` }))).ids, []);
});

test('one prompt sent with another image each time is a template: its slot is the image', () => {
  const sent: Sent = { user: `${HEAD}: ${TAIL}.`, media: 1 };
  assertApart(mine(times(SIZE, () => sent)), SIZE);
  assert.deepEqual(mine(times(2, () => sent)).ids, []);
});

test('prompts with images that differ in numbers alone are one template', () => {
  const mined = mine(times(SIZE, (n) => ({ user: `${HEAD}: picture ${n % 2}.`, media: 1 })));
  assert.equal(mined.ids.length, 1);
});

test('a text that only two prompts share is a quotation, not a template', () => {
  assert.deepEqual(mine(times(2, (n) => ({ user: `${HEAD}: ${slot(`c${n}`)}` }))).ids, []);
});

test('nothing to mine gives nothing', () => {
  assert.deepEqual(mine([]).ids, []);
  assert.deepEqual(mine(times(50, () => ({ user: '' }))).ids, []);
  assert.deepEqual(mine(times(50, (n) => ({ user: `${HEAD}: ${slot(`t${n}`)}`, content: 'redacted' }))).ids, []);
});

test('two templates stay two', () => {
  const mined = mine(
    times(SIZE, (n) => ({ user: `${HEAD}:\n${slot(`p${n}`)}` })),
    times(SIZE, (n) => ({ user: `Compare both replies. Say which one helps the reader more:\n${slot(`q${n}`)}` })),
  );
  assertApart(mined, SIZE, SIZE);
});

test('one system prompt with several user templates gives one template for each', () => {
  const system =
    'You are a careful and experienced assistant of a research team. Follow the instructions to the letter.';
  const mined = mine(
    times(SIZE, (n) => ({ system, user: `Reconstruct the steps that led to this result:\n${slot(`i${n}`)}` })),
    times(SIZE, (n) => ({ system, user: `Grade the following reply from one to ten:\n${slot(`j${n}`)}` })),
    times(SIZE, (n) => ({ system, user: `Rewrite this request so that it breaks no rule:\n${slot(`k${n}`)}` })),
  );
  assertApart(mined, SIZE, SIZE, SIZE);
});

test('under a system prompt of hundreds of clauses the user templates are still told apart', () => {
  const system = times(250, (n) => ({ user: slot(`rule${n}`) }))
    .map(({ user }) => user)
    .join('\n');
  const mined = mine(
    times(SIZE, (n) => ({ system, user: `Reconstruct the steps that led to this result:\n${slot(`i${n}`)}` })),
    times(SIZE, (n) => ({ system, user: `Grade the following reply from one to ten:\n${slot(`j${n}`)}` })),
  );
  assertApart(mined, SIZE, SIZE);
});

test('apps that put their own introduction before a stock template have templates of their own', () => {
  const stock = `${HEAD}:\n`;
  const mined = mine(
    times(SIZE, (n) => ({ user: `This is the homework helper of the northern schools.\n${stock}${slot(`l${n}`)}` })),
    times(SIZE, (n) => ({ user: `Our insurance desk answers the questions of brokers.\n${stock}${slot(`o${n}`)}` })),
  );
  assertApart(mined, SIZE, SIZE);
});

test('nearly all prompts of a text that is reworded sentence by sentence are of one template', () => {
  const mined = mine(
    times(240, (n) => {
      const reworded = [0, 1, 2, 3, 4].map((i) => `${words(`sentence ${i} wording ${hash32(`${n} ${i}`) % 4}`, 5)}.`);
      return { user: `${HEAD}.\n${reworded.join('\n')}\n${slot(`w${n}`)}` };
    }),
  );
  const sizes = mined.ids.map((id) => mined.of.filter((other) => other === id).length);
  assert.ok(
    Math.max(...sizes) >= 180,
    `the largest of ${sizes.length} templates has ${Math.max(...sizes)} of 240 prompts`,
  );
});

test('contents of a slot that come back often do not split their template', () => {
  const mined = mine(times(400, (n) => ({ user: `${HEAD}:\n${slot(`doc${n % 40}`)}\n${slot(`ask${n}`)}\n${TAIL}.` })));
  assertApart(mined, 400);
});

const MIXED = [
  ...times(SIZE, (n) => ({ account: `a${n % 5}`, user: `${HEAD}:\n${slot(`p${n}`)}` })),
  ...times(SIZE, (n) => ({
    account: `b${n % 5}`,
    user: `Compare both replies. Say which one helps more:\n${slot(`q${n}`)}`,
  })),
  ...times(SIZE, (n) => ({ account: `c${n % 5}`, user: slot(`r${n}`) })),
];

test('a template whose sentences were given the public hashes of those of another by a word at their ends stays apart from it', () => {
  const asked = (end: string, seed: string) => (n: number) => ({
    user: `${end}. Case ${n}: ${slot(`${seed} ${n}`)}`,
    account: `${seed} ${n % 8}`,
  });
  const honest = times(SIZE, asked('You answer with a plan afmgjcs', 'plan'));
  const forged = times(SIZE, asked('runnable code adnlhrt', 'code'));
  assertApart(mine(honest, forged), SIZE, SIZE);
});

test('ids do not depend on the order of the log', () => {
  const expected = mine(MIXED);
  const idOf = new Map(MIXED.map((sent, n) => [sent.user, expected.of[n]]));
  for (let seed = 1; seed <= 5; seed++) {
    const sent = shuffled(MIXED, seed);
    const mined = mine(sent);
    assert.deepEqual(mined.ids, expected.ids);
    sent.forEach(({ user }, n) => assert.equal(mined.of[n], idOf.get(user)));
  }
});

test('a template has the same id in another log, with other slots, beside other traffic', () => {
  const here = mine(MIXED).of[0];
  const there = mine(times(90, (n) => ({ user: `${HEAD}:\n${slot(`other${n}`)}` }))).of[0];
  assert.equal(there, here);
});

test('ids are names: sorted, different, and safe in a file name', () => {
  const { ids } = mine(MIXED);
  assert.equal(ids.length, 2);
  assert.deepEqual([...new Set(ids)].sort(), ids);
  for (const id of ids) assert.match(id, /^T[0-9a-f]{8}$/);
});

test('accounts, times and answers do not change what is a template', () => {
  const bare = MIXED.map(({ user }) => ({ user: user! }));
  assert.deepEqual(mine(bare).of, mine(MIXED).of);
});

test('each template knows its fixed clauses, ascending, and has some', () => {
  const { clauses } = mine(MIXED);
  for (const fixed of clauses) {
    assert.ok(fixed.length > 0);
    assert.deepEqual(
      [...fixed].sort((a, b) => a - b),
      [...fixed],
    );
  }
});

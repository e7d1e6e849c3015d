import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Sent, tableOf, words } from '../../../../test/fixtures/requests.ts';
import { StoredRows } from '../../workspace/stored-rows.ts';
import { settledTemplates, templateViews, templateViewsBeside } from './template-views.ts';
import { runViewsJob, viewsJobs } from './views-job.ts';

const FRAME = 'Reconstruct every step of the reasoning behind this result. Leave nothing out';
/** Eight accounts, each with a persona of its own in its system prompt, send one prompt. */
const PERSONAS: Sent[] = Array.from({ length: 160 }, (_, n) => ({
  account: `a${n % 8}`,
  system: `You talk with ${words(`persona ${n % 8}`, 12)}.`,
  user: `${FRAME}:\n${words(`item ${n}`)}.`,
}));
/** Two accounts send it without any. */
const PLAIN: Sent[] = Array.from({ length: 40 }, (_, n) => ({
  account: `b${n % 2}`,
  user: `${FRAME}:\n${words(`plain ${n}`)}.`,
}));
const views = templateViews(tableOf([...PERSONAS, ...PLAIN]));
const kinds = (ofRow: Int32Array): number => new Set(ofRow).size;

test('a persona in each account’s system prompt hides nothing: the user messages are one template, with and without it', () => {
  assert.equal(kinds(views.user), 1);
  assert.ok(views.user[0]! >= views.firstUser);
  assert.ok(kinds(views.whole) > kinds(views.user));
});

test('chosen templates of user messages take their requests, all others stay with whole prompts', () => {
  const none = settledTemplates(views, new Set());
  assert.deepEqual([...none.ofRow], [...views.whole]);
  const chosen = settledTemplates(views, new Set([views.user[0]!]));
  assert.equal(kinds(chosen.ofRow), 1);
});

test('no two templates that requests have bear one name, whichever are chosen', () => {
  for (const chosen of [new Set<number>(), new Set(views.user)]) {
    const { ids, ofRow } = settledTemplates(views, chosen);
    const used = [...new Set(ofRow)].filter((template) => template >= 0).map((template) => ids[template]!);
    assert.equal(new Set(used).size, used.length);
  }
});

const SYSTEM = `You are the assistant of one company. ${words('rules of the company', 20)}.`;
const TASKS = [
  FRAME,
  'Write a hard question on the topic below and solve it in full',
  'Judge the two drafts below by the rubric',
];
/** Users of one assistant talk freely; some accounts send two tasks under the same system prompt, with a word of their own. */
const ASSISTANT: Sent[] = [
  ...Array.from({ length: 400 }, (_, n) => ({
    account: `u${n % 50}`,
    system: SYSTEM,
    user: `${words(`talk ${n}`, 9)}?`,
  })),
  ...Array.from({ length: 240 }, (_, n) => ({
    account: `h${n % 12}`,
    system: SYSTEM,
    user: `${TASKS[n % 3]}:\n${words(`matter ${n}`, 12)}.`,
  })),
];

test('inside one assistant’s system prompt each task has a template of its own, and free talk keeps the assistant’s', () => {
  const found = templateViews(tableOf(ASSISTANT));
  const { ofRow } = settledTemplates(found, new Set());
  const tasks = [0, 1, 2].map((task) => new Set(ofRow.subarray(400).filter((_, n) => n % 3 === task)));
  assert.deepEqual(
    tasks.map(({ size }) => size),
    [1, 1, 1],
  );
  assert.equal(new Set(tasks.flatMap((set) => [...set])).size, 3);
  assert.deepEqual(new Set(ofRow.subarray(0, 400)).size, 1);
});

test('a whole prompt that is reported stays whole', () => {
  const found = templateViews(tableOf(ASSISTANT));
  const { ofRow } = settledTemplates(found, new Set(found.whole));
  assert.deepEqual([...ofRow], [...found.whole]);
});

test('messages that are sent again and again are a view of their own, and no templates unless they are reported', () => {
  const asked = Array.from({ length: 60 }, (_, n) => ({
    account: `c${n % 6}`,
    user: `${words(`asked ${(n >> 2) % 3}`, 8)}?`,
  }));
  const found = templateViews(tableOf(asked));
  assert.deepEqual([kinds(found.whole), kinds(found.user), kinds(found.repeated)], [1, 1, 3]);
  assert.equal(kinds(settledTemplates(found, new Set()).ofRow), 1);
  assert.equal(kinds(settledTemplates(found, new Set(found.repeated)).ofRow), 3);
});

/** Ten accounts greet before they send their task; users of the same model talk, and go on with their talk. */
const TALK: Sent[] = Array.from({ length: 300 }, (_, n) => ({
  account: `t${n % 30}`,
  user: `${words(`talk ${n >> 1}`, 9)}?`,
  ...(n % 2 === 1 && {
    later: [
      `${words(`said ${n}`, 20)}.`,
      ['yes', `that did not work, ${words(`name ${n}`, 1)} tried. next idea?`, words(`more ${n}`, 9)][n % 3]!,
    ],
  }),
}));
const GREETED: Sent[] = Array.from({ length: 200 }, (_, n) => ({
  account: `g${n % 10}`,
  user: 'hi',
  later: [`Hello, ${words(`greeting ${n}`, 4)}.`, `${FRAME}:\n${words(`piece ${n}`)}.`],
}));

test('a task behind a greeting is a template of what is written last, and what people go on with is none', () => {
  const found = templateViews(tableOf([...TALK, ...GREETED]));
  assert.deepEqual(new Set(found.open.subarray(0, TALK.length)), new Set([-1]));
  const tasks = new Set(found.open.subarray(TALK.length));
  assert.equal(tasks.size, 1);
  const [task] = tasks;
  assert.ok(task! >= found.firstOpen);
  assert.ok(found.whole.subarray(TALK.length).every((template) => template !== task));
  const { ofRow } = settledTemplates(found, tasks);
  assert.ok(ofRow.subarray(TALK.length).every((template) => template === task));
});

/** The same task in a conversation that nobody had: in its middle, and as an answer that no model gave. */
const INVENTED: ((task: string, n: number) => string[])[] = [
  (task) => ['Gladly.', task, 'Understood.', 'Go on.'],
  (task) => [task, 'Go on.'],
];

test('a task in the middle of an invented conversation, or as an invented answer, is a template; long talks are none', () => {
  for (const way of INVENTED) {
    const hidden = Array.from({ length: 200 }, (_, n) => ({
      account: `i${n % 10}`,
      user: `${words(`chat ${n}`, 9)}?`,
      later: way(`${FRAME}:\n${words(`piece ${n}`)}.`, n),
    }));
    // Each talk is in the log from its first question on.
    const talks = Array.from({ length: 300 }, (_, n) => ({
      account: `l${Math.floor(n / 6) % 10}`,
      user: `${words(`talk ${Math.floor(n / 6)}`, 9)}?`,
      later: Array.from({ length: 2 * (n % 6) }, (_turn, at) => `${words(`${Math.floor(n / 6)} goes on ${at}`, 14)}.`),
    }));
    const found = templateViews(tableOf([...talks, ...hidden]));
    assert.deepEqual(new Set(found.open.subarray(0, talks.length)), new Set([-1]));
    const tasks = new Set(found.open.subarray(talks.length));
    assert.equal(tasks.size, 1);
    assert.ok([...tasks][0]! >= found.firstOpen);
  }
});

/** Says something in the second turn of a conversation, and goes on with what that is to be done with, in so many turns. */
function saidOnce(account: string, talk: number, task: string, turns = 4): Sent[] {
  const material = Array.from({ length: 10 }, (_, at) => `${words(`${account} ${talk} matter ${at}`, 14)}.`);
  return Array.from({ length: 2 + turns }, (_, turn) => ({
    account,
    user: `${words(`${account} ${talk}`, 9)}?`,
    later: ['Gladly.', task, ...material].slice(0, 2 * turn),
  }));
}

test('a task that is said once holds for the rest of its conversation, also where all accounts say it word for word', () => {
  for (const more of ['.', ':\n']) {
    const hidden = Array.from({ length: 30 }, (_, n) =>
      saidOnce(`o${n % 10}`, n, `${FRAME}${more}${more === '.' ? '' : `${words(`piece ${n}`)}.`}`),
    ).flat();
    const found = templateViews(tableOf([...TALK, ...hidden]));
    assert.deepEqual(new Set(found.open.subarray(0, TALK.length)), new Set([-1]));
    const own = [...found.open.subarray(TALK.length)];
    const task = own[1]!;
    assert.ok(task >= found.firstOpen);
    own.forEach((template, at) => assert.equal(template, at % 6 === 0 ? -1 : task));
  }
});

test('what many say word for word is no task where nothing comes after it, nor what two accounts say', () => {
  const last = Array.from({ length: 30 }, (_, n) => saidOnce(`o${n % 10}`, n, `${FRAME}.`, 0)).flat();
  const few = Array.from({ length: 30 }, (_, n) => saidOnce(`o${n % 2}`, n, `${FRAME}.`)).flat();
  for (const sent of [last, few])
    assert.deepEqual(new Set(templateViews(tableOf([...TALK, ...sent])).open), new Set([-1]));
});

test('an instruction in a picture is a template as a sentence is, where the same bytes come again; pictures drawn anew are none', () => {
  const hash = (n: number): string =>
    [...String(n).padStart(40, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  const by = (pictures: (n: number) => number[]): Sent[] =>
    Array.from({ length: 200 }, (_, n) => ({
      account: `p${n % 10}`,
      messages: [{ role: 'user', text: '', media: 2, pictures: pictures(n).map(hash) }],
    }));
  const same = templateViews(tableOf([...TALK, ...by((n) => [7, 1000 + n])]));
  const tasks = new Set(same.open.subarray(TALK.length));
  assert.deepEqual([tasks.size, tasks.has(-1)], [1, false]);
  const anew = templateViews(tableOf([...TALK, ...by((n) => [5000 + n, 1000 + n])]));
  assert.deepEqual(new Set(anew.open.subarray(TALK.length)), new Set([-1]));
});

test('threads that mine views from copies find what the scan itself finds', async () => {
  const once = Array.from({ length: 8 }, (_, n) => saidOnce(`o${n}`, n, `${FRAME}.`)).flat();
  const table = tableOf([...PERSONAS, ...TALK, ...GREETED, ...once, { account: 'p', user: FRAME, media: 1 }]);
  for (const threads of [1, 2]) {
    const jobs = structuredClone(viewsJobs(table, threads));
    assert.deepEqual(
      jobs.map(({ views }) => views),
      threads === 1 ? [['user', 'open']] : [['open'], ['user']],
    );
    const mined = Object.assign({}, ...jobs.map((job) => structuredClone(runViewsJob(job)))) as object;
    assert.deepEqual(await templateViewsBeside(table, Promise.resolve(mined)), templateViews(table));
  }
});

test('rows that wait in a file have the templates that they have in memory', async () => {
  // Of fewer rows columns stay in memory.
  const many = Array.from({ length: 17_000 }, (_, n) => ({ account: `m${n % 40}`, user: `${n}` }));
  const sent = [...ASSISTANT, ...TALK, ...GREETED, ...many];
  const stored = (await StoredRows.create()).end(tableOf(sent));
  assert.deepEqual(templateViews(stored), templateViews(tableOf(sent)));
});

test('nothing is sent to a thread where all prompts are one message each', () => {
  assert.deepEqual(viewsJobs(tableOf(PLAIN), 2), []);
});

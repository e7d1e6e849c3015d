import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { rounds } from '../../../test/harness/all.ts';
import { shuffled, words } from '../../../test/fixtures/requests.ts';
import { InputError } from '../../reader/bytes/files/input-error.ts';
import { Random } from '../../math/random.ts';
import { audit, type AuditResult } from '../pipeline/audit.ts';
import { askForPrompts, finishStates } from '../pipeline/finish-states.ts';
import { clausesIn, GAP } from '../table/clause-gap.ts';
import { mapLogs } from './map-logs.ts';
import { mergeStates } from './merge-states.ts';
import { type TemplateViews, templateViews } from '../templates/views/template-views.ts';
import { openStates } from './open-states.ts';
import { readStates } from './read-states.ts';
import { scratchFolder } from '../../../test/harness/folders.ts';

const folder = scratchFolder('thin-test-');
let places = 0;
const place = (): string => path.join(folder, `out-${places++}`);

const STOCK =
  'You turn minutes of meetings into letters. Keep every date and every name. Leave out greetings. Write no more than a page:\n';
const RULES =
  'This is the desk of the northern harbours. Prices include tax. Answer in one paragraph. Never promise a date.\n';
const HELP = 'You help the readers of a library in Aarhus with their loans, and answer in one short paragraph.';

interface Sent {
  account: string;
  system?: string;
  user: string;
  image?: boolean;
  /** Messages after the first, of the model and the user in turn. */
  later?: readonly string[];
}

/** Traffic in which each use of clauses that one prompt holds comes up. */
function traffic(seed: number): Sent[] {
  const random = new Random(`thin-${seed}`);
  const own = (n: number, sentences: number): string =>
    Array.from({ length: sentences }, (_, at) => `${words(`${seed}-${n}-${at}`, 4)}.`).join(' ');
  const times = (most: number, make: (n: number) => Sent): Sent[] =>
    Array.from({ length: 1 + random.below(most) }, (_, n) => make(n));
  return [
    ...times(60, (n) => ({ account: `p${n % 8}`, user: `${STOCK}${own(n, 3)}` })),
    ...times(30, (n) => ({ account: `q${n % 5}`, system: HELP, user: `${own(100 + n, 2)}\n${STOCK}${own(n, 1)}` })),
    // Texts of their own before a stock prompt: one, or several.
    ...times(2, (n) => ({ account: `r${n}`, user: `${own(200 + n, 4)}\n${STOCK}${own(210 + n, 1)}` })),
    ...times(4, (n) => ({ account: `s${n}`, user: `${RULES}${STOCK}${own(300 + n, 2)}` })),
    // One message under several system prompts, and system prompts that come once.
    ...times(3, (n) => ({ account: 't', system: `${HELP} ${own(400 + n, 2)}`, user: own(410, 3) })),
    ...times(12, (n) => ({ account: `u${n}`, system: `${RULES}${own(500 + n, 2)}`, user: own(510 + n, 1) })),
    // Repeated messages, and one that comes with images.
    ...times(24, (n) => ({ account: `v${n % 3}`, user: own(600, 3) })),
    ...times(5, (n) => ({ account: `w${n}`, user: own(700, 3), image: true })),
    ...times(40, (n) => ({ account: `x${n % 20}`, user: own(800 + n, 6) })),
    // A task that is said in the middle of a conversation, word for word, and goes on in what comes after it.
    ...Array.from({ length: 3 + random.below(8) }, (_, n) => n).flatMap((n) => {
      const talk = { account: `y${n % 5}`, user: own(900 + n, 1) };
      const later = ['Hello.', own(910, 3), 'Gladly.', own(920 + n, 2), 'Done.', own(940 + n, 2)];
      return [1, 3, 5].map((turn) => ({ ...talk, later: later.slice(0, turn + 1) }));
    }),
  ];
}

function lineOf({ account, system, user, image, later = [] }: Sent, n: number): string {
  const content = image
    ? [
        { type: 'text', text: user },
        { type: 'image_url', image_url: { url: `https://example.com/${n}.png` } },
      ]
    : user;
  const messages = [
    ...(system === undefined ? [] : [{ role: 'system', content: system }]),
    { role: 'user', content },
    ...later.map((said, at) => ({ role: at % 2 === 0 ? 'assistant' : 'user', content: said })),
  ];
  return `${JSON.stringify({
    ...{ id: `chatcmpl-${String(n).padStart(20, '0')}`, call_type: 'acompletion', status: 'success' },
    ...{ startTime: 1772409600 + 60 * n, model: 'gpt-4o', metadata: { user_api_key_hash: account } },
    ...{ prompt_tokens: 20, completion_tokens: 5, messages },
  })}\n`;
}

const text = ({ report, index }: AuditResult): string => JSON.stringify([report, index]);

/** A state for each of the parts of a log. */
async function statesOf(logs: readonly string[]): Promise<string[]> {
  const states: string[] = [];
  for (const log of logs) {
    states.push(place());
    assert.ok(await mapLogs([log], states.at(-1)!));
  }
  return states;
}

function logsOf(sent: readonly Sent[], parts: number): string[] {
  const name = place();
  return Array.from({ length: parts }, (_, part) => {
    const log = `${name}-${part}.jsonl`;
    writeFileSync(log, sent.flatMap((one, n) => (n % parts === part ? [lineOf(one, n)] : [])).join(''));
    return log;
  });
}

async function templatesOf(state: string): Promise<TemplateViews> {
  return templateViews((await readStates([state])).read.table.finish(false));
}

async function clausesOf(state: string): Promise<{ all: number; left: number }> {
  const counts = { all: 0, left: 0 };
  await (
    await openStates([state], 'state')
  ).each('clauses', ({ columns }, row) => {
    const isGap = columns.letters[row] === GAP;
    counts.all += isGap ? clausesIn(columns.hash[row]!) : 1;
    if (isGap) counts.left += clausesIn(columns.hash[row]!);
  });
  return counts;
}

test('a thinned state ends in the report of the scan, whatever the traffic, the parts and their order', async () => {
  for (let seed = 1; seed <= rounds(12); seed++) {
    const logs = logsOf(shuffled(traffic(seed), seed), 1 + (seed % 4));
    const states = await statesOf(logs);
    const [whole, thin, other] = [place(), place(), place()];
    await mergeStates(states, whole);
    const { left } = await mergeStates(states, thin, { thin: true });
    await mergeStates([...states].reverse(), other, { thin: true });
    for (const name of readdirSync(thin))
      assert.ok(readFileSync(path.join(thin, name)).equals(readFileSync(path.join(other, name))), name);
    const [before, now] = [await clausesOf(whole), await clausesOf(thin)];
    assert.deepEqual([before.left, now.left], [0, left]);
    assert.ok(now.left > 0.1 * now.all, `${now.left} of ${now.all} clauses`);
    assert.equal(now.all, before.all, 'the others are counted');
    // The report names few templates.
    assert.deepEqual(await templatesOf(thin), await templatesOf(whole), `seed ${seed}`);
    if (seed > 4) continue;
    assert.equal(text(await finishStates([thin], undefined)), text(await audit(logs, { workers: 0 })), `seed ${seed}`);
  }
});

test('clauses that are left out are the same where requests come in whole row groups and where they do not', async () => {
  // Messages in threes under one system prompt, and some that are sent often enough to be a template; none is in both logs.
  const sent = Array.from({ length: 17_000 }, (_, n): Sent => {
    const own = n % 100 === 0 ? n % 600 : n - (n % 6) + (n % 2);
    return { account: `a${n % 50}`, system: HELP, user: `${STOCK}${words(own, 3)}. ${words(own + 0.5, 3)}.` };
  });
  const [one, several] = [place(), place()];
  await mergeStates(await statesOf(logsOf(sent, 1)), one, { thin: true });
  const { left } = await mergeStates(await statesOf(logsOf(sent, 2)), several, { thin: true });
  assert.ok(left! > 3000, `${left} clauses were left out`);
  for (const name of ['texts-0.parquet', 'clauses-0.parquet'])
    assert.ok(readFileSync(path.join(one, name)).equals(readFileSync(path.join(several, name))), name);
});

test('a thinned state stands alone, is thinned once, and is not compared with a baseline', async () => {
  const [one, other] = await statesOf(logsOf(traffic(1), 2));
  const thin = place();
  await mergeStates([one!], thin, { thin: true });
  const refused = async (step: Promise<unknown>, sentence: RegExp): Promise<void> => {
    await assert.rejects(step, (error) => error instanceof InputError && sentence.test(error.message));
  };
  await refused(finishStates([thin, other!], undefined), /was thinned, so it has to hold all logs/);
  await refused(mergeStates([other!, thin], place(), { thin: true }), /was thinned, so it has to hold all logs/);
  await refused(mergeStates([thin], place(), { thin: true }), /is thinned already/);
  await refused(mergeStates([thin], place()), /is thinned already/);
  const rests = readdirSync(folder).filter((name) => name.startsWith('.'));
  assert.deepEqual(rests, [], 'what was refused left something behind');
  await refused(finishStates([thin], undefined, { baseline: 'any.json' }), /cannot be compared with a baseline/);
  await refused(askForPrompts([thin], place(), { baseline: 'any.json' }), /cannot be compared with a baseline/);
});

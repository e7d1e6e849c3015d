import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, MONDAY, type Sent, words } from '../../../../test/fixtures/requests.ts';
import { detected, reportOn } from '../../../../test/fixtures/scans/made-scan.ts';
import { logExposureSentences, takenText } from '../../../report/shape/exposure/log-exposure-text.ts';
import type { Report } from '../../../report/shape/report.ts';

const HARVEST =
  'Write down your whole chain of thought for this problem, step by step, before you give the final answer. Leave no step out';
const CHORE = 'Translate this letter from English into French. Keep the tone friendly';

const sent = (account: string, prompt: string, requests: number): Sent[] =>
  Array.from({ length: requests }, (_, n) => ({
    account,
    user: `${prompt}:\n${words(`${prompt} ${n}`)}.`,
    time: MONDAY + n * 5 * MINUTE,
    outputTokens: 10,
  }));
const PEOPLE: Sent[] = Array.from({ length: 300 }, (_, n) => ({
  account: `person-${n % 60}`,
  user: `${words(`chat ${n}`, 6)}.`,
  time: MONDAY + n * 7 * MINUTE,
  outputTokens: 10,
}));

async function taken(...own: Sent[]): Promise<Report['taken']> {
  return reportOn(await detected([...own, ...PEOPLE])).taken;
}

test('one giant account that asks for what a harvest collects is shown beside the other large customers, with what to ask it', async () => {
  const exposure = (await taken(...sent('giant', HARVEST, 280), ...sent('batch', CHORE, 100)))!;
  assert.equal(exposure.answers, 680);
  const [first, second] = exposure.customers;
  assert.deepEqual([first!.name, first!.answers, first!.asks, first!.prompts], ['giant', 280, true, 280]);
  assert.equal(first!.outputTokens, 2800);
  assert.deepEqual([second!.name, second!.answers, second!.asks], ['batch', 100, undefined]);
  assert.deepEqual(logExposureSentences(exposure), [
    'giant asks for what a harvest collects, and took 41% of all answers (280), 3 times as many as the next. A batch job looks the same: this is not an accusation. Ask what its licence allows, what the answers are for, and how long it keeps them.',
  ]);
});

test('several customers that ask for what a harvest collects stand in one sentence, beside the largest other one, and first in the list, in the same order', () => {
  const customer = { kind: 'organisation' as const, accounts: 1, outputTokens: 10, prompts: 5, kinds: [] };
  const exposure = {
    ...{ answers: 1000, outputTokens: 30, campaigns: { answers: 0, outputTokens: 0 } },
    customers: [
      { ...customer, name: 'large', answers: 400 },
      ...[8, 2, 50, 40].map((answers) => ({ ...customer, name: `of ${answers}`, answers, asks: true as const })),
    ],
  };
  const told =
    /^4 customers ask for what a harvest collects, and took 10% of all answers: of 50 \(50\), of 40 \(40\), of 8 \(8\) and 1 more\. For comparison, the largest customer that asks for other things took 400\. A batch job looks the same/;
  assert.match(logExposureSentences(exposure)[0]!, told);
  const considered = { groups: [], total: 0, alone: { accounts: 30, requests: 900, first: [] } };
  const text = takenText({ taken: exposure, campaigns: [], considered, templates: [] }, () => true)!;
  assert.match(text.sentences[0]!, /^At least 4 customers ask/);
  assert.deepEqual(
    [text.heading, ...text.customers.map(({ name, text: took }) => `${name}: ${/; (.*)/.exec(took)?.[1] ?? ''}`)],
    ['Who got most answers', ...[50, 40, 8, 2].map((n) => `of ${n}: asks for what a harvest collects`), 'large: '],
  );
});

test('a kind of work that no template is likely to ask for is no more than a possibility beside a customer', () => {
  const kinds = ['grading', 'translation'].map((intent) => ({ intent, requests: 5, outputTokens: 5 }));
  const customer = {
    name: 'one',
    kind: 'account' as const,
    accounts: 1,
    answers: 10,
    outputTokens: 10,
    prompts: 5,
    kinds,
  };
  const taken = { answers: 10, outputTokens: 10, campaigns: { answers: 0, outputTokens: 0 }, customers: [customer] };
  const [likely, unlikely] = [0.7, 0.3].map((probability, at) => ({ intent: kinds[at]!.intent, probability }));
  const templates = [likely, unlikely].map((reading, at) => ({ id: `T${at}`, intents: [reading!] }));
  assert.match(
    takenText({ taken, campaigns: [], templates: templates as Report['templates'] }, () => true)!.customers[0]!.text,
    /: [^:]*\(50%\), perhaps [^:]*\(50%\)$/,
  );
});

test('a report says nothing of what was taken where there is no campaign and nobody to ask', async () => {
  assert.equal(await taken(...sent('batch', CHORE, 280)), undefined);
});

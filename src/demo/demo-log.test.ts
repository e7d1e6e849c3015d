import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DAY } from './traffic/clock.ts';
import { demoLines } from './demo-lines.ts';
import { planDemo, type DemoPlan } from './demo-plan.ts';
import { demoTruth } from './demo-truth.ts';
import { NEWEST_MODEL } from './traffic/planner.ts';
import { SAMPLE, SAMPLE_PATH } from './sample.ts';

const plan = planDemo({ seed: 3, requests: 20_000 });
const digest = (of: DemoPlan): string => {
  const sum = createHash('sha256');
  for (const line of demoLines(of)) sum.update(line);
  return sum.digest('hex');
};

test('the same seed gives the same bytes, another seed others', () => {
  const small = { seed: 5, requests: 400 };
  assert.equal(digest(planDemo(small)), digest(planDemo(small)));
  assert.notEqual(digest(planDemo(small)), digest(planDemo({ ...small, seed: 6 })));
});

test('the sample that ships is what the generator writes', () => {
  const path = new URL(`../../${SAMPLE_PATH}`, import.meta.url);
  const shipped = readFileSync(path, 'utf8');
  assert.ok(shipped === [...demoLines(planDemo(SAMPLE))].join(''), 'run: node --import tsx src/demo/make-sample.ts');
  assert.ok(Buffer.byteLength(shipped) < 800_000, 'the sample must stay a small download');
});

test('the log has about as many requests as were asked for, at any size', () => {
  for (const requests of [1000, 5000, 20_000]) {
    const made = planDemo({ seed: 1, requests }).events.length;
    assert.ok(Math.abs(made - requests) < 0.08 * requests, `${made} instead of ${requests}`);
  }
});

test('the full log has about 450 accounts, ten days and five campaigns; a small one has one', () => {
  const truth = demoTruth(plan);
  const accounts = Object.values(truth.accounts);
  assert.ok(accounts.length > 420 && accounts.length < 500, String(accounts.length));
  assert.ok((plan.events.at(-1)?.time ?? 0) > 9.9 * DAY);
  assert.deepEqual(
    truth.campaigns.map((campaign) => campaign.id),
    ['reasoning', 'orchestration', 'agentic', 'assistant', 'thinking'],
  );
  assert.deepEqual(
    planDemo(SAMPLE).campaigns.map((campaign) => campaign.id),
    ['reasoning'],
  );
});

test('every account of a campaign hides its requests among ordinary ones, and nobody else attacks', () => {
  for (const account of Object.values(demoTruth(plan).accounts)) {
    assert.equal(account.attacks > 0, account.class === 'distillation');
    assert.ok(account.attacks < account.requests || account.class === 'benign' || account.requests === 0);
  }
});

test('models that think leave all else in the log as it is, byte for byte', () => {
  const plain = planDemo({ seed: 3, requests: 20_000, plain: true });
  const before = plan.events.filter(({ copy }) => copy < plain.events.length);
  const named = ({ events }: Pick<DemoPlan, 'events'>) =>
    events.map(({ time, account, item, turn, copy }) => [time, account.id, item, turn, copy].join());
  assert.deepEqual(named({ events: before }), named(plain));
  const some = (of: DemoPlan, events = of.events): string =>
    digest({ ...of, events: events.filter((_, i) => i % 50 === 0) });
  assert.equal(some(plan, before), some(plain));
});

test('thinking is sent back in its own conversation by all, and carried elsewhere by the campaign alone', () => {
  const first = new Map<string, { account: string; opening: string }>();
  let carried = 0;
  for (const { account, attack, source, item, turn, copy } of plan.events) {
    if (account.kind !== 'thinking-agent' && account.campaign !== 'thinking') continue;
    const { messages, answer } = source.exchange(item, turn, copy);
    const opening = messages.find(({ role }) => role === 'user')?.content ?? '';
    for (const { signature } of messages.flatMap((message) => message.thinking_blocks ?? [])) {
      const made = first.get(signature);
      assert.equal(made?.opening !== opening, attack);
      if (!attack) continue;
      assert.notEqual(made?.account, account.id);
      carried++;
    }
    for (const { signature } of answer.thinking_blocks ?? []) first.set(signature, { account: account.id, opening });
  }
  assert.ok(carried > 50, String(carried));
});

test('half of the orchestration campaign moves to the newest model within a day of its release', () => {
  const release = 6 * DAY + 9 * 3600;
  const attacks = plan.events.filter((event) => event.attack && event.account.campaign === 'orchestration');
  const moved = (event: (typeof attacks)[number]) => event.time >= event.account.adopts;
  assert.ok(!attacks.some((event) => event.time < release && moved(event)));
  const after = attacks.filter((event) => event.time > release + DAY);
  const share = after.filter(moved).length / after.length;
  assert.ok(share > 0.35 && share < 0.8, String(share));
});

test('a campaign works one queue off: its single questions are not asked again but for the copies it wants', () => {
  const asked = new Map<string, number>();
  for (const event of plan.events) {
    if (!event.attack || event.account.campaign !== 'assistant') continue;
    const text = JSON.stringify(event.source.exchange(event.item, event.turn, event.copy).messages);
    asked.set(text, (asked.get(text) ?? 0) + 1);
  }
  const again = [...asked.values()].filter((times) => times > 1).length;
  assert.ok(again < 0.02 * asked.size, `${again} of ${asked.size}`);
});

test('people do not share their words: first questions of different people are rarely the same', () => {
  const askers = new Map<string, Set<string>>();
  for (const event of plan.events) {
    if (event.account.kind !== 'person' || event.turn > 0) continue;
    const text = event.source.exchange(event.item, 0, 0).messages[0]?.content ?? '';
    askers.set(text, (askers.get(text) ?? new Set()).add(event.account.id));
  }
  const shared = [...askers.values()].filter((accounts) => accounts.size > 1).length;
  assert.ok(shared < 0.03 * askers.size, `${shared} of ${askers.size}`);
});

test('each line is a LiteLLM payload in the order of time', () => {
  let before = 0;
  let newest = 0;
  for (const line of demoLines(planDemo({ seed: 9, requests: 600 }))) {
    const payload: unknown = JSON.parse(line);
    assert.ok(typeof payload === 'object' && payload !== null);
    assert.ok('call_type' in payload && 'messages' in payload && 'response' in payload && 'metadata' in payload);
    assert.ok('startTime' in payload && typeof payload.startTime === 'number' && payload.startTime >= before);
    before = payload.startTime;
    if ('model' in payload && payload.model === NEWEST_MODEL) newest++;
  }
  assert.ok(newest > 0);
});

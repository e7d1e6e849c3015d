import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, chance, traffic } from '../../../../../test/fixtures/templated.ts';
import { ownSettings } from './own-settings.ts';

const measure = (model: (member: number, n: number) => string, temperature?: (member: number, n: number) => number) => {
  const sent = traffic(8, 30, (m, n) => ({
    model: model(m, n),
    parameters: temperature ? { temperature: temperature(m, n) } : {},
  }));
  const { candidate, context } = candidateCase(sent);
  return ownSettings.measure(candidate, context);
};

test('accounts that each keep to a model of their own are customers', () => {
  const found = measure((member) => `model ${member % 4}`)!;
  assert.ok(found.statistic > 0.9, found.text);
  assert.match(found.text, /one account agree in 100% of cases, two of different accounts in 14%/);
});

test('one client everywhere, or settings drawn anew for each request, leave accounts alike', () => {
  assert.equal(measure(() => 'one')!.statistic, 0);
  const drawn = measure(
    () => 'one',
    (m, n) => Math.round(4 * chance(m, n)),
  )!;
  assert.ok(Math.abs(drawn.statistic) < 0.1, drawn.text);
});

test('settings that go with the template are none of the account’s own', () => {
  const found = measure((_, n) => `model ${n % 2}`)!;
  assert.equal(found.statistic, 0);
});

test('without models, or with one request an account, nothing is compared', () => {
  assert.equal(
    measure(() => ''),
    null,
  );
  const { candidate, context } = candidateCase(traffic(8, 1, (m) => ({ model: `model ${m}` })));
  assert.equal(ownSettings.measure(candidate, context), null);
});

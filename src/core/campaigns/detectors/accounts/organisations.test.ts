import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic, type TemplatedSent } from '../../../../../test/fixtures/templated.ts';
import { organisations } from './organisations.ts';

const weigh = (organisationOf: (member: number) => string | undefined, others: readonly TemplatedSent[] = []) => {
  const sent = traffic(10, 10, (member) => {
    const organisation = organisationOf(member);
    return organisation === undefined ? {} : { organisation };
  });
  const { candidate, context } = candidateCase([...sent, ...others]);
  return organisations.measure(candidate, context);
};

test('keys of one organisation are its own key pool: strongly against', () => {
  const found = weigh(() => 'Acme');
  assert.ok(found && found.weight < -2);
  assert.match(found.text, /Acme/);
});

test('customers with organisations of their own speak against one hidden operator', () => {
  const found = weigh((member) => `customer ${member}`);
  assert.ok(found && found.weight < 0);
  assert.ok(found.rows.length > 0);
});

test('where the log and the directory know no organisation at all, none is missed', () => {
  assert.equal(
    weigh(() => undefined),
    null,
  );
});

test('organisations from the account directory count like those of the log', () => {
  const directory = new Map(Array.from({ length: 10 }, (_, n) => [`m${n}`, { organisation: 'Acme' }]));
  const { candidate, context } = candidateCase(
    traffic(10, 10, () => ({})),
    { directory },
  );
  assert.ok(organisations.measure(candidate, context)!.weight < -2);
});

test('two members of one organisation are not a key pool', () => {
  const found = weigh((member) => (member < 2 ? 'Acme' : undefined));
  assert.ok(found && found.weight > -2);
});

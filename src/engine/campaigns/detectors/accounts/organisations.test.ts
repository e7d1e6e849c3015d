import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../../test/fixtures/templated.ts';
import { organisations } from './organisations.ts';

const measure = (organisationOf: (member: number) => string | undefined) => {
  const sent = traffic(10, 10, (member) => {
    const organisation = organisationOf(member);
    return organisation === undefined ? {} : { organisation };
  });
  const { candidate, context } = candidateCase([...sent, { account: 'x', organisation: 'Elsewhere' }]);
  return organisations.measure(candidate, context)!;
};

test('keys of one organisation are its own key pool', () => {
  const found = measure(() => 'Acme');
  assert.equal(found.statistic, 1);
  assert.match(found.text, /share its work: 10 of 10 belong to Acme; a name can be made up, so this has a limit\.$/);
  assert.ok(found.rows.length > 0);
});

test('an organisation for each account, or none for any, is neither guilt nor excuse: a farm can name its accounts too', () => {
  assert.equal(measure((member) => `customer ${member}`).statistic, 0);
  assert.equal(measure(() => undefined).statistic, 0);
});

test('no organisation is missed where the log and the directory know none at all', () => {
  const { candidate, context } = candidateCase(traffic(10, 10, () => ({})));
  assert.equal(organisations.measure(candidate, context), null);
});

test('organisations from the account directory count like those of the log', () => {
  const directory = new Map(Array.from({ length: 10 }, (_, n) => [`m${n}`, { organisation: 'Acme' }]));
  const { candidate, context } = candidateCase(
    traffic(10, 10, () => ({})),
    { directory },
  );
  assert.equal(organisations.measure(candidate, context)!.statistic, 1);
});

test('two members of one organisation are not a key pool', () => {
  assert.equal(measure((member) => (member < 2 ? 'Acme' : undefined)).statistic, 0);
});

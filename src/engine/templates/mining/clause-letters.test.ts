import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from '../../../../test/fixtures/requests.ts';
import { GAP } from '../../table/clause-gap.ts';
import { clauseLetters } from './clause-letters.ts';

test('a clause of a template has the letters it has in the log, one that is in no template none', () => {
  const table = tableOf([{ account: 'a', user: 'Answer in verse. Thanks.' }]);
  const [verse, thanks] = table.texts.clausesOf(table.rows.user[0]!);
  const lettersOf = clauseLetters(table, [Float64Array.of(verse!)]);
  assert.equal(lettersOf(verse!), 'Answerinverse'.length);
  assert.equal(lettersOf(thanks!), 0);
});

test('a mark of how many clauses were left out is no clause', () => {
  const table = tableOf([{ account: 'a', user: 'Answer in verse. Thanks.' }]);
  const [verse] = table.texts.clausesOf(table.rows.user[0]!);
  table.texts.clauses.hash[1] = verse!;
  table.texts.clauses.letters[1] = GAP;
  assert.equal(clauseLetters(table, [Float64Array.of(verse!)])(verse!), 'Answerinverse'.length);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseHash } from '../../table/clause-columns.ts';
import { TemplateNames } from './template-names.ts';

const clauses = (...hashes: readonly (readonly [name: number, text: number])[]): Float64Array =>
  Float64Array.from(hashes, ([name, text]) => clauseHash(name, text)).sort();

test('a template has the same name under every secret', () => {
  assert.equal(new TemplateNames().of(clauses([11, 5], [12, 6])), new TemplateNames().of(clauses([11, 700], [12, 9])));
});

test('a template whose clauses were given the names of those of another has a name of its own, the same each time', () => {
  const names = new TemplateNames();
  const [real, forged, third] = [clauses([11, 5], [12, 6]), clauses([11, 5], [12, 7]), clauses([11, 6], [12, 7])];
  const given = [real, forged, third].map((fixed) => names.of(fixed));
  assert.equal(new Set(given).size, 3);
  for (const name of given) assert.match(name, /^T[0-9a-f]{8}$/);
  assert.deepEqual(
    [forged, third, real].map((fixed) => names.of(fixed.slice())),
    [given[1], given[2], given[0]],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, templated, type TemplatedSent, traffic } from '../../../../test/fixtures/templated.ts';
import { accountProfiles } from '../../accounts/account-profiles.ts';
import type { Candidate } from './candidate.ts';
import { distinctCandidates, findCandidates } from './find-candidates.ts';
import { sharedTemplates } from './shared-templates.ts';

const { candidate: several } = candidateCase(traffic(9, 8, (member, n) => ({ template: (member + n) % 3 })));
/** The same requests as those of one template. */
const single: Candidate = { ...several, kind: 'deep', templates: [7] };

test('of two candidates about the same requests the one that tells templates apart is kept, whichever came first', () => {
  for (const list of [
    [single, several],
    [several, single],
  ])
    assert.deepEqual(distinctCandidates(list), [several]);
});

test('candidates about other requests are all kept, those of more accounts first among their like', () => {
  const part = (from: number, to: number): Candidate => ({
    ...several,
    accounts: several.accounts.slice(from, to),
    slices: several.slices.slice(from, to),
  });
  assert.deepEqual(
    distinctCandidates([part(0, 3), part(3, 9)]).map(({ accounts }) => accounts.length),
    [6, 3],
  );
});

/** `requests` of a template under each of so many accounts, named after a letter. */
const uses = (letter: string, accounts: number, template: number, requests: number): TemplatedSent[] =>
  Array.from({ length: accounts * requests }, (_, i) => ({
    account: `${letter}${i % accounts}`,
    user: `prompt ${i} of ${template}`,
    template,
  }));

function candidatesOf(sent: readonly TemplatedSent[]): Candidate[] {
  const { table, templates, slices } = templated(sent);
  const profiles = accountProfiles(table, new Map());
  const shared = sharedTemplates(slices, templates.ids.length, profiles.size);
  return findCandidates({ slices, shared, table, profiles }, []);
}

test('templates that a few of a bundle’s accounts use deeply are a candidate of their own, beside the bundle they also use', () => {
  const people = Array.from({ length: 300 }, (_, n): TemplatedSent => ({ account: `p${n}`, user: `free ${n}` }));
  const common = [0, 1, 2].flatMap((template) => [...uses('a', 40, template, 4), ...uses('b', 12, template, 4)]);
  const found = candidatesOf([...people, ...common, ...uses('b', 12, 3, 30)]);
  const own = found.filter(({ templates }) => templates.join() === '3');
  assert.deepEqual(
    own.map(({ kind, accounts }) => [kind, accounts.length]),
    [['deep', 12]],
  );
  assert.ok(found.some(({ kind, accounts }) => kind === 'joint' && accounts.length > 40));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateCase, traffic } from '../../../../test/fixtures/templated.ts';
import type { DirectoryEntry } from '../../accounts/account-directory.ts';
import { areOwnedApart } from './owner.ts';

const MEMBERS = 10;

/** Whether ten accounts are told to have different owners, by the organisations of a log and the entries of a directory. */
function told(
  organisationOf: (member: number) => string | undefined,
  entryOf: (member: number) => DirectoryEntry | undefined = () => undefined,
): boolean {
  const sent = traffic(MEMBERS, MEMBERS, (member) => {
    const organisation = organisationOf(member);
    return organisation === undefined ? {} : { organisation };
  });
  const entries = Array.from({ length: MEMBERS }, (_, member) => [`m${member}`, entryOf(member)] as const);
  const directory = new Map(entries.flatMap(([name, entry]) => (entry === undefined ? [] : [[name, entry] as const])));
  const { candidate, context } = candidateCase(sent, { directory });
  return areOwnedApart(candidate, context.profiles);
}
const none = (): undefined => undefined;

test('several organisations are several owners, one is one, and none at all tells nothing', () => {
  assert.deepEqual([told((member) => `customer ${member % 2}`), told(() => 'Acme'), told(none)], [true, false, false]);
});

test('accounts that a directory lists without an organisation have different owners, if they are half of all, and if nobody pays for half', () => {
  const alone = (listed: number, payment: (member: number) => string | undefined = none): boolean =>
    told(none, (member) => {
      const pays = payment(member);
      return member < listed ? { isAlone: true, ...(pays !== undefined && { payment: pays }) } : undefined;
    });
  assert.deepEqual([alone(10), alone(5), alone(4)], [true, true, false]);
  assert.deepEqual(
    [5, 2, 1].map((cards) => alone(10, (member) => `card ${member % cards}`)),
    [true, false, false],
  );
  // What a directory that names no organisation leaves out tells nothing.
  assert.equal(
    told(none, () => ({ payment: 'x' })),
    false,
  );
});

test('an organisation of the log is one owner, whatever a directory leaves out', () => {
  assert.equal(
    told(
      () => 'Acme',
      () => ({ isAlone: true }),
    ),
    false,
  );
});

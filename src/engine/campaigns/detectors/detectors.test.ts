import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MONDAY, words } from '../../../../test/fixtures/requests.ts';
import { candidateCase, chance, type TemplatedSent, traffic } from '../../../../test/fixtures/templated.ts';
import type { LogField, Measurement } from './detector.ts';
import { CAMPAIGN_DETECTORS } from './detectors.ts';

const ASSISTANT = 'You answer questions of customers.';
/**
 * Twelve members and as many strangers, over two weeks: prompts of two templates, some of which come back, with every field; and
 * more users of the system prompt that most of their requests have, who ask on; and people who ask once, without any.
 */
const FULL: readonly TemplatedSent[] = ['m', 's']
  .flatMap((kind) =>
    traffic(12, 80, (member, n): TemplatedSent => {
      const time = MONDAY + Math.floor(n / 6) * DAY + ((n * 5 + member + 12 * chance(member, n)) % 24) * HOUR;
      const who = `${kind}${member}`;
      return {
        account: who,
        user: `${words(n % 3 === 0 ? n : `${who} ${n}`)}.`,
        ...(n % 3 !== 0 && { system: ASSISTANT }),
        answer: `${words(`answer ${who} ${n}`, 16)}.`,
        time,
        parameters: { temperature: n % 2 },
        model: n > 40 && (kind === 'm' || n % 3 === 0) ? 'newest' : 'older',
        outputTokens: 100 + ((17 * member + 13 * n) % 50),
        address: `192.0.2.${member % 3}`,
        organisation: `org-${kind}-${member % 4}`,
        endUser: `user-${who}-${n % 7}`,
      };
    }).flatMap((sent, n): TemplatedSent[] => {
      // Every eighth conversation continues under the next account of its kind.
      if (n % 8 !== 0) return [sent];
      const next = `${kind}${(Number(sent.account!.slice(1)) + 1) % 12}`;
      const { template: _, ...rest } = sent;
      const free = { ...rest, user: `${words(`free ${kind} ${n}`)}?`, system: `You are ${kind}.` };
      return [sent, free, { ...free, account: next, time: sent.time! + 60_000, later: [free.answer!, 'And then?'] }];
    }),
  )
  .concat(
    Array.from({ length: 40 * 10 }, (_, n): TemplatedSent => {
      const asked = {
        account: `u${n % 40}`,
        system: ASSISTANT,
        user: `${words(`asks ${n}`)}?`,
        model: n > 390 ? 'newest' : 'older',
        time: MONDAY + n * HOUR,
      };
      return n < 40 ? { ...asked, later: [`${words(`tells ${n}`)}.`, 'And then?'] } : asked;
    }),
    Array.from({ length: 80 }, (_, n): TemplatedSent => ({
      account: `p${n}`,
      user: `${words(`once ${n}`)}?`,
      time: MONDAY + n * HOUR,
    })),
  );

/** The traffic without a field. */
const LACKING: Readonly<Record<LogField, (sent: TemplatedSent) => TemplatedSent | []>> = {
  opening: ({ user = '', ...sent }) => ({ ...sent, user, later: sent.later ?? ['Hello.', user] }),
  time: ({ time: _, ...sent }) => sent,
  answer: ({ answer: _, ...sent }) => sent,
  history: (sent) => (sent.later === undefined ? sent : []),
  system: ({ system: _, ...sent }) => sent,
  parameters: ({ parameters: _, ...sent }) => sent,
  outputTokens: ({ outputTokens: _, ...sent }) => sent,
  model: ({ model: _, ...sent }) => sent,
  address: ({ address: _, ...sent }) => sent,
  organisation: ({ organisation: _, ...sent }) => sent,
  endUser: ({ endUser: _, ...sent }) => sent,
};

function measurements(sent: readonly TemplatedSent[]): Map<string, Measurement | null> {
  const { candidate, context } = candidateCase(sent, { harvest: [0.9, 0.8] });
  // Some look only at accounts that were put together by their words.
  const reworded = { ...candidate, kind: 'reworded' } as const;
  return new Map(CAMPAIGN_DETECTORS.map((detector) => [detector.id, detector.measure(reworded, context)]));
}

const full = measurements(FULL);

test('traffic with everything in it gives every detector something to measure', () => {
  const silent = CAMPAIGN_DETECTORS.filter(({ id, reads }) => full.get(id) === null && reads !== 'another file');
  assert.deepEqual(
    silent.map(({ id }) => id),
    [],
  );
});

for (const [field, without] of Object.entries(LACKING)) {
  test(`only detectors that say so need ${field}`, () => {
    const found = measurements(FULL.flatMap(without));
    const silenced = CAMPAIGN_DETECTORS.filter(({ id }) => full.get(id) !== null && found.get(id) === null);
    const said = CAMPAIGN_DETECTORS.filter(
      ({ id, reads }) => full.get(id) !== null && reads !== 'another file' && reads.some((own) => own === field),
    );
    assert.deepEqual(
      silenced.map(({ id }) => id),
      said.map(({ id }) => id),
    );
  });
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectorStatuses } from './detector-status.ts';

test('of a log without text no detector says that accounts share no templates: none was looked for', () => {
  const cause = { id: 'no-text', text: 'no request has prompt text', count: 10, share: 1 } as const;
  const reasons = detectorStatuses({ judgements: [] }, { state: 'not-judged', causes: [cause] }).map(
    ({ reason }) => reason,
  );
  assert.deepEqual(new Set(reasons), new Set(['Not run: no request has prompt text.']));
  const [clean] = detectorStatuses({ judgements: [] }, { state: 'judged', causes: [] });
  assert.match(clean?.reason ?? '', /^No accounts were found that share rare templates/);
});

test('what may count against says why', () => {
  const against = new Map(
    detectorStatuses({ judgements: [] }, { state: 'judged', causes: [] }).map((one) => [one.id, one.against]),
  );
  assert.equal(against.get('depth'), 'Strangers who try a stock prompt send a handful of requests.');
  assert.equal(against.get('tenure'), 'Customers stay.');
  assert.equal(against.get('infrastructure'), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FactTable } from '../../table/fact-table.ts';
import { guardrailUse, guardrailVerdicts } from './guardrails.ts';

const facts = new FactTable();
facts.add(1, { guardrails: ['hate:filtered', 'pii:masked'] });
facts.add(2, { refusal: { category: 'safety' } });
facts.add(3, { device: 'd', guardrails: ['hate:filtered'] });
facts.add(7, { guardrails: ['pii:masked'] });

test('requests that a guardrail did not let pass are counted once each, and each of their verdicts', () => {
  assert.deepEqual(guardrailUse([0, 1, 2, 3], guardrailVerdicts(facts)), {
    requests: 2,
    kinds: [
      { verdict: 'hate:filtered', requests: 2 },
      { verdict: 'pii:masked', requests: 1 },
    ],
  });
});

test('a group without such requests, and a log without guardrails, say nothing', () => {
  assert.equal(guardrailUse([0, 2], guardrailVerdicts(facts)), undefined);
  assert.equal(guardrailUse([0, 1], guardrailVerdicts(new FactTable())), undefined);
});

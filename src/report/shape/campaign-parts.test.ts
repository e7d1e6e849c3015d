import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { partTexts } from './campaign-parts.ts';

const { report } = syntheticResult();
const [template] = report.templates;

test('each part says what it asks for, who is in another part as well, and its own score', () => {
  const templates = ['grading', 'tutoring', 'other', 'unlisted'].map((intent) => ({
    ...template!,
    id: intent,
    intents: [{ intent, probability: intent === 'tutoring' ? 0.3 : 1, spans: [] }],
  }));
  const part = { accounts: 24, inCommon: 12, requests: 312, score: 0.853 };
  const campaign = {
    ...report.campaigns[0]!,
    templates: ['grading', 'tutoring', 'other'],
    parts: [
      { ...part, templates: ['grading', 'other', 'tutoring', 'unlisted'] },
      { ...part, templates: ['tutoring'], accounts: 1, inCommon: 0 },
      { ...part, templates: ['unlisted'] },
    ],
  };
  assert.deepEqual(partTexts(campaign, { templates }), [
    'Asks for graded or compared answers and something else (grading, other, tutoring and 1 more): 24 accounts, 12 of them in another group too; 312 requests; score 85%',
    'May ask for tutoring (tutoring): 1 account, 0 of them in another group too; 312 requests; score 85%',
    'Shared templates (unlisted): 24 accounts, 12 of them in another group too; 312 requests; score 85%',
  ]);
  assert.deepEqual(partTexts(report.campaigns[0]!, report), []);
});

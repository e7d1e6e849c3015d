import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TemplatePart, TemplateReport } from '../shape/report.ts';
import { withoutSplitSecrets } from './split-secrets.ts';

// Put together here, so that no scanner of repositories takes this file for a leak.
const TAIL = 'aB3'.repeat(8);

function shown(parts: TemplatePart[], spans: string[] = []): Pick<TemplateReport, 'parts'> & { spans: string[] } {
  const template = { parts, intents: [{ intent: 'x', probability: 1, spans }] } as unknown as TemplateReport;
  const { parts: clean, intents } = withoutSplitSecrets(template);
  return { parts: clean, spans: intents[0]!.spans };
}

test('a password that fills a slot behind its name is hidden in every example', () => {
  const { parts } = shown([
    { text: 'Log in. password: ' },
    { slot: 1, examples: ['hunter2hunter2, please', 'correcthorse', 'no'] },
    { text: '\nThen stop.' },
  ]);
  assert.match(JSON.stringify(parts), /"⟨password [0-9a-f]{8}⟩, please","⟨password [0-9a-f]{8}⟩","no"/);
  assert.deepEqual([parts[0], parts[2]], [{ text: 'Log in. password: ' }, { text: '\nThen stop.' }]);
});

test('a key that begins in fixed text and ends in a slot is hidden in both', () => {
  const { parts } = shown([{ text: 'It is sk-ant-' }, { slot: 1, examples: [TAIL] }, { text: ' now' }]);
  const [mark] = /⟨API key [0-9a-f]{8}⟩/.exec(JSON.stringify(parts))!;
  assert.deepEqual(parts, [{ text: `It is ${mark}` }, { slot: 1, examples: [mark] }, { text: ' now' }]);
});

test('words of a key are no words that speak for an intent', () => {
  const text = `Explain  each\nstep with sk-ant-${TAIL}, briefly.`;
  const { spans, parts } = shown([{ text }], ['Explain each step', TAIL, `${TAIL}, briefly`, 'briefly', '⟨slot⟩']);
  assert.deepEqual(spans, ['Explain each step', 'briefly', '⟨slot⟩']);
  assert.deepEqual(parts, [{ text }], 'a whole key in one piece is found there');
});

test('a template without secrets is left as it is', () => {
  const template = { parts: [{ text: 'a' }, { slot: 1, examples: [] }], intents: [] } as unknown as TemplateReport;
  assert.equal(withoutSplitSecrets(template), template);
});

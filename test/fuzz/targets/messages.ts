/** Messages between the extension and its pages, both ways: what passes is what it says, all else is dropped. */
import assert from 'node:assert/strict';
import { Answers } from '../../../src/extension/model/answers/answers.ts';
import { Results } from '../../../src/extension/model/results.ts';
import { fromExplorer, toExplorer } from '../../../src/protocol/explorer-validate.ts';
import { fromWebview } from '../../../src/protocol/from-webview.ts';
import { toWebview } from '../../../src/protocol/to-webview.ts';
import { syntheticResult } from '../../fixtures/synthetic-result.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { seedsOf } from '../seed-files.ts';

const { report, index } = syntheticResult({ ordinary: 3, requests: 5 });
const answers = new Answers(new Results(report, index, 'fuzz', []), 1);

function run(input: Buffer): string {
  let value: unknown;
  try {
    value = JSON.parse(input.toString('utf8'));
  } catch {
    return 'no JSON';
  }
  const message = fromWebview(value);
  let said = '';
  if (message?.type === 'question') {
    const answer = answers.to(message);
    assert.ok(toWebview(structuredClone(answer)), 'every answer fits the protocol');
    said = `${message.kind} ${answer.type}`;
  }
  return [message?.type, said, toWebview(value)?.type, fromExplorer(value)?.type, toExplorer(value)?.type].join();
}

export const messages: FuzzTarget = {
  name: 'messages',
  text: 'message protocol, questions answered',
  seeds: () => seedsOf('messages'),
  run,
};

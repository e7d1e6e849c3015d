/** The same traffic must come to the same accounts, templates and verdicts, in whatever form it was logged. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { audit } from '../../../src/engine/pipeline/audit.ts';
import type { Report } from '../../../src/report/shape/report.ts';
import { scratchFolder } from '../../harness/folders.ts';

const generator = path.join(__dirname, '../../../../shared/bench/generate.mjs');
const SCENARIO = 'dev-moonshot';

/**
 * What a report says about the traffic, without what the form of the log decides: places, formats and the ARN of an
 * account, and the candidates that are not called with their templates, since a form that says less about each request moves their
 * score.
 */
function findings({ inputs, accounts, templates, campaigns }: Report): object {
  const name = (account: string): string => account.split('/').at(-1) ?? '';
  const byName = (a: { account: string }, b: { account: string }): number => (a.account < b.account ? -1 : 1);
  return {
    requests: inputs.requests,
    rejected: inputs.rejected,
    accounts: accounts
      .map(({ account, requests, verdict, outputTokens }) => ({ account: name(account), requests, verdict, outputTokens }))
      .sort(byName),
    templates: templates
      .filter(({ verdict }) => verdict !== 'none')
      .map(({ id, parts, requests, accounts: users, verdict }) => ({ id, parts, requests, users, verdict }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    campaigns: campaigns
      .filter(({ verdict }) => verdict !== 'none' && verdict !== 'suspected')
      .map(({ accounts: members, requests, verdict }) => ({ members: members.map(name).sort(), requests, verdict })),
  };
}

test('LiteLLM, OTLP, Bedrock and home-made logs of the same traffic lead to the same findings', async (t) => {
  if (!existsSync(generator)) {
    t.skip(`SKIPPED: ${generator} is not on this machine`);
    return;
  }
  const folder = scratchFolder('same-traffic-');
  let expected: object | undefined;
  for (const form of ['litellm', 'otlp', 'bedrock', 'anthropic']) {
    execFileSync(process.execPath, [generator, '--out', folder, '--only', SCENARIO, '--format', form]);
    const { report } = await audit([path.join(folder, `${SCENARIO}.jsonl`)], { workers: 0 });
    const found = findings(report);
    const isCalled = [report.campaigns[0], report.templates[0]].every((one) => one?.verdict === 'distillation');
    assert.ok(report.inputs.requests > 40_000 && isCalled, 'the scenario holds a campaign');
    expected ??= found;
    assert.deepEqual(found, expected, form);
  }
});

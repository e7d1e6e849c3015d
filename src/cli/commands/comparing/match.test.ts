import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXAMPLE_REPORT } from '../../../../test/golden/cli/example-report.ts';
import { factSentences } from '../../../report/shape/campaign-facts.ts';
import type { Report } from '../../../report/shape/report.ts';
import { TestTerminal } from '../../../../test/harness/terminal/test-terminal.ts';
import { match } from './match.ts';
import { scratchFolder } from '../../../../test/harness/folders.ts';

const folder = scratchFolder('prompt-audit-match-');
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const [november, october] = ['november.json', 'october.json'].map((name) =>
  file(name, JSON.stringify(EXAMPLE_REPORT, null, 2)),
) as [string, string];
const key = file('shared.key', 'a key that both of us know');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const sign = file('private.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
const verify = file('public.pem', publicKey.export({ type: 'spki', format: 'pem' }) as string);

async function run(rest: readonly string[], values: Record<string, string> = {}): Promise<string> {
  const terminal = new TestTerminal();
  assert.equal(await match({ values, switches: new Set(), rest }, terminal), 0);
  return terminal.out.text;
}

test('the same campaign in two reports is named with what both have, and the report that is written says where it was seen', async () => {
  const output = join(folder, 'seen.json');
  const out = await run([november, october], { output });
  assert.match(
    out,
    /^2 campaigns in 2 reports: 1 match\.\nstrong {2}november\.json c1 and october\.json c1: they share /,
  );
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  assert.match(
    factSentences(report.campaigns[0]!, report).join(' '),
    /Seen before in: october\.json \(c1, strong\): they share /,
  );
});

test('a signed bundle of another company is compared without its prompts, and not at all once it was changed', async () => {
  const bundle = join(folder, 'theirs.json');
  assert.equal(await run([october], { key, bundle, sign }), '');
  assert.match(await run([november, bundle], { key, verify }), /1 match\./);
  await assert.rejects(run([november, bundle]), /say nothing without the key/);
  writeFileSync(bundle, readFileSync(bundle, 'utf8').replace('"c1"', '"c2"'));
  await assert.rejects(run([november, bundle], { key, verify }), /Its signature is not of these bytes/);
  assert.match(await run([november, bundle], { key }), /1 match\./);
});

test('a bundle without a signature is refused where one is asked for', async () => {
  const bundle = join(folder, 'bare.json');
  await run([october], { key, bundle });
  await assert.rejects(run([november, bundle], { key, verify }), /bare\.json\.sig/);
});

test('reports that cannot be compared are refused in a sentence', async () => {
  await assert.rejects(run([november]), /Name two reports or more/);
  await assert.rejects(run([november], { bundle: join(folder, 'x.json') }), /--bundle needs --key FILE/);
  await assert.rejects(run([november, october], { sign }), /--sign belongs to --bundle/);
  await assert.rejects(run([november, file('log.jsonl', '{"model":"m"}\n')]), /neither a JSON report nor a bundle/);
});

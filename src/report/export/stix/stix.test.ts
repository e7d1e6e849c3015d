import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { exportCase, exportReport, HOSTILE, PASTED_KEY, SLOT_TEXT } from '../../../../test/fixtures/export-case.ts';
import { userAccountId } from '../deterministic-ids.ts';
import type { PromptMode } from '../prompt-mode.ts';
import { patternString } from './stix-objects.ts';
import { stix, stixRemark } from './stix.ts';

type Item = Record<string, unknown> & { type: string; id: string };
interface Bundle {
  type: string;
  id: string;
  objects: Item[];
}

const folder = join(__dirname, '../../../../test/fixtures/stix-2.1');
const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false, validateFormats: false });
const files = new Map<string, string>();
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
)) {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { $id: string; title: string };
  ajv.addSchema(schema);
  files.set(schema.title, schema.$id);
}

function bundleOf(change: Parameters<typeof exportCase>[0] = {}): Bundle {
  return JSON.parse([...stix(exportCase(change))].join('')) as Bundle;
}

function faults({ type, id, objects }: Bundle): string[] {
  assert.equal(type, 'bundle');
  assert.match(id, /^bundle--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  return objects.flatMap((object) => {
    const validate = ajv.getSchema(files.get(object.type) ?? '');
    if (!validate) return [`no schema of ${object.type}`];
    return validate(object) ? [] : [`${object.type}: ${ajv.errorsText(validate.errors)}`];
  });
}

test('every object fits its schema of STIX 2.1, in every prompt mode and for every subject', () => {
  for (const prompts of ['full', 'redacted', 'hashed', 'none'] satisfies PromptMode[]) {
    assert.deepEqual(faults(bundleOf({ prompts })), [], prompts);
  }
  assert.deepEqual(faults(bundleOf({ subject: { kind: 'campaign', id: 'C2' } })), []);
  assert.deepEqual(faults(bundleOf({ subject: { kind: 'account', id: HOSTILE } })), []);
  assert.deepEqual(faults(bundleOf({ report: { ...exportReport(), campaigns: [], accounts: [], period: null } })), []);
});

test('every reference leads to an object of the bundle', () => {
  const { objects } = bundleOf();
  const ids = new Set(objects.map(({ id }) => id));
  assert.equal(ids.size, objects.length, 'an id is used twice');
  for (const object of objects) {
    for (const [name, value] of Object.entries(object)) {
      if (!/_refs?$/.test(name)) continue;
      for (const id of [value].flat()) assert.ok(ids.has(String(id)), `${object.type}.${name}: ${String(id)}`);
    }
  }
});

test('the same content has the same ids; a bundle of a later scan updates the objects of this one', () => {
  assert.deepEqual(bundleOf(), bundleOf());
  const report = exportReport();
  const renamed = JSON.parse(JSON.stringify(report).replaceAll('"C1"', '"C5"')) as typeof report;
  const idOf = (bundle: Bundle): string[] =>
    bundle.objects.filter(({ type }) => type === 'campaign').map(({ id }) => id);
  assert.deepEqual(idOf(bundleOf({ report: renamed })), idOf(bundleOf()));
});

test('ids of accounts are those that STIX prescribes, so that other tools give the same', () => {
  // Computed with the reference library: stix2.UserAccount(user_id='1001').id.
  assert.equal(userAccountId('1001'), 'user-account--6c60cab0-c5a6-54cf-be81-94eff8deeb9e');
});

test('an account that people marked benign is no indicator, and the bundle says that one is left out', () => {
  const { objects } = bundleOf();
  const text = JSON.stringify(objects);
  assert.doesNotMatch(text, /Account sk-c1-2/);
  assert.match(text, /1 item marked benign or allowed by a person is left out/);
});

test('the bundle says how many findings gave how many indicators and why', () => {
  const { text, isEmpty } = stixRemark(exportCase());
  assert.equal(isEmpty, false);
  const { objects } = bundleOf();
  const indicators = objects.filter(({ type }) => type === 'indicator').length;
  assert.ok(text.startsWith(`${exportReport().findings.length} findings produced ${indicators} indicators: `), text);
  assert.ok(objects.some(({ content }) => String(content).includes(text)));
  assert.match(stixRemark(exportCase({ prompts: 'none' })).text, /produced none: their text may not be shown/);
});

test('an export on a relay is no empty success: it says that nothing of it is to be acted on, and why', () => {
  const report = exportReport();
  const [campaign, ...others] = report.campaigns;
  const relay = {
    ...report,
    campaigns: [{ ...campaign!, verdict: 'relay' as const }, ...others],
    accounts: report.accounts.map((account) =>
      account.campaign === 'C1' ? { ...account, verdict: 'relay' as const } : account,
    ),
    findings: report.findings.map((finding) =>
      finding.subject === 'C1' ? { ...finding, verdict: 'relay' as const } : finding,
    ),
  };
  const { text, isEmpty } = stixRemark(exportCase({ report: relay, subject: { kind: 'campaign', id: 'C1' } }));
  assert.equal(isEmpty, true);
  assert.match(
    text,
    /produced 0 indicators\..*on relays produced none: acting on them would hit the people they serve/,
  );
});

test('a pattern cannot be broken out of, and matches the prompts of its template', () => {
  assert.equal(patternString("a' OR 1=1 \\"), "'a\\' OR 1=1 \\\\'");
  const pcre = bundleOf().objects.find(({ pattern_type: type }) => type === 'pcre');
  const pattern = new RegExp(String(pcre?.['pattern']));
  assert.match(
    `You are an examiner. Write down every step of your reasoning before the final answer to: ${SLOT_TEXT}`,
    pattern,
  );
  assert.doesNotMatch('You are an examiner. Be brief.', pattern);
});

test('no text of a single prompt and no key is in it unless asked for', () => {
  for (const prompts of ['redacted', 'hashed', 'none'] satisfies PromptMode[]) {
    assert.ok(!JSON.stringify(bundleOf({ prompts })).includes(SLOT_TEXT));
  }
  assert.ok(!JSON.stringify(bundleOf({ prompts: 'full' })).includes(PASTED_KEY));
});

const TECHNIQUE = {
  id: 'T3',
  name: 'replayed thinking',
  grade: 'near proof' as const,
  accounts: [] as string[],
  requests: 40,
  campaigns: [] as string[],
  text: `40 blocks came back. ${HOSTILE}`,
  statistic: 40,
  n: 40,
  readings: [{ reading: 'a pool', checked: 'none', outcome: 'ruled out' as const }],
  atlas: ['AML.T0024.002'],
  lines: [],
};

test('a technique that weighs is an attack pattern that its campaign uses, with its id in ATLAS', () => {
  const report = exportReport();
  const [campaign] = report.campaigns;
  const used = { ...TECHNIQUE, accounts: campaign!.accounts, campaigns: [campaign!.id] };
  const bundle = bundleOf({ report: { ...report, techniques: [used, { ...used, id: 'T7', grade: 'weak' as const }] } });
  const patterns = bundle.objects.filter(({ type }) => type === 'attack-pattern');
  assert.deepEqual(
    patterns.map(({ name, external_references: told }) => [name, told]),
    [
      [
        'replayed thinking',
        [
          {
            source_name: 'mitre-atlas',
            external_id: 'AML.T0024.002',
            url: 'https://atlas.mitre.org/techniques/AML.T0024.002',
          },
        ],
      ],
    ],
  );
  const uses = bundle.objects.find(({ relationship_type: type }) => type === 'uses');
  assert.equal(uses?.['target_ref'], patterns[0]!.id);
});

test('a bundle made with a key holds hashes alone, and no name, prompt or address', () => {
  const report = exportReport();
  const text = [...stix({ ...exportCase({ report }), key: 'a key that two share' })].join('');
  const { objects } = JSON.parse(text) as Bundle;
  const kinds = new Set(objects.map(({ type }) => type));
  assert.deepEqual([...kinds].sort(), ['identity', 'indicator', 'marking-definition']);
  for (const { account } of report.accounts) assert.ok(!text.includes(account), account);
  for (const { id } of report.templates) assert.ok(!text.includes(id), id);
  const other = [...stix({ ...exportCase({ report }), key: 'another key of theirs' })].join('');
  assert.notEqual(other, text);
});

test('a campaign refers to the techniques of MITRE ATLAS that it is called for', () => {
  const campaigns = bundleOf().objects.filter(({ type }) => type === 'campaign');
  assert.ok(campaigns.length > 0);
  for (const campaign of campaigns)
    assert.deepEqual(
      (campaign['external_references'] as { external_id: string }[]).map(({ external_id }) => external_id),
      ['AML.T0024.002', 'AML.T0040', 'AML.T0048.002', 'AML.T0048.003', 'AML.T0048.004', 'AML.T0065'],
    );
});

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { exportReport, FIXED_TEXT, SLOT_TEXT } from '../../../test/fixtures/export-case.ts';
import type { Report } from '../shape/report.ts';
import { type HashedReport, hashedReport } from './campaign-values.ts';
import { bundleText, checkSignature, parseBundle, signatureOf } from './match-bundle.ts';
import { type CampaignMatch, matchCampaigns } from './match-campaigns.ts';

const KEY = 'shared by two companies';
const OTHER = 'You translate menus of restaurants and keep the names of dishes as they are: ';

/** A report with one campaign of these templates, and these templates of ordinary accounts. */
function reportOf(
  campaign: readonly string[],
  ordinary: readonly string[],
  traces: readonly [string, number][] = [],
): Report {
  const report = exportReport();
  const [first] = report.campaigns;
  const [shape] = report.templates;
  const templates = [...campaign, ...ordinary].map((text) => ({
    ...shape!,
    id: `T${Buffer.from(text).toString('hex').slice(0, 40)}`,
    parts: [{ text }, { slot: 1, examples: [SLOT_TEXT] }],
  }));
  return {
    ...report,
    templates,
    campaigns: [
      {
        ...first!,
        templates: templates.slice(0, campaign.length).map(({ id }) => id),
        infrastructure: traces.map(([value, others]) => ({
          kind: 'address',
          value,
          members: [0, 1],
          requests: 9,
          others,
        })),
      },
    ],
  };
}

const hashed = (report: Report, name = 'a.json', key = KEY): HashedReport => hashedReport(report, name, key);
const matched = (...reports: Report[]): CampaignMatch[] => matchCampaigns(reports.map((report) => hashed(report)));

test('a campaign whose templates are in two reports, and nowhere else in them, is one', () => {
  const [match, ...more] = matched(reportOf([FIXED_TEXT], [OTHER]), reportOf([FIXED_TEXT], []));
  assert.equal(more.length, 0);
  assert.deepEqual(
    [match!.grade, match!.first, match!.second],
    ['strong', { report: 0, campaign: 'C1' }, { report: 1, campaign: 'C1' }],
  );
  assert.match(match!.text, /^they share 1 template, 1 sentence of their templates/);
});

test('a template that was cut elsewhere is found again by its sentences', () => {
  const [match] = matched(reportOf([FIXED_TEXT], []), reportOf([`Be kind. ${FIXED_TEXT}`], []));
  assert.equal(match!.grade, 'strong');
  assert.deepEqual(match!.shared, { frame: 1 });
});

test('a template that ordinary traffic of any of the reports has too proves nothing', () => {
  const two = [reportOf([FIXED_TEXT], []), reportOf([FIXED_TEXT], [])];
  assert.equal(matched(...two).length, 1);
  assert.deepEqual(matched(...two, reportOf([OTHER], [FIXED_TEXT])), []);
});

test('a template that campaigns of most reports have is no sign that two of them are one', () => {
  const all = Array.from({ length: 4 }, () => reportOf([FIXED_TEXT], []));
  assert.deepEqual(matched(...all), []);
});

test('an address alone is weak, and says so; one that others of its log have too is nothing', () => {
  const own = reportOf([FIXED_TEXT], [], [['203.0.113.7', 0]]);
  const [match] = matched(own, reportOf([OTHER], [], [['203.0.113.7', 0]]));
  assert.equal(match!.grade, 'weak');
  assert.match(match!.text, /1 address .* this alone proves little$/);
  assert.deepEqual(matched(own, reportOf([OTHER], [], [['203.0.113.7', 3]])), []);
});

test('hashes of another key match nothing', () => {
  const report = reportOf([FIXED_TEXT], []);
  assert.deepEqual(matchCampaigns([hashed(report), hashed(report, 'b.json', 'a key of somebody else')]), []);
});

test('a bundle holds no text, no account and no address, and reads back as it was', () => {
  const report = reportOf([FIXED_TEXT], [OTHER], [['203.0.113.7', 0]]);
  const text = bundleText([hashed(report)]);
  for (const secret of [
    FIXED_TEXT.slice(0, 20),
    OTHER.slice(0, 20),
    '203.0.113.7',
    report.campaigns[0]!.accounts[1]!,
    report.templates[0]!.id,
  ])
    assert.equal(text.includes(secret), false, secret);
  assert.deepEqual(parseBundle(text, 'b.json'), [hashed(report)]);
  assert.throws(
    () => parseBundle(text.replace('"hash":"', '"hash":"x'), 'b.json'),
    /^Error: b\.json: reports\.0\.campaigns\.0\.values\.0\.hash is not as/,
  );
  assert.throws(() => parseBundle(text.slice(0, 90), 'b.json'), /b\.json: It is not whole/);
});

test('a bundle that was changed, or that another key signed, is refused', () => {
  const pem = (): { own: string; others: string } => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return {
      own: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      others: publicKey.export({ type: 'spki', format: 'pem' }) as string,
    };
  };
  const [ours, theirs] = [pem(), pem()];
  const bytes = Buffer.from(bundleText([hashed(reportOf([FIXED_TEXT], []))]));
  const signature = signatureOf(bytes, ours.own, 'private.pem');
  checkSignature(bytes, signature, ours.others, 'b.json', 'public.pem');
  const changed = Buffer.from(bytes.toString().replace('C1', 'C2'));
  assert.throws(
    () => checkSignature(changed, signature, ours.others, 'b.json', 'public.pem'),
    /b\.json: Its signature is not of these bytes by the key in public\.pem/,
  );
  assert.throws(() => checkSignature(bytes, signature, theirs.others, 'b.json', 'public.pem'), /not of these bytes/);
  assert.throws(() => checkSignature(bytes, '', ours.others, 'b.json', 'public.pem'), /not of these bytes/);
  assert.throws(
    () => signatureOf(bytes, 'no key', 'private.pem'),
    /private\.pem: There is no ed25519 private key in it/,
  );
});

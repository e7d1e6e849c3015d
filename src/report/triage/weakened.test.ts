import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { english } from '../../text/speech.ts';
import { CONFIG_KEYS } from '../config/config-keys.ts';
import type { Report } from '../shape/report.ts';
import { WEAKENING, weakenedSentence } from './weakened.ts';

const { report } = syntheticResult();
const said = (settings: Partial<Report['settings']>, configuration: Record<string, string> = {}): string[] =>
  weakenedSentence(
    {
      ...report,
      settings: { ...report.settings, ...settings },
      configuration: Object.entries(configuration).map(([key, value]) => ({ key, value, from: 'setting' })),
    },
    english,
  );

test('settings that hide findings are named with what is usual, and those that find more are not', () => {
  assert.deepEqual(said({ threshold: 0.999 }, { accountBy: 'model', 'limits.lineMegabytes': '1' }), [
    'Settings that may hide a campaign: threshold 99.9% (usually 90%), limits.lineMegabytes 1 (usually 256), accountBy model.',
  ]);
  assert.deepEqual(said({ threshold: 0.5, accountPrior: 0.01, minJudged: 0.9 }, { 'limits.unpackRatio': '5000' }), []);
  assert.deepEqual(said({}), []);
});

/** They give a scan its logs and its words, add to what is found, or are about what is done with the report. */
const FIND_NO_LESS = [
  ...['inputs', 'accountDirectory', 'baseline', 'decisions', 'mappings', 'includePrompts', 'failOn'],
  ...['knownClients', 'modelReleases', 'modelPrices', 'publicPrompts', 'rules.files', 'rules.canaries', 'rules.failOn'],
];

test('each key of the configuration file is known to hide findings or not to', () => {
  assert.deepEqual([...WEAKENING.keys(), ...FIND_NO_LESS].sort(), CONFIG_KEYS.map(({ key }) => key).sort());
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { factsOf, GIVEN_FIELDS, type GivenField, type WrittenFacts } from './format-facts.ts';
import { listFormats } from './format-table.ts';
import { FORMATS } from './formats.ts';
import type { RequestRecord } from '../fields/request.ts';
import { TEXT_FORMATS } from './text-formats.ts';

const SAMPLES = path.join(__dirname, '../../../../test/golden/formats/samples');

const SHOWN: Readonly<Record<GivenField, (record: RequestRecord) => boolean>> = {
  time: ({ time }) => time !== undefined,
  account: ({ account }) => account !== undefined && account.kind !== 'address' && account.kind !== 'file',
  address: ({ address }) => address !== undefined,
  agent: ({ userAgent }) => userAgent !== undefined,
  system: ({ system }) => system !== '',
  messages: ({ messages }) => messages.length > 0,
  tools: ({ tools }) => tools.length > 0,
  parameters: ({ parameters }) => Object.keys(parameters).length > 0,
  answer: ({ answer }) => answer !== undefined,
  tokens: ({ inputTokens, outputTokens }) => inputTokens !== undefined || outputTokens !== undefined,
  cost: (record) => 'costUsd' in record,
  status: ({ status }) => status !== 'unknown',
};

/** What the samples in the repository show of each format. */
function shownBySamples(): Map<string, Set<GivenField>> {
  const shown = new Map<string, Set<GivenField>>();
  for (const file of readdirSync(SAMPLES).filter((name) => name.endsWith('.expected.json'))) {
    const { requests } = JSON.parse(readFileSync(path.join(SAMPLES, file), 'utf8')) as { requests: RequestRecord[] };
    for (const record of requests) {
      const fields = shown.get(record.format) ?? new Set();
      for (const field of GIVEN_FIELDS) if (SHOWN[field](record)) fields.add(field);
      shown.set(record.format, fields);
    }
  }
  return shown;
}

test('forms that share a name say the same of it', () => {
  const facts = new Map<string, WrittenFacts>();
  for (const { name, facts: own } of [...FORMATS, ...TEXT_FORMATS]) {
    assert.equal(own, facts.get(name) ?? own, name);
    facts.set(name, own);
  }
});

test('the facts of every format are three parts, and their fields are those of the table', () => {
  for (const { name, facts } of [...FORMATS, ...TEXT_FORMATS]) {
    const [, fields = '', ...title] = facts.split(' | ');
    assert.equal(title.length, 1, name);
    assert.equal(factsOf(facts).gives.join(' ') || 'nothing', fields, name);
  }
});

test('a format gives exactly what its samples show', () => {
  const shown = shownBySamples();
  const listed = listFormats();
  const said = listed.map(({ name, gives }) => `${name}: ${gives.join(' ')}`);
  const found = listed.map(
    ({ name }) => `${name}: ${GIVEN_FIELDS.filter((field) => shown.get(name)?.has(field)).join(' ')}`,
  );
  assert.deepEqual(said, found, 'facts of these formats and samples in test/golden/formats/samples disagree');
});

/** Files that people write or that a folder supplies: each is read, or refused with a sentence of its own. */
import assert from 'node:assert/strict';
import { parseDirectory } from '../../../src/engine/accounts/account-directory.ts';
import { profileFormats } from '../../../src/reader/mapping/mapping-format.ts';
import { MappingError, parseProfiles } from '../../../src/reader/mapping/parse-profile.ts';
import { RecordReader } from '../../../src/reader/records/reading/record-reader.ts';
import { SniffingFramer } from '../../../src/reader/bytes/framing/read-entries.ts';
import { parseTriage, TriageError } from '../../../src/report/triage/parse-triage.ts';
import { triageText } from '../../../src/report/triage/triage-text.ts';
import type { FuzzTarget } from '../fuzz-target.ts';
import { seedsOf } from '../seed-files.ts';
import { checkRecord } from './records.ts';

const LINE = Buffer.from('{"when":1767225600,"acct":"a","q":"What?","a":{"b":["x",{"text":"y"}]},"messages":"[1]"}\n');

function runMappings(input: Buffer): string {
  let value: unknown;
  try {
    value = JSON.parse(input.toString('utf8'));
  } catch {
    return 'no JSON';
  }
  try {
    const profiles = parseProfiles(value);
    let requests = 0;
    const reader = new RecordReader(
      0,
      'fuzz',
      (record) => {
        checkRecord(record);
        requests++;
      },
      profileFormats(profiles),
    );
    const framer = new SniffingFramer(reader);
    framer.push(Buffer.from(LINE));
    framer.end();
    return `${profiles.length} profiles, ${requests} requests, ${Object.keys(profiles[0]?.fields ?? {}).join()}`;
  } catch (error) {
    assert.ok(error instanceof MappingError, String(error));
    return error.message.replace(/"[^"]*"/g, '""');
  }
}

function runDecisions(input: Buffer): string {
  try {
    const triage = parseTriage(input.toString('utf8'), 'triage.json');
    const again = parseTriage(triageText(triage), 'triage.json');
    assert.deepEqual(again, triage, 'what is written is what was read');
    return `${triage.marks.length} ${triage.allow.length} ${Object.keys(triage.marks[0] ?? {}).join()}`;
  } catch (error) {
    assert.ok(error instanceof TriageError, String(error));
    assert.match(error.message, /^triage\.json:\d+: /);
    return error.message.replace(/"[^"]*"|'[^']*'|\d+/g, '').slice(0, 60);
  }
}

function runDirectory(input: Buffer): string {
  try {
    const entries = parseDirectory(input.toString('utf8'), 'accounts.csv');
    return `${Math.min(entries.size, 5)} ${Object.keys([...entries.values()][0] ?? {}).join()}`;
  } catch (error) {
    assert.match(error instanceof Error ? error.message : '', /^accounts\.csv:\d+: /);
    return 'refused';
  }
}

export const mappings: FuzzTarget = {
  name: 'mappings',
  text: 'mapping files and the reading they ask for',
  seeds: () => seedsOf('mappings'),
  run: runMappings,
};

export const decisions: FuzzTarget = {
  name: 'decisions',
  text: 'triage files',
  seeds: () => seedsOf('decisions'),
  run: runDecisions,
};

export const directory: FuzzTarget = {
  name: 'directory',
  text: 'account directories',
  seeds: () => seedsOf('directory'),
  run: runDirectory,
};

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportCase, exportReport, flaggedLine } from '../../../test/fixtures/export-case.ts';
import { EXPORT_FORMATS } from './export-formats.ts';

const MAPPING = 'The mapping a read 7 requests in place of known formats: all that follows depends on it.';
const DECISIONS = /Decisions change what counts: |"benign": 1/;
/** Characters of markup, style and standing heads that may come before. */
const BEFORE: Readonly<Record<string, number>> = { html: 12_000, md: 400, sarif: 500, stix: 1200, csv: 0, json: 300 };

test('changes by mappings and decisions stand in the first lines of every export', () => {
  const report = { ...exportReport(), changed: [MAPPING] };
  const flagged = flaggedLine('sk-c1-3');
  const subject = { kind: 'campaign', id: report.campaigns[0]!.id } as const;
  const whole = EXPORT_FORMATS.map((format) => ({ ...format, input: exportCase({ report, flagged }) }));
  const parts = EXPORT_FORMATS.map((format) => ({ ...format, input: exportCase({ report, flagged, subject }) }));
  for (const { id, write, input } of [...whole, ...parts]) {
    const text = [...write(input)].join('');
    const head = text.slice(0, (BEFORE[id] ?? 0) + 1000);
    assert.ok(head.includes(MAPPING), `${id}: ${text.indexOf(MAPPING)}`);
    assert.match(head, DECISIONS, id);
  }
});

test('an export that nothing was changed about begins as ever', () => {
  for (const { id, write } of EXPORT_FORMATS) {
    const text = [...write(exportCase({ undecided: true }))].join('');
    assert.doesNotMatch(text, /change what counts|"changed"|What was changed by hand/, id);
  }
});

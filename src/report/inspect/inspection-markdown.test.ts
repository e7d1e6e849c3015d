import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Inspection } from './inspection.ts';
import { inspectionMarkdown } from './inspection-markdown.ts';

const hostile =
  'https://bare.example www.bare.example me@bare.example ![x](https://evil.example/a.png) <img src=x> [y](command:z)\n# title ```';

const inspection: Inspection = {
  file: `/logs/${hostile}.jsonl`,
  bytes: 1234,
  container: { container: 'file', compression: 'gzip', encoding: 'utf8' },
  complete: false,
  counts: { lines: 2, records: 1, rejected: 1, skipped: 0, requests: 1 },
  formats: [{ name: 'exchange', title: hostile, requests: 1 }],
  fields: [{ name: 'time', share: 0.5, origin: { path: hostile, share: 1 } }],
  records: [
    { line: 1, format: 'x', system: hostile, messages: [], tools: [], parameters: {}, status: 'ok', content: 'full' },
  ],
  detectors: [{ id: 'x', name: 'X', needs: 'times', fed: 'no', missing: ['times'] }],
  techniques: [{ id: 'T0', name: 'T0 x', needs: 'refusals', fed: 'no', missing: ['refusals'] }],
  reasons: [{ outcome: 'rejected', reason: 'not JSON', count: 1, examples: [{ line: 2, text: hostile }] }],
  fieldsSeen: [hostile],
  accountHints: [],
  gaps: [],
};

test('text of a log forms neither images nor links nor blocks in the document', () => {
  const text = inspectionMarkdown(inspection, { save: 'Save it.' });
  const blocks = [...text.matchAll(/^(`{3,})(text|json)\n[^]*?\n\1$/gm)].map(([block]) => block);
  assert.equal(blocks.length, 6);
  let outside = text;
  for (const block of blocks) outside = outside.replace(block, '');
  // What is escaped is no markup, and in words that are code there are no links.
  outside = outside.replace(/\\[^\w\s]/g, '').replace(/(`+)[^]*?\1/g, '');
  assert.doesNotMatch(outside, /[[\]<>`]/);
  assert.doesNotMatch(outside, /\/\/|@|\bwww\./);
  assert.deepEqual(outside.split('\n').filter((line) => line.startsWith('#') && !line.startsWith('## ')).length, 1);
});

test('the document says what was read, what is missing and why lines hold nothing', () => {
  const text = inspectionMarkdown(inspection, { save: 'Save it.' });
  assert.match(text, /gzip, UTF-8, 1,234 bytes/);
  assert.match(text, /Only the beginning was read: 2 lines = 1 with requests \+ 1 rejected/);
  assert.match(text, /0 of 1 have the data they need in this log/);
  assert.match(text, /0 of 1 can be looked for in these requests.*blind, which is not the same as clean/);
  assert.match(text, /rejected +1 +not JSON +line 2/);
});

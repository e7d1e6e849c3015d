import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTriage, TriageError } from './parse-triage.ts';

const lines = (...texts: string[]): string => texts.join('\n');

test('every kind of decision is read with all that was written', () => {
  const text = `{
    "allow": [
      { "account": "eval-*", "note": "Our evaluation runs", "author": "mw", "date": "2026-11-01", "expires": "2027-01-01" },
      { "organisation": "org-own", "note": "Us" }
    ],
    "marks": [
      { "account": "key-1", "state": "benign", "note": "A customer's batch job" },
      { "template": "T01", "sketch": ["0a"], "state": "watch", "note": "New" },
      { "campaign": { "accounts": ["a", "b"], "templates": ["T01"] }, "state": "confirmed", "note": "Banned" }
    ]
  }`;
  assert.deepEqual(parseTriage(text, 't.json'), {
    allow: [
      {
        subject: { account: 'eval-*' },
        note: 'Our evaluation runs',
        author: 'mw',
        date: '2026-11-01',
        expires: '2027-01-01',
      },
      { subject: { organisation: 'org-own' }, note: 'Us' },
    ],
    marks: [
      { subject: { kind: 'account', account: 'key-1' }, state: 'benign', note: "A customer's batch job" },
      { subject: { kind: 'template', template: 'T01', sketch: ['0a'] }, state: 'watch', note: 'New' },
      {
        subject: { kind: 'campaign', accounts: ['a', 'b'], templates: ['T01'] },
        state: 'confirmed',
        note: 'Banned',
      },
    ],
  });
});

test('an empty object and a byte order mark are no mistake', () => {
  assert.deepEqual(parseTriage('\ufeff{}', 't.json'), { allow: [], marks: [] });
});

const mark = (body: string): string => lines('{', '  "marks": [', `    ${body}`, '  ]', '}');

const WRONG: readonly (readonly [text: string, line: number, message: RegExp])[] = [
  ['', 1, /not JSON/],
  [lines('{', '  "marks": [', '    {', '  ]', '}'), 4, /not JSON/],
  ['[]', 1, /must contain an object/],
  [lines('{', '  "mark": []', '}'), 2, /"mark" means nothing/],
  [lines('{', '  "marks": {}', '}'), 2, /"marks" is a list/],
  [mark('{ "account": "a", "state": "fine", "note": "x" }'), 3, /confirmed, benign, watch/],
  [mark('{ "account": "a", "note": "x" }'), 3, /confirmed, benign, watch/],
  [mark('{ "state": "benign", "note": "x" }'), 3, /names one thing/],
  [mark('{ "account": "a", "template": "T", "state": "benign", "note": "x" }'), 3, /names one thing/],
  [mark('{ "account": "a", "state": "benign" }'), 3, /"note" says why/],
  [mark('{ "account": "a", "state": "benign", "note": " " }'), 3, /"note" says why/],
  [mark('{ "account": "", "state": "benign", "note": "x" }'), 3, /"account" is a text/],
  [mark('{ "account": "a", "sketch": ["0"], "state": "benign", "note": "x" }'), 3, /belongs to a template/],
  [mark('{ "account": "a",\n "state": "benign",\n "note": "x",\n "expires": "2026-02-30" }'), 6, /"expires" is a day/],
  [mark('{ "campaign": ["a"], "state": "benign", "note": "x" }'), 3, /A campaign is an object/],
  [mark('{ "campaign": { "accounts": [], "templates": [] }, "state": "benign", "note": "x" }'), 3, /has accounts/],
  [mark('{ "campaign": { "accounts": ["a",\n2], "templates": [] }, "state": "benign", "note": "x" }'), 4, /not a name/],
  ['{ "allow": [\n{ "account": "*", "note": "x" }] }', 2, /would allow every account/],
  ['{ "allow": [\n{ "note": "x" }] }', 2, /"account" or an "organisation"/],
];

for (const [text, line, message] of WRONG) {
  test(`says file and line of what is wrong: ${message.source}`, () => {
    assert.throws(
      () => parseTriage(text, '.prompt-audit/triage.json'),
      (error) => {
        assert.ok(error instanceof TriageError);
        assert.match(error.message, message);
        assert.equal(error.line, line);
        assert.ok(error.message.startsWith(`.prompt-audit/triage.json:${line}: `), error.message);
        return true;
      },
    );
  });
}

test('a file nested a hundred thousand deep is refused, not followed', () => {
  const text = `{"marks":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  assert.throws(() => parseTriage(text, 't.json'), TriageError);
});

test('names of properties of objects are names like others', () => {
  const text = '{"marks":[{"account":"__proto__","state":"benign","note":"constructor"}]}';
  assert.equal(parseTriage(text, 't.json').marks.length, 1);
  assert.throws(() => parseTriage('{"__proto__":{"marks":[]}}', 't.json'), TriageError);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shownValue, teamContextOf, valuesOf } from './config-values.ts';
import { ConfigError, parseConfig } from './parse-config.ts';

function problems(text: string): string[] {
  try {
    parseConfig(text, 'prompt-audit.yaml');
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message.split('\n');
  }
  return [];
}

test('each setting is read with the line where it stands, and files are those beside the file', () => {
  const text =
    'inputs:\n  - logs/*.jsonl\n  - /var/log/llm\nthreshold: 0.95\nlimits:\n  unpackRatio: 50\nbaseline: b.json\n';
  const set = valuesOf(parseConfig(text, 'team/prompt-audit.yaml')).map(({ key, value, place }) => [
    key.key,
    value,
    place,
  ]);
  assert.deepEqual(set, [
    ['inputs', ['team/logs/*.jsonl', '/var/log/llm'], 'team/prompt-audit.yaml:2'],
    ['baseline', 'team/b.json', 'team/prompt-audit.yaml:7'],
    ['threshold', 0.95, 'team/prompt-audit.yaml:4'],
    ['limits.unpackRatio', 50, 'team/prompt-audit.yaml:6'],
  ]);
});

test('an empty file, or one of comments alone, sets nothing', () => {
  for (const text of ['', '# later\n', '---\n']) assert.deepEqual(valuesOf(parseConfig(text, 'f')), []);
});

test('whatever is wrong is said at once, each with line and column', () => {
  assert.deepEqual(problems('threshold: 7\nfailOn: everything\nlimits: { lineMegabytes: 0 }\n'), [
    'prompt-audit.yaml:1:12: "threshold" is a number from 0.5 to 0.999.',
    'prompt-audit.yaml:2:9: "failOn" is one of distillation, relay, suspected, harvest, automation.',
    'prompt-audit.yaml:3:26: "lineMegabytes" is a number from 1 to 256.',
  ]);
});

test('a setting that nobody reads is a mistake, and so is one that is given twice', () => {
  assert.deepEqual(problems('treshold: 0.9\n'), ['prompt-audit.yaml:1:11: There is no setting "treshold".']);
  assert.match(
    problems('threshold: 0.9\nthreshold: 0.8\n')[0] ?? '',
    /:2:1: This is not YAML: Map keys must be unique/,
  );
});

test('a mapping that stands in the file is checked as one in a file of its own', () => {
  assert.match(
    problems('mappings:\n  - name: a\n    fields: { who: x }\n')[0] ?? '',
    /:3:20: There is no field "who"\. Fields: time/,
  );
  assert.deepEqual(problems('mappings:\n  - name: a\n    fields: { prompt: text }\n'), []);
});

test('text that is no YAML, several documents, foreign tags and a list are each refused with their place', () => {
  assert.match(problems('threshold: [0.9\n')[0] ?? '', /^prompt-audit\.yaml:\d+:\d+: This is not YAML/);
  assert.match(problems('threshold: 0.9\n---\nthreshold: 0.8\n')[0] ?? '', /:2:1: This is not YAML/);
  assert.match(problems('threshold: !!js/function 0.9\n')[0] ?? '', /:1:12: This is not YAML/);
  assert.deepEqual(problems('- threshold\n'), [
    'prompt-audit.yaml:1:1: The file holds settings such as "threshold: 0.95".',
  ]);
});

test('a few lines that stand for billions of values, or are nested without end, cost a sentence', () => {
  const level = (n: number): string =>
    `a${n}: &a${n} [${Array<string>(9)
      .fill(`*a${n - 1}`)
      .join()}]`;
  const bomb = ['a0: &a0 [x]', ...Array.from({ length: 9 }, (_, n) => level(n + 1))].join('\n');
  assert.deepEqual(problems(bomb), ['prompt-audit.yaml:1:1: Its aliases stand for too many values.']);
  for (const deep of ['[', '{a: ', '- ', '? '])
    assert.deepEqual(problems(deep.repeat(100_000)), ['prompt-audit.yaml:1:1: It is nested too deeply.']);
});

test('known clients and releases of models are read, shown by name, and refused when they are not whole', () => {
  const text =
    'knownClients:\n  - name: Support desk\n    userAgent: desk/\nmodelReleases:\n  - model: harbour-2\n    released: 2026-05-03\nmodelPrices:\n  - model: harbour-2\n    input: 3\n    output: 15\npublicPrompts:\n  - name: Course\n    prompt: Grade the essay of a pupil as a friendly teacher would do it.\n';
  const set = valuesOf(parseConfig(text, 'f'));
  assert.deepEqual(
    set.map(({ key, value, place }) => [key.key, shownValue(value), place]),
    [
      ['knownClients', 'Support desk', 'f:2'],
      ['modelReleases', 'harbour-2 (2026-05-03)', 'f:5'],
      ['modelPrices', 'harbour-2 ($3 / $15)', 'f:8'],
      ['publicPrompts', 'Course', 'f:12'],
    ],
  );
  assert.deepEqual(teamContextOf(set), {
    clients: [{ name: 'Support desk', userAgent: 'desk/' }],
    releases: [{ model: 'harbour-2', released: '2026-05-03' }],
    prices: [{ model: 'harbour-2', input: 3, output: 15 }],
    prompts: [{ name: 'Course', prompt: 'Grade the essay of a pupil as a friendly teacher would do it.' }],
  });
  assert.equal(teamContextOf(valuesOf(parseConfig('threshold: 0.9\n', 'f'))), undefined);
  assert.equal(problems('modelPrices:\n  - model: harbour-2\n    input: -1\n    output: 15\n').length, 1);
  assert.deepEqual(
    problems('modelReleases:\n  - model: harbour-2\n    released: 2026-02-31\n'),
    ['f:3:15: "released" is a day such as 2026-05-03.'].map((line) => line.replace('f:', 'prompt-audit.yaml:')),
  );
  assert.match(
    problems('knownClients:\n  - name: Support desk\n')[0] ?? '',
    /:2:5: .*a client has "userAgent" or "systemPrompt"/,
  );
  assert.match(
    problems('publicPrompts:\n  - name: Course\n    prompt: Hello {you}\n')[0] ?? '',
    /:3:13: .*at least 32 letters/,
  );
  assert.match(
    problems('knownClients:\n  - name: Desk\n    program: desk\n')[0] ?? '',
    /:2:5: .*a client has "userAgent" or "systemPrompt"/,
  );
});

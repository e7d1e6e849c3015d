import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../math/random.ts';
import { csvText, recordsCsv } from './records-csv.ts';
import { syntheticResult } from '../../../test/fixtures/synthetic-result.ts';
import { NO_TEMPLATE, type RequestIndex } from './request-index.ts';

const index: RequestIndex = {
  length: 3,
  files: ['logs/a.jsonl', 'b, c.jsonl'],
  accounts: ['k1', '=cmd|x'],
  templates: ['t1'],
  models: ['m'],
  file: Uint16Array.of(0, 0, 1),
  line: Uint32Array.of(7, 7, 1),
  offset: Float64Array.of(5e9, 5e9, 0),
  bytes: Uint32Array.of(120, 120, 80),
  time: Float64Array.of(1_777_852_800_123, NaN, 1e300),
  account: Uint32Array.of(0, 1, 0),
  template: Uint32Array.of(0, NO_TEMPLATE, 0),
  model: Uint16Array.of(0, 0, 0),
  outputTokens: Uint32Array.of(10, 0, 4_294_967_295),
  score: Float32Array.of(0.97312, 0, 1),
};

test('each request is one row, several may share a line, and what is unknown stays empty', () => {
  const { report } = syntheticResult({ campaigns: 1 });
  const [campaign] = report.campaigns;
  const [account] = report.accounts;
  const accounts = [{ ...account!, account: 'k1', verdict: 'none' as const, campaign: campaign!.id }];
  const told = { ...report, campaigns: [{ ...campaign!, verdict: 'suspected' as const, templates: ['t1'] }], accounts };
  assert.deepEqual([...recordsCsv(index, told)].join('').split('\n'), [
    'file,line,account,template,attack_score,time,model,output_tokens,offset,bytes,suspected_group',
    'logs/a.jsonl,7,k1,t1,0.9731,2026-05-04T00:00:00.123Z,m,10,5000000000,120,C1',
    "logs/a.jsonl,7,'=cmd|x,,0.0000,,m,0,5000000000,120,",
    '"b, c.jsonl",1,k1,t1,1.0000,,m,4294967295,0,80,C1',
    '',
  ]);
});

test('text that a spreadsheet would run is disarmed', () => {
  for (const attack of [
    '=1+1',
    "+1+cmd|' /C calc'!A0",
    '-2+3+cmd|x',
    '@SUM(A1)',
    '@A1-B2',
    '@team',
    '-abc',
    '+R1C1',
    '\t=1',
    '\r=1',
    '＝1',
    '＠SUM(1)',
    '+B3',
    '+1/2',
    '@XFD1048576',
    '+1:9',
  ]) {
    assert.match(csvText(attack), /^"?'/, attack);
  }
});

test('no piece of a cell begins a formula, wherever an edition of a spreadsheet cuts', () => {
  const random = new Random(5);
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)]!;
  const signs = [
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    ';',
    '\t',
    '\n',
    '\r',
    ',',
    '"',
    "'",
    ' ',
    'A1',
    'SUM(',
    '12',
    'a',
  ];
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 1 + random.below(6) }, () => pick(signs)).join('');
    const cell = csvText(text);
    const [, quoted] = /^"([^]*)"$/.exec(cell) ?? [];
    const told = quoted === undefined ? cell : quoted.replaceAll('""', '"');
    for (const piece of told.split(/[;\t\r\n]/))
      assert.ok(
        /^(?:[^=+\-@＝＋－＠]|$)/u.test(piece) || /^[+\-@＋－＠]\d*$/u.test(piece),
        JSON.stringify([text, cell]),
      );
    assert.equal(told.replaceAll("'", ''), text.replaceAll("'", ''), 'nothing but signs of text is added');
  }
});

test('ordinary ids keep their bytes', () => {
  for (const id of ['37dda4bc', '-', '+4915112345', 'a=b', 'user@host', 'päß', 'logs/a b.jsonl', 'a; b', 'a - b']) {
    assert.equal(csvText(id).replace(/^"|"$/g, ''), id);
  }
});

test('commas, quotes and line breaks are quoted', () => {
  assert.equal(csvText('a,b'), '"a,b"');
  assert.equal(csvText('a"b'), '"a""b"');
  assert.equal(csvText('a\nb'), '"a\nb"');
});

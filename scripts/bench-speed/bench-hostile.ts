/**
 * What text that is made to be slow costs: `npm run bench:hostile`. Ends with 1 where something costs too much, and writes the figures
 * into docs/performance/editor.md between markers; with `-- --print` it prints them only.
 *
 * Patterns run inside of V8, where a test cannot count what they do. So each is given texts of two lengths: four times the text takes
 * four times the processor time where the work grows with the length, and sixteen times where it grows with its square.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../../src/report/benchmark/markdown.ts';
import { answerShape } from '../../src/engine/table/answer-shape.ts';
import { tokensOf } from '../../src/engine/templates/intent/intent-tokens.ts';
import { classifyIntent } from '../../src/engine/templates/intent/intent.ts';
import { statedUse } from '../../src/engine/templates/intent/stated-use.ts';
import { templateParts } from '../../src/engine/templates/intent/template-text.ts';
import { newRecord } from '../../src/reader/records/fields/request.ts';
import { withoutSecrets } from '../../src/reader/records/fields/secrets.ts';
import { readTime } from '../../src/reader/records/fields/time.ts';
import { proxyAccessText } from '../../src/reader/records/formats/gateways/proxy-access-text.ts';
import { leaveUnreadLine } from '../../src/reader/records/reading/unread-value.ts';
import { isolated } from '../../src/text/markup/isolated.ts';
import { sharesOfOrdinary } from '../../test/fixtures/bundled-cost.ts';
import { SHARE_OF_ORDINARY } from '../../test/fixtures/reading-cost.ts';
import { processorMs } from '../../test/harness/processor-ms.ts';
import { writeSection } from '../pages/performance-figures.ts';

/** Most that four times the text may cost, between 4 and 16. */
const MOST = 8;
/** Less than this is over too soon to be compared. */
const SHORT_MS = 10;

interface Slow {
  name: string;
  run: (text: string) => unknown;
  /** What its texts are made of, over and over. */
  pieces: readonly string[];
  /** Letters of the shorter texts. */
  length: number;
}

const LINES = [
  ...['', 'https 2026-05-04T', '[2026-05-04T08:00:00.310Z] "POST /', '2026-05-04\t'],
  '10.0.1.2:1 [04/May/2026:08:00:01.655] a b ',
];

const SLOW: readonly Slow[] = [
  {
    name: 'the shape of an answer',
    run: (text) => answerShape({ text, toolCalls: '' }),
    pieces: [' ', '1', '`', '{', '- ', '1.', '[[', ':', '/'],
    length: 250_000,
  },
  {
    name: 'what a prompt asks for',
    run: classifyIntent,
    pieces: ['{', '<a', 'a', '请', ' - ', '"a" ', '\n'],
    length: 60_000,
  },
  {
    name: 'words of a prompt',
    run: tokensOf,
    pieces: ['{', '{{', '<', '<a', '[A', '${a', "a'", '%', '{{a '],
    length: 400_000,
  },
  { name: 'the stated use of answers', run: statedUse, pieces: ['used to ', 'generate a ', 'a '], length: 250_000 },
  {
    name: 'the text of a template',
    run: (text) => templateParts([0, 1, 2, 3].map((n) => `${text.slice(n)}\nSolve this task:\n`)),
    pieces: [' ', '\t', 'a', '.', '\n', '[', '"', ' a', '　', '。', '\u0000'],
    length: 20_000,
  },
  {
    name: 'secrets in a text',
    run: withoutSecrets,
    pieces: ['-----BEGIN ', 'eyJ', '://a:', 'password=', 'sk-'],
    length: 100_000,
  },
  {
    name: 'the time of a request',
    run: (text) => {
      for (let n = 0; n + 80 <= text.length; n += 8) readTime(newRecord('test'), text.slice(n, n + 80));
    },
    pieces: ['0', '1.', '2026-', 'Mon ', '/Date(1', '[', ' '],
    length: 50_000,
  },
  {
    name: 'a line of a proxy',
    run: (text) => LINES.map((start) => proxyAccessText.holdsRequest(start + text)),
    pieces: ['a', ' ', '0/', '"', '{a} ', '\t', ' [04/', '1 2026-05-04T08:00:00Z '],
    length: 200_000,
  },
  {
    name: 'a line that is not read',
    run: leaveUnreadLine,
    pieces: ['INFO', '[', '2026-', ' prompt', 'at a', '] INFO'],
    length: 250_000,
  },
  {
    name: 'names in two directions of writing',
    run: (text) => isolated(`ע${text}`),
    pieces: ['a.', '.', 'ע '],
    length: 100_000,
  },
];

/** The least of a few tries: other programs only add to it. */
function cost(run: (text: string) => unknown, text: string): number {
  let least = Infinity;
  for (let tries = 0; tries < 3; tries++) {
    const began = processorMs();
    run(text);
    least = Math.min(least, processorMs() - began);
  }
  return least;
}

/** The growth of the slowest text, and what its longer one costs. */
function worst({ run, pieces, length }: Slow): { growth: number; ms: number } {
  const all = pieces.map((piece) => {
    const of = (letters: number): number => cost(run, piece.repeat(Math.ceil(letters / piece.length)));
    const [once, ms] = [of(length), of(4 * length)];
    return { growth: ms < SHORT_MS ? 0 : ms / Math.max(once, SHORT_MS / 2), ms };
  });
  return all.reduce((a, b) => (b.growth > a.growth || (b.growth === a.growth && b.ms > a.ms) ? b : a));
}

async function main(): Promise<void> {
  const growths = SLOW.map((slow) => ({ ...slow, ...worst(slow) }));
  const folder = mkdtempSync(join(tmpdir(), 'prompt-audit-hostile-'));
  const shares = await sharesOfOrdinary(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
  shares.sort(([, a], [, b]) => b - a);
  const text = [
    table(
      ['what is read', 'letters', 'ms', 'four times the text costs'],
      growths.map(({ name, length, ms, growth }) => [
        name,
        (4 * length).toLocaleString('en'),
        ms.toFixed(0),
        growth === 0 ? 'too little to compare' : `${growth.toFixed(1)} times as much`,
      ]),
    ),
    `Text that is made to be slow to read costs at most ${shares[0]![1].toFixed(0)} times the processor time of an ordinary log of its size (${shares[0]![0]}), of ${shares.length} kinds of text.`,
  ].join('\n\n');
  console.log(text);
  if (!process.argv.includes('--print')) writeSection('performance/editor.md', 'hostile', text);
  const slow = [
    ...growths.filter(({ growth }) => growth > MOST).map(({ name }) => name),
    ...shares.filter(([, share]) => share > SHARE_OF_ORDINARY).map(([name]) => name),
  ];
  if (slow.length === 0) return;
  console.error(`Too slow: ${slow.join(', ')}`);
  process.exitCode = 1;
}

void main();

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../math/random.ts';
import { AnsweredDocuments, type Range } from './answered-documents.ts';
import { DrawnCurves } from './drawn-curves.ts';
import { ExpectedOfOthers } from './expected-documents.ts';

const RUN = 20;
const DRAWS = 1000;

interface World {
  accounts: number;
  documents: number;
  /** How steeply popularity falls with rank. */
  slope: number;
  /** Share of the requests on an account's own few documents. */
  own: number;
  /** Documents that are always found together. */
  together: number;
}

interface Answers {
  answered: AnsweredDocuments;
  /** The documents of each. */
  requests: readonly (readonly number[])[];
}

/** Accounts of all sizes, that ask what is popular and about matters of their own; the last goes through everything once. */
function answersOf({ accounts, documents, slope, own, together }: World): Answers {
  const random = new Random('expected', JSON.stringify({ accounts, documents, slope, own, together }));
  const ends: number[] = [];
  for (let rank = 1; rank <= documents; rank++) ends.push((ends.at(-1) ?? 0) + rank ** -slope);
  const popular = (): number => {
    const at = random.next() * ends.at(-1)!;
    return ends.findIndex((end) => end > at);
  };
  const requests: number[][] = [];
  const ofAccount = new Map<number, Range>();
  for (let account = 1; account <= accounts; account++) {
    const from = requests.length;
    const matters = Array.from({ length: 3 }, () => random.below(documents));
    const size = account === accounts ? documents : 1 + Math.floor(Math.exp(1.5 + 1.2 * random.normal()));
    for (let request = 0; request < size; request++) {
      const meant = account === accounts ? request : random.chance(own) ? random.pick(matters) : popular();
      requests.push(Array.from({ length: together }, (_, next) => (meant - (meant % together) + next) % documents));
    }
    ofAccount.set(account, [from, requests.length]);
  }
  const begins = new Uint32Array(requests.length + 1);
  requests.forEach((named, at) => (begins[at + 1] = begins[at]! + named.length));
  const titles = Array.from({ length: documents }, (_, at) => `Page ${at}`);
  const times = new Float64Array(requests.length);
  const named = Uint32Array.from(requests.flat());
  const answered = new AnsweredDocuments(titles, documents, { times, begins, documents: named, ofAccount });
  return { answered, requests };
}

/** Documents seen after each point, as runs of others than these accounts are really drawn. */
function drawnCurves(
  { answered, requests: all }: Answers,
  points: readonly number[],
  own: readonly number[] = [],
): number[][] {
  const random = new Random('draws');
  const others = [...answered.ofAccount].filter(([account]) => !own.includes(account));
  const runs = others.flatMap(([, [from, to]]) =>
    Array.from({ length: Math.ceil((to - from) / RUN) }, (_, at): Range => [
      from + at * RUN,
      Math.min(from + (at + 1) * RUN, to),
    ]),
  );
  return Array.from({ length: DRAWS }, () => {
    const seen = new Set<number>();
    const curve: number[] = [];
    let requests = 0;
    while (curve.length < points.length) {
      const [from, to] = random.pick(runs);
      for (let request = from; request < to && curve.length < points.length; request++) {
        for (const document of all[request]!) seen.add(document);
        if (++requests === points[curve.length]) curve.push(seen.size);
      }
    }
    return curve;
  });
}

const meanOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0) / counts.length;
function deviationOf(counts: readonly number[]): number {
  const mean = meanOf(counts);
  return Math.sqrt(meanOf(counts.map((one) => (one - mean) ** 2)));
}

const WORLDS: readonly World[] = [0.3, 1, 1.5].flatMap((slope) =>
  [0, 0.7].flatMap((own) => [1, 3].map((together): World => ({ accounts: 80, documents: 300, slope, own, together }))),
);

test('what others see and how far that varies is what runs of their requests give that are really drawn, of any popularity', () => {
  const points = [10, 20, 50, 100, 200, 400];
  for (const world of WORLDS) {
    const answers = answersOf(world);
    const expected = new ExpectedOfOthers(answers.answered).expected([{ own: [], points }])[0]!;
    const curves = drawnCurves(answers, points);
    points.forEach((point, at) => {
      const counts = curves.map((curve) => curve[at]!);
      const [mean, deviation] = [meanOf(counts), deviationOf(counts)];
      const { low, middle, high } = expected[at]!;
      const what = `${JSON.stringify(world)} after ${point}: ${low} ${middle} ${high}, drawn ${mean} ± ${deviation}`;
      assert.ok(Math.abs(middle - mean) < 0.45 * deviation, what);
      // Where every document may have been seen, the band ends there.
      if (high < world.documents)
        assert.ok(Math.abs((high - low) / (2 * 2.86 * deviation) - 1) < 0.3 || low === 0, what);
    });
    const within = curves.filter((curve) =>
      curve.every((seen, at) => Math.floor(expected[at]!.low) <= seen && seen <= Math.ceil(expected[at]!.high)),
    ).length;
    console.log(within / DRAWS);
  }
});

test('what others see does not depend on whom else was asked about before', () => {
  const { answered } = answersOf(WORLDS[3]!);
  const points = [1, 3, 10, 20, 100];
  const alone = (account: number): unknown => new ExpectedOfOthers(answered).expected([{ own: [account], points }])[0];
  const others = new ExpectedOfOthers(answered);
  for (const account of [80, 3, 80, 1, 3])
    assert.deepEqual(others.expected([{ own: [account], points }])[0], alone(account));
  assert.notDeepEqual(alone(80), alone(3));
});

test('curves that are drawn together are those of each one’s others: accounts, groups that overlap, and whoever sent most', () => {
  const answers = answersOf({ accounts: 40, documents: 300, slope: 1, own: 0.5, together: 2 });
  const points = [10, 20, 50, 100];
  const owns = [[40], [3], [3, 40], [1, 2, 3], [2, 5, 7], Array.from({ length: 30 }, (_, at) => 11 + at)];
  assert.ok(answers.answered.answers(owns.at(-1)!) > answers.requests.length / 2);
  const together = new DrawnCurves(answers.answered, RUN, 2 * DRAWS).deviations(owns.map((own) => ({ own, points })));
  owns.forEach((own, which) => {
    const curves = drawnCurves(answers, points, own);
    points.forEach((point, at) => {
      const deviation = deviationOf(curves.map((curve) => curve[at]!));
      const drawn = together[which]![at]!;
      assert.ok(
        Math.abs(drawn / deviation - 1) < 0.12,
        `without ${own.join(' ')} after ${point}: ${drawn}, ${deviation}`,
      );
    });
  });
});

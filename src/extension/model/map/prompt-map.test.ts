import assert from 'node:assert/strict';
import { test } from 'node:test';
import { syntheticResult } from '../../../../test/fixtures/synthetic-result.ts';
import { Results } from '../results.ts';
import { promptMap } from './prompt-map.ts';
import { cut, likenessTree } from './likeness-tree.ts';
import { wordsOf } from './template-likeness.ts';

/** Three groups of three: alike within, unalike between, and two of the groups a little nearer to each other. */
function groups(): Float32Array {
  const likeness = new Float32Array(81);
  for (let one = 0; one < 9; one++) {
    for (let other = 0; other < 9; other++) {
      const [a, b] = [one % 3, other % 3];
      likeness[one * 9 + other] = a === b ? 0.9 : a + b === 1 ? 0.3 : 0.05;
    }
  }
  return likeness;
}

test('templates that are alike stand side by side on the map', () => {
  const order = likenessTree(groups(), 9)?.leaves ?? [];
  assert.deepEqual(order.toSorted(), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const kinds = order.map((leaf) => leaf % 3);
  assert.equal(kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length, 2, kinds.join(' '));
  assert.ok(kinds.join('').includes('01') || kinds.join('').includes('10'), 'the two nearer groups touch');
});

test('a topic is cut where it is least alike, and not within what is the same', () => {
  const tree = likenessTree(groups(), 9)!;
  const parts = cut(tree, 9, 0.35).map(({ leaves }) => leaves.toSorted());
  assert.deepEqual(parts.toSorted(), [
    [0, 3, 6],
    [1, 4, 7],
    [2, 5, 8],
  ]);
  assert.equal(cut(tree, 2, 0.35).length, 2);
});

test('one template, and none, are maps too', () => {
  assert.equal(likenessTree(new Float32Array(0), 0), undefined);
  assert.deepEqual(likenessTree(new Float32Array(1), 1)?.leaves, [0]);
});

test('ties do not keep the tree from being built', () => {
  assert.equal(likenessTree(new Float32Array(2500).fill(0.5), 50)?.leaves.length, 50);
});

test('words of scripts without spaces are compared by pairs of characters', () => {
  const template = { parts: [{ text: '次の質問 Answer' }] } as unknown as Parameters<typeof wordsOf>[0];
  assert.deepEqual([...wordsOf(template)], ['次の', 'の質', '質問', 'answer']);
});

test('a topic of the map is named by what it is about, and by no word that every text has', () => {
  const { report, index } = syntheticResult({ campaigns: 2, members: 3, ordinary: 5, requests: 30 });
  const [first, second] = [
    'You can ask for the help of the invoice desk, and they will be able to refund an invoice.',
    'Du kannst uns für die Prüfung der Verträge und mit den Fristen fragen, wenn sie nicht passen.',
  ];
  const templates = report.templates.map((template, at) => ({
    ...template,
    parts: [{ text: at % 2 === 0 ? first : second }],
  }));
  const { topics } = promptMap(new Results({ ...report, templates }, index, 'log'));
  const named = new Set(topics.flatMap(({ words }) => words.flatMap((term) => term.split(' '))));
  for (const word of ['can', 'for', 'help', 'they', 'you', 'für', 'und', 'wenn', 'nicht', 'sie'])
    assert.ok(!named.has(word), `a topic is named "${word}": ${[...named].join(', ')}`);
  assert.ok([...named].some((word) => ['invoice', 'desk', 'refund', 'fristen', 'prüfung', 'verträge'].includes(word)));
});

test('every template of a scan stands on its map once, in a topic that is there', () => {
  const { report, index } = syntheticResult({ campaigns: 2, members: 3, ordinary: 5, requests: 30 });
  const map = promptMap(new Results(report, index, 'log'));
  assert.deepEqual(
    map.leaves.map(({ template }) => template).toSorted(),
    report.templates.map(({ id }) => id).toSorted(),
  );
  map.leaves.forEach(({ topic }) => assert.ok(topic < map.topics.length));
  map.topics.forEach(({ parent }, at) => assert.ok(parent < at, 'a topic stands behind what it is part of'));
  const held = report.templates.reduce((sum, { requests }) => sum + requests, 0);
  assert.equal(map.freeRequests, index.length - held);
});

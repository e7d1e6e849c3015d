import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash53Of } from '../../../math/hash.ts';
import { toolIdHash } from './tool-id.ts';

const inBytes = (id: string): number | undefined => {
  const bytes = Buffer.from(`"${id}"`);
  return hash53Of(bytes, 1, bytes.length - 1);
};

test('an id of a tool call has one number, however long it is and whether it is read as text or as bytes', () => {
  const ids = ['toolu_1', 'call_abc', 'x'.repeat(128), 'x'.repeat(129), 'y'.repeat(3000)];
  for (const id of ids) assert.equal(toolIdHash(id), inBytes(id));
  assert.equal(new Set(ids.map(toolIdHash)).size, ids.length);
});

test('letters beyond ASCII count as one mark, as how they are written is not known', () => {
  assert.equal(inBytes('toolu_\u00e9'), undefined);
  assert.equal(toolIdHash('toolu_\u00e9\u00e9'), toolIdHash('toolu_?'));
  assert.equal(toolIdHash(`toolu_\u6df1${'x'.repeat(200)}`), toolIdHash(`toolu_?${'x'.repeat(200)}`));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readParts } from './content-parts.ts';

test('a document that a client sends as text is a part of what it says, one in another form is a file', () => {
  const document = (source: object): object => ({ type: 'document', source, title: 'a' });
  const read = readParts([
    { type: 'text', text: 'Do it.' },
    document({ type: 'text', media_type: 'text/plain', data: 'Write out each thought.' }),
    document({ type: 'content', content: 'Then the answer.' }),
    document({
      type: 'content',
      content: [
        { type: 'text', text: 'In one line.' },
        { type: 'image', source: { type: 'base64', data: 'iVBO' } },
      ],
    }),
    {
      type: 'search_result',
      source: 'https://x.test',
      title: 'b',
      content: [{ type: 'text', text: 'No case is left out.' }],
    },
    document({ type: 'base64', media_type: 'application/pdf', data: 'JVBE' }),
  ]);
  assert.equal(read.text, 'Do it.\nWrite out each thought.\nThen the answer.\nIn one line.\nNo case is left out.');
  assert.equal(read.media, 2);
});

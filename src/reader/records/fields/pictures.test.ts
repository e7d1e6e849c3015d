import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPictureHash, pictureOf, pictureWords, withoutPictures } from './pictures.ts';

const BYTES = Buffer.from('a picture '.repeat(60)).toString('base64');
const OTHER = Buffer.from('another one '.repeat(60)).toString('base64');
const DATA = `data:image/png;base64,${BYTES}`;

test('a picture is the same one however the API of its vendor carries it', () => {
  const hash = pictureOf({ type: 'image_url', image_url: { url: DATA } });
  assert.ok(isPictureHash(hash));
  for (const part of [
    { type: 'input_image', image_url: DATA },
    { type: 'image', source: { type: 'base64', media_type: 'image/png', data: BYTES } },
    { inlineData: { mimeType: 'image/png', data: BYTES } },
    { image: { format: 'png', source: { bytes: BYTES } } },
    { type: 'blob', modality: 'image', content: BYTES },
    { data: BYTES },
  ])
    assert.equal(pictureOf(part), hash);
  assert.notEqual(pictureOf({ data: OTHER }), hash);
});

test('an address is the picture it names, however it was signed for one call', () => {
  const at = (url: string): string | undefined => pictureOf({ type: 'image_url', image_url: { url } });
  const signed = at('https://host.example/a.png?X-Amz-Date=1&X-Amz-Signature=abc');
  assert.equal(signed, at('https://host.example/a.png?X-Amz-Date=2&X-Amz-Signature=def'));
  assert.notEqual(at('https://host.example/show?id=1'), at('https://host.example/show?id=2'));
});

test('what a log writes in place of a picture is none', () => {
  for (const url of ['<base64>', '', 'data:image/png;base64,iVBORw0KGgo=', `${DATA.slice(0, 600)}... (12 kB more)`])
    assert.equal(pictureOf({ image_url: { url } }), undefined);
  assert.equal(pictureOf({ type: 'file', file: { file_id: 'file-1' } }), undefined);
  assert.equal(pictureOf({ type: 'image_url', image_url: { url: `data:text/plain,${BYTES}` } }), undefined);
});

test('what stands for pictures is taken out of a text again', () => {
  const words = pictureWords(pictureOf({ data: BYTES })!);
  assert.equal(withoutPictures(`see ${words} and [picture of mine]`), 'see  and [picture of mine]');
});

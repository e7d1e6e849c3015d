/**
 * Pictures and files of a message, by what tells one from another: the picture itself is never kept, and what it shows is not read.
 * Whoever draws an instruction once and sends it with every request sends the same bytes every time, as with a sentence.
 */
import { createHash } from 'node:crypto';
import { isObject, type JsonObject } from './json.ts';

/** Where APIs put the bytes of a picture, or where it is to be fetched from. */
export const PICTURES = ['image_url', 'source', 'inlineData', 'inline_data', 'fileData', 'image', 'file'] as const;
export const PICTURE_VALUES = ['url', 'data', 'bytes', 'content', 'uri', 'fileUri', 'file_data'] as const;

/** Letters of Base64 below which nothing can be drawn that can be read; logs put such things in place of a picture. */
const SHORTEST = 512;
/** Addresses that are signed differ from call to call; what a picture is called is then what stands before. */
const SIGNED = /[?&](?:x-amz-signature|x-goog-signature|signature|sig|token)=/i;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
/** What stands before the bytes in an address that holds them. */
const DATA = /^data:[^,]{0,200};base64,/;

/** Hash of a picture in the letters a to p; undefined where the log does not hold what tells it from others. */
export function pictureOf(part: JsonObject): string | undefined {
  for (const name of PICTURES) {
    const found = part[name];
    if (typeof found === 'string') return hashOf(found);
    if (isObject(found)) return pictureOf(found);
  }
  for (const name of PICTURE_VALUES) {
    const found = part[name];
    if (typeof found === 'string') return hashOf(found);
  }
  return undefined;
}

/** @param value the bytes in Base64, or an address */
function hashOf(value: string): string | undefined {
  if (value.startsWith('https://') || value.startsWith('http://')) {
    const signed = SIGNED.test(value);
    return letters(signed ? value.slice(0, value.indexOf('?')) : value);
  }
  const bytes = value.startsWith('data:') ? value.slice(DATA.exec(value)?.[0].length ?? value.length) : value;
  return bytes.length >= SHORTEST && BASE64.test(bytes) ? letters(bytes) : undefined;
}

/** 160 bits of SHA-256: nobody can draw a picture that is taken for another one. In letters, because runs of digits count as one. */
function letters(text: string): string {
  const hex = createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 40);
  return hex.replaceAll(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]!);
}

const HASH = /^[a-p]{40}$/;
export const isPictureHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value);

/** Letters that a picture has where texts are compared. */
export const PICTURE_LETTERS = 47;

/** What stands for a picture among the words of a prompt. */
export const pictureWords = (hash: string): string => `[picture ${hash}]`;

const WORDS = /\[picture [a-p]{40}\]/g;

/** A text without what stands for pictures in it. */
export const withoutPictures = (text: string): string => text.replaceAll(WORDS, '');

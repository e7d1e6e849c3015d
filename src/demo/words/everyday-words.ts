import type { Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import words from './words.json';

/** What people who use a chat program ask about, by field. The patterns are short so that few long phrases repeat. */
export const FIELDS: readonly (readonly string[])[] = words.everydayWords.FIELDS;

/** Words for the places in the patterns, and in what people add to a question. */
export const EVERYDAY: Grammar = { ...NAMES, ...words.everydayWords.EVERYDAY };

import type { Grammar } from './grammar.ts';
import words from './words.json';

/** Names of people, places, firms and goods used all over the made-up log. */
export const NAMES = words.names satisfies Grammar;

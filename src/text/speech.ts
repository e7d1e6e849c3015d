/** Sentences in the language of their reader. They are in the code in English; the terminal and the exports say them as they are. */
import { count } from './numbers.ts';

/** The text in the reader's language, with `{0}`, `{1}`, … filled in. */
export type Speech = (text: string, ...filled: readonly (string | number)[]) => string;

/** Fills in `{0}`, `{1}`, …; what is filled in fills in nothing itself. */
export const english: Speech = (text, ...filled) =>
  text.replaceAll(/\{(\d)\}/g, (all, at: string) => String(filled[Number(at)] ?? all));

/** The text with a capital at its beginning. */
export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The text as a sentence: with a full stop, but after one, or after `…`. */
export const closed = (text: string): string => (/[.…]$/.test(text) ? text : `${text}.`);

/** `1 request`, `1,685 requests`. */
export const requestsText = (n: number, t: Speech): string => (n === 1 ? t('1 request') : t('{0} requests', count(n)));

/** `1 account`, `24 accounts`. */
export const accountsText = (n: number, t: Speech): string => (n === 1 ? t('1 account') : t('{0} accounts', count(n)));

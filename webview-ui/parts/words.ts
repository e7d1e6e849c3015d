/**
 * Labels of the page, and what it says itself, in the language of its reader. They are in the code in English, which is their key
 * in the table that the extension writes into the page. Texts of logs and sentences of the report never pass through here.
 */
import { english, type Speech } from '../../src/text/speech.ts';
import { isObject } from '../../src/schema/is-object.ts';

let words: Readonly<Record<string, unknown>> | undefined;

/** The label or sentence in the reader's language, with `{0}`, `{1}`, … filled in. */
export const t: Speech = (label, ...filled) => {
  words ??= wordsOfPage();
  const found = Object.hasOwn(words, label) ? words[label] : undefined;
  return english(typeof found === 'string' ? found : label, ...filled);
};

/** The labels of a table in the reader's language: names of choices, which stand in the code in English. */
export const translated = <K extends string>(table: Readonly<Record<K, string>>): Record<K, string> =>
  Object.fromEntries(Object.entries<string>(table).map(([key, label]) => [key, t(label)])) as Record<K, string>;

/** Whether the reader's language is another than that of reports. */
export const isTranslated = (): boolean => Object.keys((words ??= wordsOfPage())).length > 0;

function wordsOfPage(): Readonly<Record<string, unknown>> {
  const found: unknown = JSON.parse(document.body.dataset['words'] ?? '{}');
  return isObject(found) ? found : {};
}

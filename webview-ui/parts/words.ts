/**
 * Labels of the page in the language of its reader. They are in the code in English, which is their key in the table that the
 * extension writes into the page. Texts of logs and sentences of the report never pass through here.
 */
import { isObject } from '../../src/schema/is-object.ts';

let words: Readonly<Record<string, unknown>> | undefined;

/** The label in the reader's language. */
export function t(label: string): string {
  words ??= read(document.body.dataset['words']);
  const found = Object.hasOwn(words, label) ? words[label] : undefined;
  return typeof found === 'string' ? found : label;
}

function read(text = '{}'): Readonly<Record<string, unknown>> {
  const found: unknown = JSON.parse(text);
  return isObject(found) ? found : {};
}

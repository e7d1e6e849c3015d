import { english, type Speech } from '../text/speech.ts';

/**
 * Words that the editor shows, in the language of its user. They are in the code in English, which is their key in the bundle
 * (`l10n/bundle.l10n.LANGUAGE.json`). Sentences of the report stay as they are: they are the same in every place.
 */
let bundle: Readonly<Record<string, string>> = {};

/** @param words those of the user's language, as the editor loaded them; undefined for English */
export function setLocale(words: Readonly<Record<string, string>> | undefined): void {
  bundle = words ?? {};
}

/** The text in the user's language, with `{0}`, `{1}`, … filled in. */
export const t: Speech = (text, ...filled) => english(Object.hasOwn(bundle, text) ? bundle[text]! : text, ...filled);

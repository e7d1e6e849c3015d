/** Lists of words, written as a text with spaces between: names of fields take a line each otherwise. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const wordSet = (text: string): ReadonlySet<string> => new Set(words(text));

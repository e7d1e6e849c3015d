/** Lists of words, written as a text with spaces between: names of fields take a line each otherwise. */
export const words = (text: string): readonly string[] => text.match(/\S+/g) ?? [];

/** The same where a word that is none of them must not compile. */
export const literals = <const T extends string>(text: T): readonly Words<T>[] => words(text) as readonly Words<T>[];

/** Groups of words, as `name: word word | name: word`: the name of the group by each word in it. */
export const wordGroups = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('|').flatMap((group) => {
      const [name = '', members = ''] = group.split(':');
      return words(members).map((word) => [word, name.trim()] as const);
    }),
  );

export const wordSet = (text: string): ReadonlySet<string> => new Set(words(text));

/** The words of a text, as a type. */
export type Words<T extends string, Found = never> = T extends `${infer First} ${infer Rest}`
  ? Words<Rest, Found | Word<First>>
  : Found | Word<T>;

/** A word at the end of a line has the end of the line behind it; between two spaces there is none. */
type Word<T extends string> = T extends `${infer Plain}\n` ? Plain : T extends '' ? never : T;

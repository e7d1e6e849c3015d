/** The fields a log may provide: the columns of the table in `docs/formats.md`, in its order. */
export const GIVEN_FIELDS = [
  ...(['time', 'account', 'address', 'agent', 'system', 'messages'] as const),
  ...(['tools', 'parameters', 'answer', 'tokens', 'cost', 'status'] as const),
];

export type GivenField = (typeof GIVEN_FIELDS)[number];

/**
 * Where the shape of the samples was learned, the best of them: logs that the product wrote, its tests, its documentation, its code.
 * `own` is no product's format: this program defines it, or takes lines apart for other formats.
 */
type Source = 'recorded logs' | 'test data of the product' | 'documentation' | 'source code' | 'own';

/**
 * What people want to know about a format before they try it: the source, the fields it can fill, in the order above and exactly those
 * that samples of the tests show, and the name of the products and files that write it: `documentation | time account messages | Logs of a product`.
 */
export type WrittenFacts = `${Source} | ${GivenField | 'nothing'}${string} | ${string}`;

/** The same, taken apart. */
export interface FormatFacts {
  title: string;
  gives: readonly GivenField[];
  source: Source;
}

export function factsOf(written: WrittenFacts): FormatFacts {
  const [source, fields = '', title = ''] = written.split(' | ');
  const gives = fields.split(' ').map((name) => GIVEN_FIELDS.find((field) => field === name));
  return { title, gives: gives.filter((field) => field !== undefined), source: source as Source };
}

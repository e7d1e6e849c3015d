/** The fields a log may provide: the columns of the table in `docs/formats.md`, in its order. */
export const GIVEN_FIELDS = [
  'time',
  'account',
  'address',
  'agent',
  'system',
  'messages',
  'tools',
  'parameters',
  'answer',
  'tokens',
  'cost',
  'status',
] as const;

export type GivenField = (typeof GIVEN_FIELDS)[number];

/** What people want to know about a format before they try it. */
export interface FormatFacts {
  /** Name of the products and files that write it. */
  title: string;
  /** Fields that the format can fill. The samples of the tests show each of them, and no other. */
  gives: readonly GivenField[];
  /** Where the shape of the samples was learned. */
  source: 'recorded logs' | 'test data of the product' | 'documentation' | 'source code' | 'own';
}

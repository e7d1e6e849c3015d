/** What a company's assistant is asked about, as lists of phrases that the sentences of people fit around. */
export interface Domain {
  name: string;
  /** What the assistant is, after "You are". */
  roles: readonly string[];
  /** Kinds of things that it knows, without an article. */
  heads: readonly string[];
  /** What tells one thing from the next of its kind. */
  kinds: readonly string[];
  /** Noun phrases: what one can know about a thing. */
  aspects: readonly string[];
  /** What goes wrong, after the name of a thing. */
  troubles: readonly string[];
  /** What people want done, after "I want to". */
  errands: readonly string[];
  /** Clauses in the first person that make a case special. */
  circumstances: readonly string[];
  /** Noun phrases that people want explained. */
  ideas: readonly string[];
  /** What the assistant must not do, after "Do not". */
  limits: readonly string[];
}

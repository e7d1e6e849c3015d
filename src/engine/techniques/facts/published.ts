/**
 * Signed reasoning that is public: published recordings and test suites, by hash. A block that anybody can copy proves nothing. The list
 * that ships is empty so far; `published HASH` in a file of indicators adds to it.
 */
import hashes from './published-signatures.json';

export const PUBLISHED: ReadonlySet<string> = new Set<string>(hashes);

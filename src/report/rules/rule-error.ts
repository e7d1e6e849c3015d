import { InputError } from '../../reader/bytes/files/input-error.ts';

/** An invalid rule, or an invalid test of one; the message has a line per problem: `file:line:column: sentence`. */
export class RuleError extends InputError {
  override name = 'RuleError';
}

/** Something wrong at a path below the rule. */
export class RuleProblem extends Error {
  constructor(
    message: string,
    readonly path: readonly (string | number)[],
  ) {
    super(message);
  }
}

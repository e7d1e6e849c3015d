import { InputError } from '../bytes/files/input-error.ts';

/** A rule, or a test of one, that makes no sense; the message has a line for each problem: `file:line:column: sentence`. */
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

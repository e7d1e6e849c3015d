/** Names of all options. What commands take and what they ask for is held to them: a mistyped name does not compile. */
import type { Words } from '../../schema/words.ts';

/** Options with a value. */
export type ValueName =
  Words<`account account-by account-prior accounts as assign author baseline bundle campaign canaries comment
  config event-format events expires fail-on fail-on-rule format indicators junit keep key limit list-prompts
  log-root mapping max-line max-ratio max-rejected memory min-judged mine minutes name note on-finding only
  output owner prompts range read-prompts records requests rules secret seed sign since source-root state status
  threshold ticket triage trials truth unread verdict verify workers write-mapping`>;

/** Options without one. */
export type SwitchName =
  Words<`all follow hash-accounts help incremental no-color no-text no-triage quiet replace thin trust verbose`>;

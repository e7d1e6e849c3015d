/** Groups into which the log explorer sorts requests by a number. */

/** Length of an answer in tokens; the first group is a missing answer, or one of unknown length. */
export const ANSWER_LENGTHS = ['none', 'to-100', 'to-500', 'to-2000', 'longer'] as const;
/** Number of tools that a request offers to the model. */
export const TOOL_COUNTS = ['none', 'one', 'to-5', 'to-20', 'more'] as const;

/** Groups into which the log explorer puts the requests of a log by a number. */

/** How long an answer is, in tokens; the first is one that is not there, or whose length is unknown. */
export const ANSWER_LENGTHS = ['none', 'to-100', 'to-500', 'to-2000', 'longer'] as const;
/** How many tools a request offers to the model. */
export const TOOL_COUNTS = ['none', 'one', 'to-5', 'to-20', 'more'] as const;

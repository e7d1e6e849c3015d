/**
 * How long an answer is of which the log states no tokens: a step on a scale of twelve to a doubling, so that one byte holds any
 * length and the sum of many is right to a hundredth.
 */
const STEPS = 12;

/** @param letters UTF-16 code units of the answer, its tool calls included */
export const sizeStep = (letters: number): number =>
  letters === 0 ? 0 : Math.min(255, 1 + Math.round(STEPS * Math.log2(letters)));

export const lettersAt = (step: number): number => (step === 0 ? 0 : 2 ** ((step - 1) / STEPS));

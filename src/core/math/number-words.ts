/** The words for numbers that detectors use; see `src/text`. */
export { count, counted, decimal, percent } from '../../text/numbers.ts';

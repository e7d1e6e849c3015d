/** How the summaries look, as the screen and the person ask. */
import { type Colours, colours } from '../colours.ts';

export interface SummaryOptions {
  colour: boolean;
  columns: number;
  /** Also lists campaigns that do not count. */
  all?: boolean;
}

export interface Style extends Colours {
  /** Width of the text in characters. */
  width: number;
}

/** Widest text that is still easy to read. */
const MAX_WIDTH = 120;

export const styleOf = ({ colour, columns }: SummaryOptions): Style => ({
  ...colours(colour),
  width: Math.min(columns, MAX_WIDTH),
});

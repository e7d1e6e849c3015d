/** Wraps text in a terminal style, or returns it unchanged where styles are off. */
export interface Colours {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  yellow: (text: string) => string;
  green: (text: string) => string;
  cyan: (text: string) => string;
}

const style = (on: boolean, open: number, close: number) => (text: string) =>
  on ? `\u001b[${open}m${text}\u001b[${close}m` : text;

export function colours(on: boolean): Colours {
  return {
    bold: style(on, 1, 22),
    dim: style(on, 2, 22),
    red: style(on, 31, 39),
    yellow: style(on, 33, 39),
    green: style(on, 32, 39),
    cyan: style(on, 36, 39),
  };
}

/**
 * Whether to colour a stream. `NO_COLOR` (any value but the empty one, see no-color.org) wins over `FORCE_COLOR`;
 * otherwise a terminal that is not `dumb` gets colours.
 */
export function wantsColour(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (environment['NO_COLOR']) return false;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0';
  return isTerminal && environment['TERM'] !== 'dumb';
}

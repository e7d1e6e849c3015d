/**
 * Whether a text is nested deeper than any file a person writes. Checked before the YAML parser runs, because its time
 * grows with depth.
 */

/** Deepest nesting that any setting needs, many times over. */
const MAX_NESTED = 100;
const NESTED_ON_ONE_LINE = new RegExp(`^ *(?:[-?:] +){${MAX_NESTED}}`, 'm');

/** The library takes minutes for some ten thousand open brackets. Brackets in text are counted too: they close again. */
export function isTooDeep(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open += bracket === '[' || bracket === '{' ? 1 : -1;
    if (open > MAX_NESTED) return true;
  }
  return NESTED_ON_ONE_LINE.test(text);
}

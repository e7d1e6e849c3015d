/** Wordings: `{a|b|c}` is one of three, nested as deep as one likes; `$name` is filled in later. */
import type { Random } from '../../../../src/math/random.ts';

/** One of the wordings of a pattern. */
export function spin(random: Random, pattern: string): string {
  let at = 0;
  const alternatives = (nested: boolean): string => {
    const options: string[] = [];
    let option = '';
    for (; at < pattern.length; at++) {
      const sign = pattern[at]!;
      if (nested && sign === '}') break;
      if (nested && sign === '|') {
        options.push(option);
        option = '';
      } else if (sign === '{') {
        at++;
        option += alternatives(true);
      } else option += sign;
    }
    return random.pick([...options, option]);
  };
  return alternatives(false)
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.;?!])/g, '$1')
    .trim();
}

/** A wording with its `$names` filled in. What has no value stays. */
export const fill = (wording: string, values: Readonly<Record<string, string>>): string =>
  wording.replace(/\$([a-z]+)/g, (name, key: string) => values[key] ?? name);

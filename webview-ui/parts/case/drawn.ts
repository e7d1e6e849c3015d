/** A small picture of a reason, with what it shows in words below it. */
import { h, s } from '../dom.ts';

export const WIDTH = 240;
export const HEIGHT = 56;

export function drawn(words: string, marks: readonly SVGElement[], height = HEIGHT): Node[] {
  const picture = s(
    height < HEIGHT ? 'svg.proof.share' : 'svg.proof',
    { viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': words },
    ...marks,
  );
  return [picture, h('p.muted.proof-words', words)];
}

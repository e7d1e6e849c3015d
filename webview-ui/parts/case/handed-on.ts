/** What shows a relay: a conversation before and after it changed account. */
import { duration } from '../../../src/text/times.ts';
import type { LineText } from '../../../src/protocol/case-data.ts';
import type { LineRef } from '../../../src/protocol/view-model.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { asking } from '../notice.ts';
import { quote } from './quote.ts';
import type { Piece } from './similar.ts';
import { t } from '../words.ts';

/** @param lines that show such conversations: the first of them, where the turns are not known */
export function handedOn(page: PageContext, campaign: string, lines: readonly LineRef[]): HTMLElement {
  return asking(page, 'case', { campaign }, ({ threads }) => {
    const turns = threads?.shown[0]?.turns ?? [];
    const at = turns.findIndex(({ account }, turn) => turn > 0 && account !== turns[turn - 1]!.account);
    const shown = at < 0 ? lines.slice(0, 1) : [turns[at - 1]!.line, turns[at]!.line];
    const [before, after] = [turns[at - 1]?.time ?? null, turns[at]?.time ?? null];
    const gap =
      before === null || after === null ? '' : t('{0} later, under another account:', duration(after - before));
    return [
      asking(page, 'texts', { lines: shown }, ({ texts }) =>
        shown.flatMap((line, place) => [
          ...(place === 0 || gap === '' ? [] : [h('p.muted.num', gap)]),
          quote(page, line, texts[place] ?? null, latest(texts[place] ?? null)),
        ]),
      ),
    ];
  });
}

/** Of a conversation what was written last: all before it was sent again. */
const latest = (text: LineText | null): { pieces?: Piece[] } =>
  text === null || text.latest === '' ? {} : { pieces: [{ text: text.latest, differs: false }] };

/** A search field over rows that are all loaded; it takes plain text, not a pattern. */
import { count } from '../../../src/text/numbers.ts';
import { h } from '../dom.ts';
import { type Noun, numberOf } from '../number-of.ts';
import { t } from '../words.ts';

interface SearchOptions<Row> {
  label: string;
  /** What is listed. */
  what: Noun;
  rows: readonly Row[];
  text: (row: Row) => string;
  /** @param words what was searched for */
  found: (rows: readonly Row[], words: readonly string[]) => void;
}

export function searchBox<Row>({ label, what, rows, text, found }: SearchOptions<Row>): HTMLElement {
  let lower: string[] | null = null;
  const status = h('span.num.muted', { role: 'status' }, tally(rows.length, rows.length, what));
  const input = h('input', {
    type: 'search',
    'aria-label': t(label),
    placeholder: t(label),
    oninput: () => {
      lower ??= rows.map((row) => text(row).toLowerCase());
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const hits = rows.filter((_, index) => words.every((word) => lower?.[index]?.includes(word)));
      status.textContent = tally(hits.length, rows.length, what);
      found(hits, words);
    },
  });
  return h('div.controls', input, status);
}

/** `1,204 of 25,000 accounts`, or the whole number when nothing is filtered. */
function tally(shown: number, all: number, what: Noun): string {
  return shown === all ? numberOf(all, what) : t('{0} of {1}', count(shown), numberOf(all, what));
}

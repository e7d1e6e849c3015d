/** Log-line texts for lists: requested together, once per scan, and only for what is in view. */
import type { LineText } from '../../../src/protocol/case-data.ts';
import type { LineRef, Overview } from '../../../src/protocol/view-model.ts';
import { visibleLine } from '../../../src/text/visible.ts';
import type { PageContext } from '../../app/context.ts';
import { h } from '../dom.ts';
import { fillOf } from './quote.ts';
import { t } from '../words.ts';

/** Lines of one question. */
const TOGETHER = 60;
/** Characters of a prompt in a list. */
const WORDS = 160;

type Known = LineText | null;

interface Store {
  known: Map<string, Known>;
  waiting: Map<string, { line: LineRef; places: HTMLElement[] }>;
  asking: boolean;
}

/** A new scan brings a new overview, and other texts with it. */
const stores = new WeakMap<Overview, Store>();

function storeOf({ overview }: PageContext): Store {
  const store = stores.get(overview) ?? { known: new Map(), waiting: new Map(), asking: false };
  stores.set(overview, store);
  return store;
}

const keyOf = ({ file, offset, line }: LineRef): string => `${file}\0${offset}\0${line}`;

/** The beginning of what fills the template of a request, or of its prompt; it is filled in once it is known and in sight. */
export function lineWords(page: PageContext, line: LineRef): HTMLElement {
  const place = h('bdi.line-words', { dir: 'auto' });
  const known = storeOf(page).known.get(keyOf(line));
  if (known === undefined) inSight(page, place, () => want(page, line, place));
  else fill(place, known);
  return place;
}

function fill(place: HTMLElement, text: Known): void {
  const words = text === null ? '' : visibleLine(fillOf(text), WORDS);
  place.textContent =
    words === '' ? t(text === null ? 'not here, or not as it was scanned' : 'no text in the log') : words;
  place.classList.toggle('muted', words === '');
  if (words !== '') place.title = words;
}

/** One observer a page: hundreds of lines may wait on it. */
const observers = new WeakMap<AbortSignal, { observer: IntersectionObserver; seen: WeakMap<Element, () => void> }>();

function inSight({ signal }: PageContext, place: HTMLElement, act: () => void): void {
  let entry = observers.get(signal);
  if (entry === undefined) {
    const seen = new WeakMap<Element, () => void>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          observer.unobserve(target);
          seen.get(target)?.();
        }
      },
      { rootMargin: '200px' },
    );
    signal.addEventListener('abort', () => observer.disconnect());
    observers.set(signal, (entry = { observer, seen }));
  }
  entry.seen.set(place, act);
  entry.observer.observe(place);
}

function want(page: PageContext, line: LineRef, place: HTMLElement): void {
  const store = storeOf(page);
  const known = store.known.get(keyOf(line));
  if (known !== undefined) return fill(place, known);
  const waiting = store.waiting.get(keyOf(line)) ?? { line, places: [] };
  waiting.places.push(place);
  store.waiting.set(keyOf(line), waiting);
  if (store.asking) return;
  store.asking = true;
  // Everything that came into view together is asked for together.
  setTimeout(() => void askAll(page, store), 20);
}

async function askAll(page: PageContext, store: Store): Promise<void> {
  while (store.waiting.size > 0 && !page.signal.aborted) {
    // What has been scrolled away meanwhile can wait until it is seen again.
    for (const [key, { places }] of store.waiting)
      if (!places.some((one) => one.isConnected)) store.waiting.delete(key);
    const now = [...store.waiting].slice(0, TOGETHER);
    for (const [key] of now) store.waiting.delete(key);
    const texts = await page
      .ask('texts', { lines: now.map(([, { line }]) => line) })
      .then((answer) => answer.texts)
      .catch(() => []);
    now.forEach(([key, { places }], at) => {
      const text = texts[at] ?? null;
      store.known.set(key, text);
      for (const place of places) fill(place, text);
    });
  }
  store.asking = false;
  if (page.signal.aborted) store.waiting.clear();
}

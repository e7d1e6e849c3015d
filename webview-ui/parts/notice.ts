/** What the reader sees when something fails, and how part of a page waits for its answer. */
import type { QuestionKind, Questions } from '../../src/protocol/messages.ts';
import type { PageContext } from '../app/context.ts';
import { h } from './dom.ts';
import { t } from './words.ts';

export function notice(error: unknown, retry?: () => void): HTMLElement {
  const text = error instanceof Error ? error.message : 'Something went wrong.';
  return h(
    'div.notice',
    { role: 'alert' },
    h('p', text),
    retry === undefined ? null : h('button', { onclick: () => retry() }, t('Try again')),
  );
}

/** A place that asks the host and then shows what `draw` makes of the answer, or the error with a way to try again. */
export function asking<K extends QuestionKind>(
  page: PageContext,
  kind: K,
  body: Questions[K]['ask'],
  draw: (answer: Questions[K]['answer']) => readonly Node[],
): HTMLElement {
  const holder = h('div.stack', { 'aria-busy': 'true' }, h('p.muted', t('Loading…')));
  const ask = async (): Promise<void> => {
    try {
      const answer = await page.ask(kind, body);
      if (page.signal.aborted) return;
      holder.replaceChildren(...draw(answer));
    } catch (error) {
      if (!page.signal.aborted) holder.replaceChildren(notice(error, () => void ask()));
    }
    holder.removeAttribute('aria-busy');
  };
  void ask();
  return holder;
}

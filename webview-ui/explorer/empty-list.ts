import type { LogFilter } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { t } from '../parts/words.ts';
import { isNarrow } from './query.ts';

/** What is said of a search that goes on and has found nothing. */
export const stillSearching = (): string => t('Still searching: nothing found yet.');

/** What stands in place of the rows where no request matches, or where none was found yet. */
export class EmptyList {
  private readonly words = h('p');
  private readonly clear: HTMLElement;
  readonly element: HTMLElement;

  constructor(clearFilters: () => void) {
    this.clear = h('button.primary', { onclick: clearFilters }, t('Clear filters'));
    this.element = h('div.log-empty', { hidden: true }, this.words, this.clear);
  }

  show(isEmpty: boolean, isSearching: boolean, filter: LogFilter, isByRequest: boolean): void {
    this.element.hidden = !isEmpty;
    this.words.textContent = isSearching ? stillSearching() : reason(filter, isByRequest);
    this.clear.hidden = !isNarrow(filter, isByRequest);
  }
}

function reason(filter: LogFilter, isByRequest: boolean): string {
  if (filter.text === '') return t('No request matches the query.');
  const isTextAlone = !isNarrow({ ...filter, text: '' }, isByRequest);
  return isTextAlone ? t('The text was not found.') : t('The text was not found in the requests of the query.');
}

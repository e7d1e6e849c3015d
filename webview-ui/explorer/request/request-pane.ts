/** One request in full: what is known about it, the conversation with its template laid over, and the line as it stands. */
import { count } from '../../../src/text/numbers.ts';
import type { RequestView } from '../../../src/protocol/explorer-messages.ts';
import { requestBody, type Tab } from './request-body.ts';
import { requestSender, type SenderActions } from './request-sender.ts';
import { COPY_FORMATS, type CopyFormat, copyOf } from './copy-formats.ts';
import { highlight } from '../../parts/highlight.ts';
import { h } from '../../parts/dom.ts';
import { scoreText, verdictMark } from '../../parts/findings/verdict.ts';
import { t, translated } from '../../parts/words.ts';

export interface PaneActions extends SenderActions {
  /** Words to mark in the request. */
  hits: () => readonly string[];
  /** Path of the log. */
  file: () => string;
  openText: () => void;
  copy: (text: string) => void;
}

export class RequestPane {
  readonly element = h('section.pane', { 'aria-label': t('Selected request'), tabindex: -1 });
  private tab: Tab = 'conversation';

  constructor(private readonly actions: PaneActions) {
    this.empty();
  }

  /** Says that nothing is selected. */
  empty(): void {
    this.element.replaceChildren(h('p.muted.pane-empty', t('Select a request to read it.')));
  }

  /** The request is on its way: the previous one stays until it is there. */
  waiting(): void {
    this.element.setAttribute('aria-busy', 'true');
    this.element.querySelector('.pane-empty')?.replaceChildren(t('Loading…'));
  }

  failed(error: unknown): void {
    this.element.removeAttribute('aria-busy');
    const text = error instanceof Error ? error.message : 'The request cannot be read.';
    this.element.replaceChildren(h('div.notice', { role: 'alert' }, h('p', text)));
  }

  show(view: RequestView): void {
    this.element.removeAttribute('aria-busy');
    const { row } = view;
    const place = row.line === null ? `Byte ${count(row.offset)}` : `Line ${count(row.line)}`;
    const body = h('div.pane-body', ...requestBody(view, this.shownTab(view)));
    const redraw = (): void => {
      body.replaceChildren(...requestBody(view, this.shownTab(view)));
      highlight(body, this.actions.hits());
    };
    this.element.replaceChildren(
      h(
        'div.pane-head',
        h('h2', place, row.requests > 1 ? ` · ${t('request {0} of {1}', row.part + 1, row.requests)}` : ''),
        row.kind === 'text' ? h('span.muted', t('this line alone is not a request')) : null,
        row.score > 0 || row.flagged ? this.judgement(view) : null,
        h('span.pane-tools', this.tabs(view, redraw), this.copyButton(view), this.textButton()),
      ),
      row.kind === 'request' ? requestSender(view, this.actions) : '',
      body,
    );
    this.element.scrollTop = 0;
    highlight(body, this.actions.hits());
  }

  private judgement({ row }: RequestView): HTMLElement {
    return h(
      'span.pane-verdict',
      verdictMark(row),
      scoreText(row),
      row.cleared ? h('span.decided-note', t('not counted: see Decisions')) : null,
    );
  }

  private tabs(view: RequestView, redraw: () => void): HTMLElement {
    const names: Record<Tab, string> = { conversation: 'Conversation', source: 'Source' };
    const buttons = (Object.keys(names) as Tab[]).map((tab) =>
      h(
        'button.quiet',
        {
          'aria-pressed': String(this.shownTab(view) === tab),
          onclick: () => {
            this.tab = tab;
            buttons.forEach((button, at) =>
              button.setAttribute('aria-pressed', String(Object.keys(names)[at] === tab)),
            );
            redraw();
          },
        },
        names[tab],
      ),
    );
    return h('span.button-group', { role: 'group', 'aria-label': t('Parts of the request') }, ...buttons);
  }

  private shownTab(view: RequestView): Tab {
    return view.messages.length === 0 ? 'source' : this.tab;
  }

  /** The keyboard goes to the list of copy formats. */
  focusCopy(): void {
    this.element.querySelector<HTMLElement>('.copy-as')?.focus();
  }

  private copyButton(view: RequestView): HTMLElement {
    const formats = Object.keys(COPY_FORMATS) as CopyFormat[];
    const list = h(
      'select.copy-as',
      {
        'aria-label': t('Copy the request as'),
        title: 'Copy the request (c)',
        onchange: () => {
          const format = formats[list.selectedIndex - 1];
          list.selectedIndex = 0;
          if (format !== undefined) this.actions.copy(copyOf(view, format, this.actions.file()));
        },
      },
      h('option', { value: '' }, t('Copy as…')),
      ...formats.map((format) => h('option', { value: format }, translated(COPY_FORMATS)[format])),
    );
    return list;
  }

  private textButton(): HTMLElement {
    return h('button.quiet', { onclick: () => this.actions.openText() }, t('Open as Text'));
  }
}

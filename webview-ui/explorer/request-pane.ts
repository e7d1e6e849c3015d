/**
 * One request in full: what is known about it, the conversation with its template laid over, and the line as it
 * stands. Longer than 250 lines: it is one page from top to bottom, a function a part.
 */
import { nats } from '../../src/text/likelihood.ts';
import { bytes, count, counted } from '../../src/text/numbers.ts';
import type { EntityKind } from '../../src/protocol/entity-data.ts';
import type { PromptMessage, PromptSegment, RequestView } from '../../src/protocol/explorer-messages.ts';
import type { Target } from '../../src/protocol/messages.ts';
import { COPY_FORMATS, type CopyFormat, copyOf } from './copy-formats.ts';
import { highlight } from '../parts/highlight.ts';
import { h } from '../parts/dom.ts';
import type { Child } from '../parts/dom.ts';
import { exactTime } from '../parts/format.ts';
import { scoreText, verdictMark } from '../parts/findings/verdict.ts';
import { short, visible } from '../../src/text/visible.ts';
import { longName } from '../parts/long-name.ts';
import { t } from '../parts/words.ts';

export interface PaneActions {
  /** Words to mark in the request. */
  hits: () => readonly string[];
  /** Path of the log. */
  file: () => string;
  /** False before a scan: templates are not known then. */
  isScanned: () => boolean;
  /** Shows only the requests of this account or template. */
  only: (field: 'account' | 'template', name: string) => void;
  dashboard: (target: Target) => void;
  openText: () => void;
  copy: (text: string) => void;
}

/** Facts about who sent the request: they stand before a long answer. */
const SENDER: Readonly<Record<string, string>> = {
  address: 'address',
  'user agent': 'client',
  organisation: 'organisation',
  'end user': 'end user',
  session: 'session',
};

/** Those that have a page of the dashboard. */
const ENTITIES: Readonly<Record<string, EntityKind>> = {
  address: 'address',
  'user agent': 'client',
  organisation: 'organisation',
};

type Tab = 'conversation' | 'source';

export class RequestPane {
  readonly element = h('section.pane', { 'aria-label': 'Selected request', tabindex: -1 });
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
    const body = h('div.pane-body', ...this.body(view));
    const redraw = (): void => {
      body.replaceChildren(...this.body(view));
      highlight(body, this.actions.hits());
    };
    this.element.replaceChildren(
      h(
        'div.pane-head',
        h('h2', place, row.requests > 1 ? ` · request ${row.part + 1} of ${row.requests}` : ''),
        row.kind === 'text' ? h('span.muted', t('this line alone is not a request')) : null,
        row.score > 0 || row.flagged ? this.judgement(view) : null,
        h('span.pane-tools', this.tabs(view, redraw), this.copyButton(view), this.textButton()),
      ),
      row.kind === 'request' ? this.who(view) : '',
      body,
    );
    this.element.scrollTop = 0;
    highlight(body, this.actions.hits());
  }

  private judgement({ row }: RequestView): HTMLElement {
    return h(
      'span.pane-verdict',
      verdictMark(row.verdict, row.score),
      scoreText(row.score, row.verdict),
      row.cleared ? h('span.decided-note', t('not counted: see Decisions')) : null,
    );
  }

  private tabs(view: RequestView, redraw: () => void): HTMLElement {
    const names: Record<Tab, string> = { conversation: 'Conversation', source: 'Source' };
    const buttons = (Object.keys(names) as Tab[]).map((tab) =>
      h(
        'button.quiet',
        {
          type: 'button',
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
    return h('span.button-group', { role: 'group', 'aria-label': 'Parts of the request' }, ...buttons);
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
        'aria-label': 'Copy the request as',
        title: 'Copy the request (c)',
        onchange: () => {
          const format = formats[list.selectedIndex - 1];
          list.selectedIndex = 0;
          if (format !== undefined) this.actions.copy(copyOf(view, format, this.actions.file()));
        },
      },
      h('option', { value: '' }, t('Copy as…')),
      ...formats.map((format) => h('option', { value: format }, COPY_FORMATS[format])),
    );
    return list;
  }

  private textButton(): HTMLElement {
    return h('button.quiet', { type: 'button', onclick: () => this.actions.openText() }, t('Open as Text'));
  }

  private who({ row, campaign, facts }: RequestView): HTMLElement {
    const { only, dashboard, isScanned } = this.actions;
    const named = (field: 'account' | 'template', name: string, target: Target): Child =>
      name === ''
        ? h('span.muted', field === 'template' ? 'free text' : 'unknown')
        : h(
            'span.named',
            isScanned()
              ? h(
                  'button.link',
                  {
                    type: 'button',
                    'aria-label': short(name, 80),
                    title: `Show only this ${field}`,
                    onclick: () => only(field, name),
                  },
                  longName(name),
                )
              : longName(name),
            isScanned()
              ? h(
                  'button.icon-button',
                  {
                    type: 'button',
                    'aria-label': `Show ${field} ${short(name, 80)} in the dashboard`,
                    title: 'Show in the dashboard',
                    onclick: () => dashboard(target),
                  },
                  '↗',
                )
              : null,
          );
    const pairs: [string, Child][] = [
      ['time (UTC)', exactTime(row.time)],
      ['account', named('account', row.account, { page: 'account', account: row.account })],
      ['model', h('bdi', short(row.model === '' ? 'unknown' : row.model, 80))],
    ];
    if (isScanned()) {
      pairs.push(['template', named('template', row.template, { page: 'template', template: row.template })]);
    }
    if (campaign !== '') {
      const open = (): void => dashboard({ page: 'campaign', campaign });
      pairs.push(['campaign', h('button.link', { type: 'button', onclick: open }, h('bdi', short(campaign, 60)))]);
    }
    for (const [name, value] of facts) if (name in SENDER) pairs.push([SENDER[name] ?? name, this.sender(name, value)]);
    return h('dl.who', ...pairs.map(([term, value]) => h('div', h('dt', term), h('dd', value))));
  }

  /** Who else has it is on a page of the dashboard. */
  private sender(name: string, value: string): HTMLElement {
    const text = h('bdi', { title: value }, short(value, 200));
    const kind = ENTITIES[name];
    if (kind === undefined || !this.actions.isScanned()) return text;
    const words = t('Who else has the {0} {1}', SENDER[name] ?? name, short(value, 80));
    const open = (): void => this.actions.dashboard({ page: 'entity', kind, value });
    return h(
      'span.named',
      text,
      h('button.icon-button', { type: 'button', 'aria-label': words, title: words, onclick: open }, '↗'),
    );
  }

  private body(view: RequestView): Node[] {
    if (this.shownTab(view) === 'source') return this.source(view);
    const isLaid = view.messages.some(({ segments }) => segments.some(({ kind }) => kind !== 'plain'));
    return [
      ...(view.evidence.length > 0 ? [this.evidence(view)] : []),
      ...(isLaid ? [legend()] : []),
      ...view.messages.map((message) => conversationPart(message)),
      this.facts(view),
    ];
  }

  private evidence({ evidence }: RequestView): HTMLElement {
    // The strongest of each side stays in sight; the rest would push the text of the request off the screen.
    const shown = [evidence.find(({ weight }) => weight >= 0), evidence.find(({ weight }) => weight < 0)];
    const rest = evidence.filter((item) => !shown.includes(item));
    const entry = ({ text, weight }: RequestView['evidence'][number]): HTMLElement =>
      h(
        'li',
        h(
          'span.num.weight',
          { class: `num weight ${weight >= 0 ? 'for' : 'against'}` },
          h('span.sr-only', weight >= 0 ? 'for, ' : 'against, '),
          nats(weight),
        ),
        h('span', short(text, 500)),
      );
    return h(
      'div.pane-why',
      h(
        'ul.pane-evidence',
        { 'aria-label': 'Evidence for and against distillation' },
        ...shown.map((item) => (item === undefined ? null : entry(item))),
        shown[1] === undefined ? h('li.muted', h('span'), 'No counter-evidence found.') : null,
      ),
      rest.length === 0
        ? null
        : h(
            'details',
            h('summary', `${counted(rest.length, 'more piece', 'more pieces')} of evidence`),
            h('ul.pane-evidence', { 'aria-label': 'More evidence' }, ...rest.map(entry)),
          ),
    );
  }

  private facts({ facts }: RequestView): HTMLElement {
    return h(
      'dl.pane-facts',
      ...facts
        .filter(([name]) => !(name in SENDER))
        .map(([name, value]) => h('div', h('dt', name), h('dd', h('bdi', short(value, 500))))),
    );
  }

  private source({ source, sourceCut, row }: RequestView): Node[] {
    const text = h('pre.source', { tabindex: 0, 'aria-label': 'The line, indented' });
    text.textContent = readable(source);
    const cut = sourceCut > 0 ? `${count(sourceCut)} more characters are not shown here.` : '';
    return [h('p.muted', `${bytes(row.length)} in the log. ${cut}`.trim()), text];
  }
}

function legend(): HTMLElement {
  return h(
    'p.muted.laid',
    h('span.fixed', t('fixed text')),
    ' is the same in every request of the template, ',
    h('span.fill', t('slots')),
    ' differ.',
  );
}

const ROLES: Record<PromptMessage['role'], string> = {
  system: 'System',
  user: 'User',
  assistant: 'Assistant',
  tool: 'Tool',
  answer: 'Answer',
};

function conversationPart({ role, segments, toolCalls, media, cut }: PromptMessage): HTMLElement {
  const notes = [
    media > 0 ? counted(media, 'image or file', 'images or files') : '',
    cut > 0 ? `${count(cut)} more characters are not shown` : '',
  ].filter(Boolean);
  const calls = toolCalls === '' ? null : h('pre.calls');
  if (calls !== null) calls.textContent = readable(toolCalls);
  return h(
    'section.message',
    { class: `message ${role}`, 'aria-label': ROLES[role] },
    h('h3', ROLES[role]),
    segments.length === 0 ? null : h('div.words', { dir: 'auto' }, ...segments.map(segmentNode)),
    calls,
    notes.length === 0 ? null : h('p.muted', notes.join('; ')),
  );
}

function segmentNode({ text, kind, slot }: PromptSegment): Node {
  const words = readable(text);
  if (kind === 'plain') return document.createTextNode(words);
  const name = slot === undefined ? 'differs from the template' : `slot ${slot}`;
  const span = h(kind === 'fixed' ? 'span.fixed' : 'span.fill', kind === 'fixed' ? {} : { title: name });
  span.textContent = words;
  return span;
}

/** Text of several lines as a person reads it: as `visible`, with line breaks and tabs as they are. */
function readable(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.map((line) => line.split('\t').map(visible).join('\t')).join('\n');
}

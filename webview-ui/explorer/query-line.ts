/** The query line: one field to filter by everything, which completes names of fields and values while one types. */
import type { LogFilter } from '../../src/protocol/explorer-messages.ts';
import { visibleLine } from '../../src/text/visible.ts';
import { freshId, h } from '../parts/dom.ts';
import { t, translated } from '../parts/words.ts';
import type { AskHost } from './explorer-host.ts';
import { ANSWER_WORDS, calledWords, TOOL_WORDS } from './facet-rail.ts';
import {
  fieldHelp,
  FIELDS,
  FIXED_VALUES,
  filterOf,
  partsOf,
  partText,
  type QueryField,
  queryOf,
  sameFilter,
} from './query.ts';

/** Milliseconds without a key press before the text is searched for: a search reads the log. */
const PAUSE_MS = 350;

interface QueryActions {
  ask: AskHost;
  changed: (filter: LogFilter) => void;
  /** Leaves the field for the list. */
  leave: () => void;
}

interface Offer {
  /** What stands in the line once it is taken. */
  text: string;
  name: string;
  hint: string;
}

export class QueryLine {
  readonly element: HTMLElement;
  readonly problem = h('p.query-problem', { role: 'alert', hidden: true });
  private filter: LogFilter | undefined;
  private isScanned = false;
  /** What is written was not filtered by yet. */
  private isEdited = false;
  private timer = 0;
  /** Number of the newest question: older answers are dropped. */
  private asked = 0;
  private offers: readonly Offer[] = [];
  private active = -1;
  private readonly id = freshId('offers');
  private readonly list = h('ul.offers', {
    role: 'listbox',
    id: this.id,
    'aria-label': t('Completions'),
    hidden: true,
  });
  private readonly input = h('input', {
    type: 'search',
    role: 'combobox',
    maxlength: 1000,
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': t('Search the log'),
    'aria-autocomplete': 'list',
    'aria-controls': this.id,
    'aria-expanded': 'false',
    oninput: () => this.onInput(),
    onclick: () => void this.offer(),
    onblur: () => this.close(),
    onkeydown: (event: KeyboardEvent) => this.onKey(event),
  });

  constructor(private readonly actions: QueryActions) {
    this.element = h('div.query', this.input, this.list);
  }

  /** Shows a filter that was set from elsewhere, unless a person is typing. */
  show(filter: LogFilter, isByRequest: boolean, isScanned: boolean): void {
    this.filter = filter;
    this.isScanned = isScanned;
    const help = isByRequest ? t('Filter: account:… -verdict:none text ( / )') : t('Search text ( / )');
    this.input.setAttribute('placeholder', help);
    const isSame = sameFilter(filterOf(this.input.value, filter.kind), filter);
    // A log that is slow to search says so of an earlier text while the next one is written.
    if (document.activeElement === this.input && (isSame || this.isEdited)) return;
    this.input.value = queryOf(filter, isByRequest);
    this.isEdited = false;
    this.say('');
  }

  focus(): void {
    this.input.focus();
    this.input.select();
    void this.offer();
  }

  private say(problem: string): void {
    this.problem.hidden = problem === '';
    this.problem.textContent = problem;
    this.input.setAttribute('aria-invalid', String(problem !== ''));
  }

  /** Filters by what is written, if that is a query. */
  private apply(): void {
    clearTimeout(this.timer);
    const { filter } = this;
    const hasFields = partsOf(this.input.value).some(({ field }) => field !== undefined && field !== 'text');
    const next =
      hasFields && !this.isScanned
        ? t('Fields are known after a scan: until then only text is found.')
        : filterOf(this.input.value, filter?.kind ?? 'requests', t);
    this.say(typeof next === 'string' ? next : '');
    if (typeof next === 'string') return;
    this.isEdited = false;
    if (!sameFilter(next, filter)) this.actions.changed(next);
  }

  private onInput(): void {
    this.isEdited = true;
    clearTimeout(this.timer);
    void this.offer();
    // A value that is half written is no value yet.
    const { field } = this.part;
    if (field === undefined || field === 'text') this.timer = window.setTimeout(() => this.apply(), PAUSE_MS);
  }

  /** The part that the cursor is in, or an empty one. */
  private get part(): ReturnType<typeof partsOf>[number] {
    const at = this.input.selectionStart ?? this.input.value.length;
    const none = { start: at, end: at, isLeftOut: false, field: undefined, value: '' };
    return partsOf(this.input.value).find(({ start, end }) => start < at && at <= end) ?? none;
  }

  private async offer(): Promise<void> {
    const mine = ++this.asked;
    const { field, value, isLeftOut } = this.part;
    const offers =
      field === undefined ? this.fields(value) : await this.values(field, value, isLeftOut).catch(() => []);
    if (mine !== this.asked || document.activeElement !== this.input) return;
    this.offers = offers;
    // What is written out needs no completion, and text is not to become a field by Enter.
    const isWhole = offers.some(({ name }) => name === value);
    this.active = field !== undefined && value !== '' && !isWhole ? 0 : -1;
    this.draw();
  }

  private fields(word: string): Offer[] {
    if (!this.isScanned) return [];
    const minus = word.startsWith('-') ? '-' : '';
    const begun = word.slice(minus.length);
    return FIELDS.filter((field) => field.startsWith(begun)).map((field) => ({
      text: `${minus}${field}:`,
      name: `${minus}${field}:`,
      hint: fieldHelp(field),
    }));
  }

  private async values(field: QueryField, value: string, isLeftOut: boolean): Promise<Offer[]> {
    if (field === 'from' || field === 'to' || field === 'text') return [];
    const wanted = value.toLowerCase();
    const names: readonly string[] =
      field in FIXED_VALUES
        ? FIXED_VALUES[field as keyof typeof FIXED_VALUES]
        : (await this.actions.ask('names', { field: field as 'account', text: value })).names;
    return names
      .map((name) => ({ name, hint: hintOf(field, name), text: `${partText(field, name, isLeftOut)} ` }))
      .filter(({ name, hint }) => !(field in FIXED_VALUES) || `${name} ${hint}`.toLowerCase().includes(wanted));
  }

  private draw(): void {
    this.list.hidden = this.offers.length === 0;
    this.input.setAttribute('aria-expanded', String(!this.list.hidden));
    this.list.replaceChildren(
      ...this.offers.map((offer, at) =>
        h(
          'li',
          {
            role: 'option',
            id: `${this.id}-${at}`,
            'aria-selected': String(at === this.active),
            onmousedown: (event: MouseEvent) => {
              event.preventDefault();
              this.take(offer);
            },
          },
          h('bdi', visibleLine(offer.name, 80)),
          offer.hint === '' ? null : h('span.muted', offer.hint),
        ),
      ),
    );
    if (this.active < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `${this.id}-${this.active}`);
    this.list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  private close(): void {
    this.asked++;
    this.offers = [];
    this.active = -1;
    this.draw();
  }

  private take({ text }: Offer): void {
    const { start, end } = this.part;
    const { value } = this.input;
    // A space after the part is there already in the middle of a line.
    const rest = value.slice(end).replace(text.endsWith(' ') ? /^\s/ : /^$/, '');
    this.input.value = `${value.slice(0, start)}${text}${rest}`;
    this.input.setSelectionRange(start + text.length, start + text.length);
    if (text.endsWith(' ')) this.apply();
    void this.offer();
  }

  private onKey(event: KeyboardEvent): void {
    const { length } = this.offers;
    const active = this.offers[this.active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (length === 0) return;
      const by = event.key === 'ArrowDown' ? 1 : -1;
      // Before the first and after the last is the line itself.
      this.active = ((this.active + 1 + by + length + 1) % (length + 1)) - 1;
      this.draw();
    } else if (event.key === 'Tab' && !event.shiftKey && active !== undefined) {
      this.take(active);
    } else if (event.key === 'Enter') {
      if (active !== undefined) this.take(active);
      else {
        this.apply();
        if (this.problem.hidden) this.actions.leave();
      }
    } else if (event.key === 'Escape') {
      if (length > 0) this.close();
      else if (this.input.value !== '') {
        this.input.value = '';
        this.apply();
      } else this.actions.leave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

function hintOf(field: QueryField, value: string): string {
  if (field === 'verdict') return calledWords(value as (typeof FIXED_VALUES.verdict)[number]);
  if (field === 'answer') return translated(ANSWER_WORDS)[value as keyof typeof ANSWER_WORDS];
  if (field === 'tools') return translated(TOOL_WORDS)[value as keyof typeof TOOL_WORDS];
  return '';
}

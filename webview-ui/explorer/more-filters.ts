/**
 * Less common filters, behind one button: campaign, model, verdict, answers, tools, time, saved ones, and values with counts.
 */
import type { Facet, LogFilter, SavedFilter } from '../../src/protocol/explorer-messages.ts';
import type { Verdict } from '../../src/protocol/view-model.ts';
import { verdictLabel, VERDICTS } from '../parts/findings/verdict.ts';
import { h } from '../parts/dom.ts';
import { ANSWER_WORDS, facetBar, TOOL_WORDS } from './facets.ts';
import { SavedFilters } from './saved-filters.ts';
import { nameField } from './name-field.ts';
import type { NameField } from './name-field.ts';
import type { AskHost } from './explorer-host.ts';
import { t } from '../parts/words.ts';

type More = Pick<LogFilter, 'model' | 'verdict' | 'answer' | 'tools' | 'from' | 'to'>;
const MINUTE = 60_000;

interface MoreActions {
  ask: AskHost;
  /** Called with the filter without what no longer restricts. */
  changed: (change: (filter: LogFilter) => LogFilter) => void;
  save: (saved: SavedFilter[]) => void;
  leave: () => void;
}

export class MoreFilters {
  readonly button = h(
    'button.quiet',
    { type: 'button', 'aria-expanded': 'false', title: 'More filters (f)', onclick: () => this.toggle() },
    t('More filters'),
  );
  readonly element: HTMLElement;
  private readonly campaign: NameField;
  private readonly model: NameField;
  private readonly verdict = this.choiceField('verdict', 'Verdict', t('Any verdict'), [
    ...(Object.keys(VERDICTS) as Verdict[]).map((verdict) => [verdict, verdictLabel(verdict)] as const),
  ]);
  private readonly answer = this.choiceField('answer', 'Answer', t('Any answer'), Object.entries(ANSWER_WORDS));
  private readonly tools = this.choiceField('tools', 'Tools', t('Any tools'), Object.entries(TOOL_WORDS));
  readonly saved = new SavedFilters({
    chosen: (filter) => this.actions.changed(() => filter),
    save: (saved) => this.actions.save(saved),
  });
  private readonly facets = h('div', { 'aria-busy': 'false' });
  /** Number of the newest question: older answers are dropped. */
  private counted = 0;
  private filter: LogFilter | undefined;
  private readonly from = this.timeField('from', 'From (UTC)');
  private readonly to = this.timeField('to', 'Until (UTC)');

  constructor(private readonly actions: MoreActions) {
    const { ask, leave } = actions;
    this.campaign = nameField({
      ask,
      leave,
      field: 'campaign',
      label: 'Campaign',
      take: (name) => actions.changed((filter) => ({ ...filter, campaign: name })),
    });
    this.model = nameField({
      ask,
      leave,
      field: 'model',
      label: 'Model',
      take: (name) => this.set('model', name === '' ? undefined : name),
    });
    this.element = h(
      'div.more-filters',
      { hidden: true, role: 'group', 'aria-label': 'More filters' },
      this.campaign.input,
      this.campaign.list,
      this.model.input,
      this.model.list,
      this.verdict,
      this.answer,
      this.tools,
      h('label.time', {}, t('From '), this.from),
      h('label.time', {}, t('until '), this.to),
      h('span.muted', {}, 'UTC'),
      this.saved.element,
      this.facets,
    );
  }

  /** Shows a filter that was set from elsewhere; what restricts is never out of sight. */
  show(filter: LogFilter, isOffered: boolean): void {
    this.button.hidden = !isOffered;
    const active = restricting(filter);
    this.filter = filter;
    this.saved.show(filter);
    if (active > 0) this.open(true);
    if (!isOffered) this.element.hidden = true;
    this.button.textContent = active === 0 ? 'More filters' : `More filters (${active})`;
    this.campaign.show(filter.campaign);
    this.model.show(filter.model ?? '');
    this.verdict.value = filter.verdict ?? '';
    this.answer.value = filter.answer ?? '';
    this.tools.value = filter.tools ?? '';
    this.from.value = local(filter.from);
    this.to.value = local(filter.to);
    this.counted++;
  }

  /** Opens or closes them; the keyboard continues from the first value, or from where it was. */
  toggle(): void {
    this.open(this.element.hasAttribute('hidden'));
    if (!this.element.hidden) this.campaign.input.focus();
    void this.count();
  }

  /** Counts what the requests have in common, while that is in sight. */
  async count(): Promise<void> {
    const { filter } = this;
    if (this.element.hidden || filter === undefined) return;
    const mine = ++this.counted;
    const answer = await this.actions.ask('facets', filter).catch(() => undefined);
    if (answer === undefined || mine !== this.counted) return;
    const focused = [...this.facets.querySelectorAll('button')].findIndex((one) => one === document.activeElement);
    this.facets.replaceChildren(facetBar(answer.facets, filter, (field, value) => this.choose(field, value)));
    // The pressed button is redrawn.
    if (focused >= 0) this.facets.querySelectorAll('button')[focused]?.focus();
  }

  private choose(field: Facet['field'], value: string): void {
    if (field === 'model' || field === 'verdict' || field === 'answer' || field === 'tools')
      this.set(field, value === '' ? undefined : value);
    else this.actions.changed((filter) => ({ ...filter, [field]: value }));
  }

  private open(on: boolean): void {
    this.element.hidden = !on;
    this.button.setAttribute('aria-expanded', String(on));
  }

  private choiceField(
    name: 'verdict' | 'answer' | 'tools',
    label: string,
    any: string,
    values: readonly (readonly [string, string])[],
  ): HTMLSelectElement {
    const list = h(
      'select',
      { 'aria-label': label, onchange: () => this.set(name, list.value || undefined) },
      h('option', { value: '' }, any),
      ...values.map(([value, word]) => h('option', { value }, word)),
    );
    return list;
  }

  private timeField(name: 'from' | 'to', label: string): HTMLInputElement {
    const input = h('input', {
      type: 'datetime-local',
      'aria-label': label,
      onchange: () => {
        const time = Date.parse(`${input.value}Z`);
        this.set(name, Number.isNaN(time) ? undefined : time);
      },
    });
    return input;
  }

  /** What does not restrict is left out of a filter. */
  private set(key: keyof More, value: string | number | undefined): void {
    this.actions.changed(({ model, verdict, answer, tools, from, to, ...rest }) => {
      const all = Object.entries({ model, verdict, answer, tools, from, to, [key]: value });
      return { ...rest, ...(Object.fromEntries(all.filter(([, one]) => one !== undefined)) as More) };
    });
  }
}

/** Number of these filters that restrict. */
export function restricting({ campaign, model, verdict, answer, tools, from, to }: LogFilter): number {
  const all = [campaign === '' ? undefined : campaign, model, verdict, answer, tools, from, to];
  return all.filter((one) => one !== undefined).length;
}

/** As a field of date and time has it, to the minute. */
const local = (time: number | undefined): string =>
  time === undefined ? '' : new Date(Math.floor(time / MINUTE) * MINUTE).toISOString().slice(0, 16);

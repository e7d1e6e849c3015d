/** The shell: top navigation, banners, the page shown now, and what a reload brings back. */
import { evidenceName } from '../../src/text/evidence-side.ts';
import type { DecidedItem } from '../../src/protocol/decision-data.ts';
import type { HostEvent, Target } from '../../src/protocol/messages.ts';
import { ViewState } from '../../src/protocol/view-state.ts';
import { guardOf } from '../../src/schema/guard.ts';
import type { AccountRow, Overview, TemplateReport } from '../../src/protocol/view-model.ts';
import { pageOf, PAGES } from '../pages/pages.ts';
import { emptyPage } from '../pages/empty.ts';
import { type PictureToSave, SAVE_PICTURE } from '../charts/figure.ts';
import { pictureOf } from '../charts/picture.ts';
import { setLocal, zoneLabel } from '../parts/clock.ts';
import { h } from '../parts/dom.ts';
import { keepFocus, keepingFocus, leavesPage } from '../parts/keep-focus.ts';
import { notice } from '../parts/notice.ts';
import { visible } from '../../src/text/visible.ts';
import { afterScan, seenOf } from './after-scan.ts';
import type { PageContext } from './context.ts';
import { Host } from './host.ts';
import { takeDrops } from './drops.ts';
import { progressBanner } from './progress.ts';
import { scopeNotes, scopeTexts } from './scope.ts';
import { decidedText } from '../parts/findings/decided.ts';
import { t } from '../parts/words.ts';

const isViewState = guardOf(ViewState);

const START: ViewState = { target: { page: 'overview' }, metric: 'requests', sort: 'score', filter: '', range: null };

export class App {
  private readonly host = new Host((event) => this.onEvent(event));
  private state: ViewState;
  private overview: Overview | null = null;
  private accounts = new Map<string, AccountRow>();
  private templates = new Map<string, TemplateReport>();
  private decided = new Map<string, DecidedItem>();
  private deciding: string | undefined;
  private leave = new AbortController();
  private readonly past: Target[] = [];
  /** Where the names do not fit, the row is scrolled. */
  private readonly showPresent = (): void =>
    this.nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

  private readonly live = h('div.sr-only', { 'aria-live': 'polite', role: 'status' });
  private readonly nav = h('nav', { 'aria-label': t('Dashboard') });
  private readonly back = h('button.icon-button', { title: t('Back (Esc)'), onclick: () => this.goBack() }, '←');
  private readonly scanTitle = h('p.scan-title');
  private readonly clock = h('button.quiet.clock-button', { onclick: () => this.switchClock() });
  private readonly scope = h('section.scope', { 'aria-label': t('What is covered') });
  private readonly main = h('main', { id: 'main', tabindex: -1 });
  private readonly progress = progressBanner(
    () => this.host.send({ type: 'command', command: 'cancel' }),
    (text) => this.say(text),
  );

  constructor(private readonly root: HTMLElement) {
    const kept = this.host.restored();
    this.state = isViewState(kept) ? kept : START;
    this.showClock(this.state.clock === 'local');
  }

  start(): void {
    this.root.replaceChildren(
      h('header.top', this.back, this.nav, this.scanTitle, this.clock),
      this.progress.element,
      this.scope,
      this.main,
      this.live,
    );
    this.back.setAttribute('aria-label', t('Back'));
    keepFocus(this.main);
    takeDrops((uri) => this.host.send({ type: 'openReport', uri }));
    window.addEventListener('keydown', (event) => {
      if (!leavesPage(event) && (!event.altKey || event.key !== 'ArrowLeft')) return;
      event.preventDefault();
      this.goBack();
    });
    this.root.addEventListener(
      SAVE_PICTURE,
      (event) => void this.savePicture((event as CustomEvent<PictureToSave>).detail),
    );
    window.addEventListener('resize', this.showPresent);
    this.host.send({ type: 'ready' });
    void this.load();
  }

  private async savePicture({ chart, title, format }: PictureToSave): Promise<void> {
    const scope = this.overview === null ? [] : scopeTexts(this.overview);
    const data = await pictureOf(chart, { title, scope }, format);
    this.host.send({ type: 'savePicture', name: title, format, data });
  }

  private switchClock(): void {
    const { clock, ...rest } = this.state;
    this.state = rest;
    this.update(clock === 'local' ? {} : { clock: 'local' });
    this.showClock(clock !== 'local');
    this.draw();
    this.say(t('Times are in {0}.', zoneLabel()));
  }

  private showClock(isLocalTime: boolean): void {
    setLocal(isLocalTime);
    this.clock.textContent = isLocalTime ? t('Local time') : 'UTC';
    this.clock.title = t(
      isLocalTime ? 'Times are local. Show them in UTC.' : 'Times are in UTC. Show them in local time.',
    );
    this.clock.setAttribute('aria-label', `${this.clock.textContent}: ${this.clock.title}`);
  }

  private onEvent(event: HostEvent): void {
    if (event.type === 'changed') {
      this.progress.outdate();
      void this.load();
    } else if (event.type === 'progress') {
      const wasRunning = this.progress.running;
      this.progress.show(event);
      if (this.state.target.page === 'overview') this.progress.drop(this.overview?.headline.sentence);
      if (this.overview?.scanned === false && wasRunning !== this.progress.running) this.draw();
    } else this.go(event.target);
  }

  private async load(): Promise<void> {
    try {
      const overview = await this.host.ask('overview', {});
      this.overview = overview;
      this.accounts = new Map(overview.accounts.map((row) => [row.account, row]));
      this.decided = new Map(overview.triage.items.map((item) => [`${item.kind} ${item.id}`, item]));
      this.templates = new Map(overview.templates.map((template) => [template.id, template]));
      this.update(afterScan(this.state, overview));
      keepingFocus(this.main, () => this.draw());
      if (this.deciding !== undefined) this.say(decidedText(this.decided.get(this.deciding)));
      this.deciding = undefined;
    } catch (error) {
      this.main.replaceChildren(notice(error, () => void this.load()));
    }
  }

  private go(target: Target): void {
    const { target: from } = this.state;
    if (JSON.stringify(from) !== JSON.stringify(target)) this.past.push(from);
    this.visit(target);
  }

  private goBack(): void {
    const target = this.past.pop();
    if (target !== undefined) this.visit(target);
  }

  private visit(target: Target): void {
    this.update({ target });
    this.draw();
    window.scrollTo(0, 0);
    this.main.focus({ preventScroll: true });
  }

  private update(change: Partial<ViewState>): void {
    this.state = { ...this.state, ...change };
    if (change.target !== undefined) {
      const { seen: _, ...rest } = this.state;
      this.state = this.overview === null ? rest : { ...rest, seen: seenOf(change.target, this.overview) };
    }
    this.host.keep(this.state);
    this.host.send({ type: 'state', state: this.state });
  }

  private say(text: string): void {
    this.live.textContent = visible(text);
  }

  private draw(): void {
    const { overview } = this;
    if (overview === null) return;
    this.leave.abort();
    this.leave = new AbortController();
    this.scanTitle.textContent = visible(overview.title);
    this.scanTitle.title = visible(overview.title);
    const notes = scopeNotes(overview, () => this.host.send({ type: 'command', command: 'scanLogs' }));
    this.scope.replaceChildren(...notes);
    this.scope.hidden = notes.length === 0;
    this.back.hidden = this.past.length === 0;
    this.drawNav(overview);
    const { target } = this.state;
    if (target.page === 'overview') this.progress.drop(overview.headline.sentence);
    this.main.dataset['page'] = target.page;
    if (!overview.scanned && target.page !== 'compare') {
      const choose = (): void => this.host.send({ type: 'command', command: 'scanFile' });
      this.main.replaceChildren(emptyPage(choose, this.progress.running));
      return;
    }
    this.main.replaceChildren(...pageOf(target).draw(this.context(overview), target));
  }

  private drawNav(overview: Overview): void {
    const section = pageOf(this.state.target).section;
    const items = PAGES.filter((page) => page.nav !== undefined).map((page) => {
      const amount = overview.scanned ? (page.amount?.(overview) ?? '') : '';
      return h(
        'li',
        h(
          'button',
          {
            'aria-current': page.section === section ? (page.page === this.state.target.page ? 'page' : 'true') : null,
            onclick: () => page.nav !== undefined && this.go(page.nav),
          },
          t(page.title),
          amount === '' ? null : h('span.amount.num', amount),
        ),
      );
    });
    this.nav.replaceChildren(h('ul', ...items));
    this.showPresent();
  }

  private context(overview: Overview): PageContext {
    const detectors = new Map(overview.detectors.map((detector) => [detector.id, detector]));
    return {
      overview,
      state: () => this.state,
      update: (change) => this.update(change),
      ask: (kind, body) => this.host.ask(kind, body),
      go: (target) => this.go(target),
      openLine: (line) => this.host.send({ type: 'openLine', line }),
      openFirst: (selection) => this.host.send({ type: 'openFirst', selection }),
      explore: (entity, line, span) => this.host.send({ type: 'explore', entity, line, ...span }),
      decide: (decision) => {
        this.deciding = `${decision.kind} ${decision.id}`;
        this.host.send({ type: 'decide', decision });
      },
      work: (work) => this.host.send({ type: 'work', work }),
      keepSettings: (supposition, note) => this.host.send({ type: 'keepSettings', supposition, note }),
      command: (command) => this.host.send({ type: 'command', command }),
      exportPage: (format) => this.host.send({ type: 'export', target: this.state.target, ...(format && { format }) }),
      share: (how) => this.host.send({ type: 'share', how, target: this.state.target }),
      say: (text) => this.say(text),
      signal: this.leave.signal,
      find: {
        account: (id) => this.accounts.get(id),
        template: (id) => this.templates.get(id),
        detector: (id) => detectors.get(id)?.name ?? evidenceName(id) ?? id,
        against: (id) => detectors.get(id)?.against,
        decided: (kind, id) => this.decided.get(`${kind} ${id}`),
        work: (id) => overview.triage.cases?.find(({ campaign }) => campaign === id),
      },
    };
  }
}

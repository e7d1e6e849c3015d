/** The head of the log explorer: which log it is, what was found in it, and ways to a line. */
import type { LogFacts } from '../../src/protocol/explorer-messages.ts';
import { h } from '../parts/dom.ts';
import { bytes, count } from '../../src/text/numbers.ts';
import { short, visible } from '../../src/text/visible.ts';
import { numberOf } from '../parts/number-of.ts';
import { t } from '../parts/words.ts';

interface HeaderActions {
  openMember: (member: string) => void;
  setFollow: (on: boolean) => void;
  goToLine: (line: number) => void;
  /** Leaves the head for the list. */
  leave: () => void;
  step: (by: 1 | -1) => void;
  scan: () => void;
}

export class LogHeader {
  readonly element: HTMLElement;
  /** A sentence below the head that a person should read. */
  readonly message = h('div.log-message', { hidden: true });
  /** What became of a way to a line, beside the ways. */
  readonly note = h('p.log-note', { role: 'status' });

  private readonly title = h('h1');
  private readonly summary = h('p.muted.log-summary');
  private readonly members = h('select', {
    hidden: true,
    'aria-label': t('Log in the archive'),
    onchange: () => this.actions.openMember(this.members.value),
  });
  private readonly followBox = h('input', {
    type: 'checkbox',
    onchange: () => this.actions.setFollow(this.followBox.checked),
  });
  private readonly follow = h(
    'label.check',
    { title: 'Keep showing the end as the log grows' },
    this.followBox,
    t('Follow'),
  );
  private readonly line = h('input.go-to', {
    type: 'text',
    inputmode: 'numeric',
    'aria-label': t('Go to line'),
    placeholder: t('Line ( g )'),
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') this.actions.leave();
      if (event.key !== 'Enter') return;
      const line = Number(this.line.value.replace(/[\s,._]/g, ''));
      if (Number.isSafeInteger(line) && line > 0) {
        this.actions.goToLine(line);
        this.actions.leave();
      } else {
        this.note.textContent = t('A line is a whole number from 1.');
        this.line.select();
      }
    },
  });
  private readonly steps = h(
    'span.button-group',
    { role: 'group', 'aria-label': t('Findings') },
    this.stepButton(-1, 'Previous flagged request (p)', '↑ Previous'),
    this.stepButton(1, 'Next flagged request (n)', '↓ Next flagged'),
  );

  constructor(
    filters: HTMLElement,
    private readonly actions: HeaderActions,
  ) {
    this.element = h(
      'header.log-header',
      h('div.log-title', this.title, this.members, this.summary),
      h('div.log-tools', this.note, this.follow, this.steps, this.line),
      filters,
    );
  }

  show(facts: LogFacts): void {
    this.title.textContent = visible(facts.name);
    this.title.title = visible(facts.path);
    this.showSummary(facts);
    this.steps.hidden = !facts.scanned || facts.flagged === 0;
    this.showMembers(facts);
    this.message.hidden = facts.scanned && facts.changed === 'none' && !facts.kept;
    if (!facts.scanned) {
      const text = 'This log has not been scanned yet: requests are shown as logged, without scores.';
      this.say(h('p', text), this.scanButton('Scan This Log'));
    } else if (facts.changed !== 'none') {
      const text =
        facts.changed === 'grown'
          ? 'The log has grown since it was scanned: requests at its end have no scores yet.'
          : 'The log has changed since it was scanned. Scores are shown only on requests that have not moved.';
      this.say(h('p', text), this.scanButton('Scan Again'));
    } else if (facts.kept) {
      const text = 'Only the requests that the report keeps have scores. All others are among all lines.';
      this.say(h('p', text), this.scanButton('Scan This Log'));
    }
  }

  /** The size of a log that is followed grows with it. */
  showSummary(facts: LogFacts): void {
    const size = `${bytes(facts.size)}${facts.compression === 'none' ? '' : ` ${facts.compression}`}`;
    const found = facts.scanned
      ? [numberOf(facts.requests, 'request'), `${t('{0} flagged', count(facts.flagged))}${clearedWord(facts.cleared)}`]
      : [];
    this.summary.textContent = [size, ...found].join(' · ');
  }

  showFollow(isOffered: boolean, isOn: boolean): void {
    this.follow.hidden = !isOffered;
    this.followBox.checked = isOn;
  }

  focusLine(): void {
    this.line.focus();
    this.line.select();
  }

  say(...content: Node[]): void {
    this.message.hidden = false;
    this.message.replaceChildren(...content);
  }

  private showMembers({ members, member: shown }: LogFacts): void {
    this.members.hidden = members.length < 2;
    this.members.replaceChildren(
      ...members.map((member) =>
        h('option', { value: member, selected: member === shown }, short(member.split('!').at(-1) ?? member, 120)),
      ),
    );
  }

  private stepButton(by: 1 | -1, title: string, text: string): HTMLElement {
    return h('button.quiet', { title, onclick: () => this.actions.step(by) }, text);
  }

  private scanButton(text: string): HTMLElement {
    return h('button.primary', { onclick: () => this.actions.scan() }, text);
  }
}

/** Nothing that people decided goes without a number. */
function clearedWord(cleared: number): string {
  return cleared === 0 ? '' : `, ${t('{0} of them not counted because of a decision', count(cleared))}`;
}

/** The banner of a running scan: its progress, and a way to stop it. */
import { h } from '../parts/dom.ts';
import { visible } from '../../src/text/visible.ts';
import type { HostEvent } from '../../src/protocol/messages.ts';
import { t } from '../parts/words.ts';

type Progress = Extract<HostEvent, { type: 'progress' }>;

/** Screen readers hear of the progress at most this often. */
const QUIET_MS = 5000;

export interface ProgressBanner {
  element: HTMLElement;
  show: (progress: Progress) => void;
  /** What a scan that is over says is out of date. */
  outdate: () => void;
  /** The page says this itself: a scan that is over need not say it above. */
  drop: (said?: string) => void;
  readonly running: boolean;
}

export function progressBanner(cancel: () => void, say: (text: string) => void): ProgressBanner {
  const text = h('span.progress-text');
  const bar = h('progress', { max: 1, 'aria-label': t('Scan progress') });
  const stop = h('button.quiet', { onclick: () => cancel() }, t('Cancel scan'));
  const hide = h('button.quiet', { hidden: true, onclick: () => close() }, t('Dismiss'));
  const element = h('section.progress', { 'aria-label': t('Scan progress'), hidden: true }, text, bar, stop, hide);
  let spoken = -Infinity;

  let running = false;

  function close(): void {
    element.hidden = true;
  }

  function show(progress: Progress): void {
    const done = progress.done === true;
    running = !done;
    element.hidden = done && progress.text === '';
    text.textContent = visible(progress.text);
    bar.hidden = done;
    stop.hidden = done;
    hide.hidden = !done;
    if (progress.fraction === null) bar.removeAttribute('value');
    else bar.value = progress.fraction;
    if (done || performance.now() - spoken > QUIET_MS) {
      spoken = performance.now();
      say(progress.text);
    }
  }

  return {
    element,
    show,
    outdate: () => {
      if (!running) close();
    },
    drop: (said = '') => {
      if (!running && said !== '' && text.textContent.includes(visible(said))) close();
    },
    get running() {
      return running;
    },
  };
}

/**
 * Parts of a page of which one is in sight at a time (the pattern "tabs" of the ARIA practices, chosen as the focus moves). A part is
 * drawn when it is first looked at: charts that nobody asks for cost nothing.
 */
import { freshId, h } from '../dom.ts';
import { t } from '../words.ts';

export interface Tab<Id extends string> {
  id: Id;
  title: string;
  draw: () => readonly Node[];
}

export function tabs<Id extends string>(
  label: string,
  all: readonly Tab<Id>[],
  chosen: Id,
  changed: (id: Id) => void,
): HTMLElement {
  const parts = all.map((tab) => {
    const [buttonId, panelId] = [freshId('tab'), freshId('panel')];
    const button = h(
      'button.tab',
      { role: 'tab', id: buttonId, 'aria-controls': panelId, onclick: () => choose(tab.id) },
      t(tab.title),
    );
    const panel = h('div.tab-panel', { role: 'tabpanel', id: panelId, 'aria-labelledby': buttonId, hidden: true });
    return { tab, button, panel, isDrawn: false };
  });

  function show(id: Id): void {
    for (const part of parts) {
      const isShown = part.tab.id === id;
      part.button.setAttribute('aria-selected', String(isShown));
      part.button.tabIndex = isShown ? 0 : -1;
      part.panel.hidden = !isShown;
      if (!isShown || part.isDrawn) continue;
      part.isDrawn = true;
      part.panel.replaceChildren(...part.tab.draw());
    }
  }

  function choose(id: Id): void {
    show(id);
    changed(id);
  }

  const list = h(
    'div.tabs',
    {
      role: 'tablist',
      'aria-label': label,
      onkeydown: (event: KeyboardEvent) => {
        const at = parts.findIndex(({ button }) => button === event.target);
        const last = parts.length - 1;
        const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last };
        const next = event.key in to ? parts[to[event.key as keyof typeof to]] : undefined;
        if (at < 0 || next === undefined) return;
        event.preventDefault();
        choose(next.tab.id);
        next.button.focus();
      },
    },
    ...parts.map(({ button }) => button),
  );
  // Where this one has not the part that was looked at, its first one.
  show(all.some(({ id }) => id === chosen) ? chosen : all[0]!.id);
  return h('div.tabbed', list, ...parts.map(({ panel }) => panel));
}

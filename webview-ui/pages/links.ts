/** What links two accounts: the path between them over what the fewest accounts have. */
import type { AccountPath } from '../../src/protocol/entity-data.ts';
import type { Target } from '../../src/protocol/messages.ts';
import { count, counted } from '../../src/text/numbers.ts';
import { short } from '../../src/text/visible.ts';
import type { PageContext } from '../app/context.ts';
import { entityGraphChart } from '../charts/graph/entity-graph.ts';
import { nameField } from '../parts/controls/name-field.ts';
import { entityLink, kindName } from '../parts/entities/entity-words.ts';
import { type ChosenKinds, kindFilter } from '../parts/entities/kind-filter.ts';
import { h } from '../parts/dom.ts';
import { asking } from '../parts/notice.ts';
import { pageHead } from '../parts/section.ts';
import { t } from '../parts/words.ts';

export function linksPage(page: PageContext, { from = '', to = '' }: Extract<Target, { page: 'links' }>): Node[] {
  const crumb = { title: 'Entities', go: () => page.go({ page: 'entities' }) };
  const head = pageHead(
    crumb,
    t('What links two accounts'),
    h(
      'p.muted',
      t(
        'The path through what the fewest accounts share. In a log where much is shared, nearly any two accounts are linked: a path is not an accusation.',
      ),
    ),
  );
  if (page.overview.kept !== null)
    return [head, h('p.muted', t('Not shown: this takes every request, and the report keeps only some.'))];
  const answer = h('div.stack');
  const [one, other] = [nameField(t('From account'), from, 10_000), nameField(t('To account'), to, 10_000)];
  const filter = kindFilter(page.overview.entityKinds, () => find());
  const offers = h('datalist', { id: 'link-accounts' });
  for (const { input } of [one, other]) {
    input.setAttribute('list', 'link-accounts');
    input.addEventListener('input', () => offers.replaceChildren(...accountsLike(page, input.value)));
  }

  function find(): void {
    const ask = { from: one.input.value.trim(), to: other.input.value.trim() };
    if (ask.from === '' || ask.to === '') return;
    page.update({ target: { page: 'links', ...ask } });
    answer.replaceChildren(
      asking(page, 'accountPath', { ...ask, ...filter.chosen() }, ({ path, unknown }) =>
        unknown.length > 0
          ? [h('p.muted', t('The scan has no account {0}.', short(unknown.join(', '), 200)))]
          : pathParts(page, path, filter.chosen()),
      ),
    );
  }

  const form = h(
    'form.controls.links-form',
    {
      onsubmit: (event: Event) => {
        event.preventDefault();
        find();
      },
    },
    one.element,
    other.element,
    h('button.primary', { type: 'submit' }, t('Find a path')),
    offers,
  );
  find();
  return [head, form, filter.element, answer];
}

const accountsLike = ({ overview }: PageContext, text: string): HTMLElement[] =>
  overview.accounts
    .filter(({ account }) => account.includes(text))
    .slice(0, 20)
    .map(({ account }) => h('option', { value: account }));

function pathParts(page: PageContext, path: AccountPath, chosen: ChosenKinds): Node[] {
  if (path.length === 0) return [h('p.muted', t('Nothing of these kinds links them.'))];
  const links = (path.length - 1) / 2;
  const most = Math.max(0, ...path.map(({ accounts }) => accounts));
  return [
    h('p', links === 0 ? t('This is one account.') : pathSentence(links, most)),
    h(
      'ol.path',
      { 'aria-label': t('Path') },
      ...path.map(({ kind, value, accounts }) =>
        h(
          kind === 'account' ? 'li.path-account' : 'li.path-link',
          {},
          h('span.muted', kindName(kind)),
          entityLink(page, { kind, value }),
          accounts === 0 ? null : h('span.num.muted', t('{0} have it', counted(accounts, 'account'))),
        ),
      ),
    ),
    entityGraphChart(
      page,
      path.map(({ kind, value }) => ({ kind, value })),
      { given: chosen },
    ),
  ];
}

const pathSentence = (links: number, most: number): string =>
  links === 1
    ? t('Both have it in common with {0} other accounts.', count(Math.max(0, most - 2)))
    : t('{0} links; {1} accounts have the most common one.', count(links), count(most));

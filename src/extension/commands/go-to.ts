import * as vscode from 'vscode';
import type { Target } from '../../protocol/messages.ts';
import { type Place, placesOf } from '../model/places.ts';
import type { Results } from '../model/results.ts';
import { labelText } from '../model/safe-text.ts';
import { t } from '../translated.ts';

/** Maximum of each kind; typing narrows the list. */
const MAX_PLACES = 60;
const ICONS: Readonly<Record<Place['kind'], string>> = {
  campaign: 'organization',
  account: 'account',
  template: 'symbol-string',
};

type Item = vscode.QuickPickItem & { target?: Target };

/** Lets the person choose any campaign, account or template; undefined if they cancel. */
export function chooseTarget(results: Results): Promise<Target | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = t('Go to');
  pick.placeholder = t('A campaign, an account or a template, by any part of its name or text');
  const fill = (): void => {
    pick.items = placesOf(results, pick.value, MAX_PLACES).map(({ kind, label, description, target }) => ({
      label: `$(${ICONS[kind]}) ${labelText(label)}`,
      description: labelText(description),
      // Matching was done here: the editor would match only labels, and not all words.
      alwaysShow: true,
      target,
    }));
  };
  fill();
  return new Promise((resolve) => {
    pick.onDidChangeValue(fill);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.target);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

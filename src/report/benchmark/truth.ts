/** Who is who in a labelled log: NAME.truth.json beside the log NAME and, where there is one, the directory NAME.accounts.csv. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { guardOf } from '../../schema/guard.ts';

/** `unused` is a campaign's account that never came to its work; like `authorised` it is neither right nor wrong. */
const CLASSES = ['distillation', 'benign', 'relay', 'authorised', 'unused'] as const;
export type AccountClass = (typeof CLASSES)[number];

const TruthFile = v.object({
  accounts: v.record(
    v.string(),
    v.object({
      class: v.picklist(CLASSES),
      /** What kind of account it is, in a word; its class where it says nothing. */
      persona: v.exactOptional(v.string()),
      /** Campaign of an attacker. */
      campaign: v.exactOptional(v.nullable(v.string())),
    }),
  ),
});

export interface LabelledAccount {
  class: AccountClass;
  persona: string;
  campaign: string;
}

const isTruth = guardOf(TruthFile);

/**
 * The accounts of a truth file by their names.
 * @throws an error with a sentence for people when the file is none
 */
export function readTruthFile(path: string): Map<string, LabelledAccount> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`"${path}" could not be read as JSON.`, { cause: error });
  }
  if (!isTruth(value)) {
    throw new Error(`"${path}" is no truth file: it needs "accounts", each with a "class" of ${CLASSES.join(', ')}.`);
  }
  return new Map(
    Object.entries(value.accounts).map(([account, { class: kind, persona = kind, campaign }]) => [
      account,
      { class: kind, persona, campaign: campaign ?? '' },
    ]),
  );
}

/**
 * T6: texts are given back to the model that are copied with small changes, as traces are cleaned. Translation, summing up and
 * grading of an own product do so too: alone it is nothing, and only joined to T1, T3 or T3b it is a reason. It accuses those who
 * harvest reasoning and nobody else who uses the same editor.
 */
import { counted, decimal, percent } from '../../text/numbers.ts';
import { weighs } from '../../text/techniques.ts';
import { correlationZ } from './facts/rank-correlation.ts';
import {
  ascending,
  distinct,
  harvestersOf,
  type Technique,
  type TechniqueContext,
  type TechniqueFinding,
} from './technique.ts';

const REQUESTS = 40;
/** Tokens of the answer to those of the request, in the middle half of the requests: what is cleaned comes back nearly whole. */
const COPY = { least: 0.6, most: 1 };
/** Tokens of a request: short ones may be as long as their answers by accident. */
const LONG = 300;
/** Standard deviations by which long requests have long answers. */
const AGREE = 5;
const JOINED = 0.5;
/** Techniques that harvest reasoning, which is what is cleaned. */
const HARVESTS: ReadonlySet<string> = new Set(['T1', 'T3', 'T3b']);

export const cleaning: Technique = {
  id: 'T6',
  name: 'judging and cleaning',
  atlas: ['AML.T0024.002', 'AML.T0040'],
  needs: 'tokens of requests and answers, whole prompts; T1 or T3 beside it',
  reads: ['tokens'],
  measure(context, before) {
    const harvesting = harvestersOf(before.filter(({ id }) => HARVESTS.has(id)));
    if (harvesting.size === 0) return [];
    // What is cleaned opens with the tag that it was harvested with, and is seen as that before: only what weighs is another use.
    const inHarvest = new Set(before.filter(weighs).flatMap(({ rows }) => rows));
    return distinct(
      [...usesOf(context)].flatMap(([, rows]) => {
        const own = rows.filter((row) => !inHarvest.has(row));
        return own.length < REQUESTS ? [] : measure(own, harvesting, context);
      }),
    );
  },
};

/** Long requests with an answer, by template. */
function usesOf({ table, slices }: TechniqueContext): Map<number, number[]> {
  const { inputTokens, outputTokens } = table.rows;
  return new Map(
    [...slices.ofTemplate].map(([template, own]) => [
      template,
      own.flatMap(({ rows }) => [...rows]).filter((row) => inputTokens[row]! >= LONG && outputTokens[row] !== 0),
    ]),
  );
}

function measure(
  all: readonly number[],
  harvesting: ReadonlySet<number>,
  { table, owners }: TechniqueContext,
): TechniqueFinding[] {
  const { account, inputTokens, outputTokens } = table.rows;
  const rows = all.filter((row) => harvesting.has(account[row]!));
  const accounts = ascending(rows.map((row) => account[row]!));
  const joined = accounts.length / new Set(all.map((row) => account[row]!)).size;
  if (rows.length < REQUESTS || joined < JOINED) return [];
  const ratios = rows.map((row) => outputTokens[row]! / inputTokens[row]!).sort((a, b) => a - b);
  const [low, high] = [ratios[Math.floor(ratios.length / 4)]!, ratios[Math.floor((3 * ratios.length) / 4)]!];
  const z = correlationZ(
    rows.map((row) => inputTokens[row]!),
    rows.map((row) => outputTokens[row]!),
  );
  if (low < COPY.least || high > COPY.most || z < AGREE) return [];
  const known = owners.known(accounts).size;
  return [
    {
      grade: known >= 2 ? 'strong' : 'weak',
      accounts,
      rows: ascending(rows),
      shown: rows.slice(0, 20),
      statistic: (low + high) / 2,
      n: rows.length,
      text: `${counted(rows.length, 'request')} of one template get nearly their own length back (${decimal(low, 2)} to ${decimal(high, 2)} of it, lengths agree at ${decimal(z, 1)} standard deviations), from accounts that also harvest reasoning.`,
      readings: [
        {
          reading: 'translation, correction or grading of an own product',
          checked: `${percent(joined)} of all accounts that use it take part in T1 or T3; they belong to ${counted(known, 'known organisation')}`,
          outcome: known >= 2 ? 'ruled out' : 'open',
        },
      ],
    },
  ];
}

/**
 * T3: signed reasoning of one customer, sent by another under another first message. A signature is a secret of a few hundred
 * bytes: nobody has it who was not given it, so what remains to be asked is how it got there.
 */
import { count, counted, decimal } from '../../text/numbers.ts';
import { type Grade, hoursText } from '../../text/techniques.ts';
import { correlationZ } from './facts/rank-correlation.ts';
import { components } from './facts/components.ts';
import { type Return, type Returns, returnsOf } from './facts/replays.ts';
import { ascending, type Reading, type Technique, type TechniqueContext, type TechniqueFinding } from './technique.ts';

/**
 * Blocks, and organisations that got them, from which other readings end: what somebody published comes from one customer, and
 * test suites hold about twenty.
 */
const SURE = { blocks: 20, makers: 2 };
/** Blocks from which it is more than a slip. */
const TELLING = 5;
/** Accounts that are needed where no organisation is known, as for any group. */
const MEMBERS = 5;
/** Standard deviations from which answers are as long as the thinking they were given: one in three million by chance. */
const COPIED = 5;

export const replayedThinking: Technique = {
  id: 'T3',
  name: 'replayed thinking',
  atlas: ['AML.T0024.002', 'AML.T0040'],
  needs:
    'signed or encrypted reasoning in answers and in the requests that send it back, prompt text, and organisations',
  reads: ['produced', 'resent'],
  measure(context) {
    const returns = returnsOf(context);
    const { account } = context.table.rows;
    const [between, within] = parted(returns.carried, ({ from, to }) => account[from] !== account[to]);
    const related = between.filter((one) => !isUnrelated(one, context));
    return [
      ...components(
        between.filter((one) => isUnrelated(one, context)),
        (one) => [account[one.from]!, account[one.to]!],
      ).map((own) => acrossOwners(own, returns, context)),
      // Between keys of one organisation nothing is carried anywhere: only where none is known can it be told.
      ...components(
        related.filter(({ from, to }) => !isOneOwner(account[from]!, account[to]!, context)),
        (one) => [account[one.from]!, account[one.to]!],
      ).flatMap((own) => acrossAccounts(own, returns, context)),
      ...copiedOut([...within, ...related], context),
    ];
  },
};

const isUnrelated = ({ from, to }: Return, { owners, table }: TechniqueContext): boolean =>
  owners.areUnrelated(table.rows.account[from]!, table.rows.account[to]!);

const isOneOwner = (a: number, b: number, { owners }: TechniqueContext): boolean => owners.of(a) === owners.of(b);

function acrossOwners(own: readonly Return[], returns: Returns, context: TechniqueContext): TechniqueFinding {
  const { owners, table } = context;
  const { account } = table.rows;
  const blocks = new Set(own.map(({ block }) => block)).size;
  const makers = owners.known(own.map(({ from }) => account[from]!)).size;
  const senders = owners.known(own.map(({ to }) => account[to]!)).size;
  const pooled = isPool(own, returns, context);
  const isTold = blocks >= TELLING && makers >= SURE.makers && !pooled;
  const grade: Grade = isTold ? (blocks >= SURE.blocks ? 'near proof' : 'strong') : 'weak';
  const what = `${counted(blocks, 'block')} of signed reasoning that ${counted(makers, 'organisation')} got came back from ${counted(senders, 'unrelated one')} under another first message`;
  return {
    ...finding(own, context, grade),
    statistic: blocks,
    text: `${what}, ${ageText(own, context)}.${copyText(own, context)}${dropText(own, context)}`,
    readings: [
      sameConversation(returns),
      {
        reading: 'another key of the same organisation',
        checked: 'the organisations of sender and maker differ, and so do their means of payment where known',
        outcome: 'ruled out',
      },
      poolReading(pooled),
      publicReading(blocks, makers, context),
    ],
  };
}

function acrossAccounts(own: readonly Return[], returns: Returns, context: TechniqueContext): TechniqueFinding[] {
  const blocks = new Set(own.map(({ block }) => block)).size;
  const found = finding(own, context, 'weak');
  if (blocks < TELLING) return [];
  const pooled = isPool(own, returns, context);
  const grade: Grade = blocks >= SURE.blocks && found.accounts.length >= MEMBERS && !pooled ? 'strong' : 'weak';
  return [
    {
      ...found,
      grade,
      statistic: blocks,
      text: `${counted(blocks, 'block')} of signed reasoning came back from another account than the one that got it, under another first message, ${ageText(own, context)}.${copyText(own, context)}`,
      readings: [
        sameConversation(returns),
        {
          reading: 'another key of the same organisation',
          checked: 'the log names no organisation for these accounts',
          outcome: 'open',
        },
        poolReading(pooled),
        publicReading(blocks, found.accounts.length, context),
      ],
    },
  ];
}

/** Inside one account the text tells nothing, as programs shorten their histories: but no honest answer is as long as old thinking. */
function copiedOut(own: readonly Return[], context: TechniqueContext): TechniqueFinding[] {
  const { z, n } = copying(own, context);
  if (n < SURE.blocks || z < COPIED) return [];
  const { owners, table } = context;
  const found = finding(own, context, 'weak');
  const known = owners.known(own.map(({ to }) => table.rows.account[to]!)).size;
  return [
    {
      ...found,
      grade: known >= MEMBERS ? 'strong' : 'weak',
      statistic: z,
      n,
      text: `${count(n)} answers to requests that carry signed reasoning into another conversation of the same account are as long as that reasoning was: their ranks agree at ${decimal(z, 1)} standard deviations.`,
      readings: [
        {
          reading: 'a program that shortens its history and goes on',
          checked: 'what goes on has answers of its own length',
          outcome: 'ruled out',
        },
        {
          reading: 'one customer that looks at its own reasoning',
          checked: `${counted(known, 'organisation')} do it`,
          outcome: known >= MEMBERS ? 'ruled out' : 'open',
        },
      ],
    },
  ];
}

function finding(
  own: readonly Return[],
  { table }: TechniqueContext,
  grade: Grade,
): Omit<TechniqueFinding, 'statistic' | 'text' | 'readings'> {
  const { account } = table.rows;
  const pairs = [...own].sort((a, b) => a.to - b.to);
  return {
    grade,
    accounts: ascending(own.flatMap(({ from, to }) => [account[from]!, account[to]!])),
    rows: ascending(own.flatMap(({ from, to }) => [from, to])),
    shown: [...new Set(pairs.flatMap(({ from, to }) => [from, to]))],
    n: own.length,
  };
}

/** Whether these owners hand on as many conversations that go on: a pool of keys, honest or sold. */
function isPool(own: readonly Return[], { moved }: Returns, { owners, table }: TechniqueContext): boolean {
  const { account } = table.rows;
  const pair = ({ from, to }: Return): string => {
    const [a, b] = [owners.of(account[from]!), owners.of(account[to]!)];
    return a < b ? `${a} ${b}` : `${b} ${a}`;
  };
  const pairs = new Set(own.map(pair));
  return moved.filter((one) => pairs.has(pair(one))).length >= own.length;
}

const sameConversation = ({ all, carried }: Returns): Reading => ({
  reading: 'a tool loop, a resumed session or a branch of one',
  checked: `these keep the first message: ${count(all - carried.length)} of ${counted(all, 'resend')} do and are left out`,
  outcome: 'ruled out',
});

const poolReading = (pooled: boolean): Reading => ({
  reading: 'a pool of keys that fails over',
  checked: pooled
    ? 'as many conversations go on under another of these owners, as in a pool'
    : 'hardly a conversation goes on under another of these owners',
  outcome: pooled ? 'open' : 'ruled out',
});

const publicReading = (blocks: number, makers: number, { published }: TechniqueContext): Reading => ({
  reading: 'a published recording or a test suite',
  checked: `none is on the list of ${counted(published.size, 'published block')}; all were made in this log, by ${count(makers)}`,
  outcome: blocks >= TELLING && makers >= SURE.makers ? 'ruled out' : 'open',
});

/** Lengths of answers against the thinking they were given, in standard deviations. */
function copying(own: readonly Return[], { table, facts }: TechniqueContext): { z: number; n: number } {
  const pairs = own.flatMap(({ from, to }) => {
    const thinking = facts.of(from)?.thinkingTokens ?? 0;
    const answered = table.rows.outputTokens[to]!;
    return thinking > 0 && answered > 0 ? [[thinking, answered] as const] : [];
  });
  const z = correlationZ(
    pairs.map(([thinking]) => thinking),
    pairs.map(([, answered]) => answered),
  );
  return { z, n: pairs.length };
}

function copyText(own: readonly Return[], context: TechniqueContext): string {
  const { z, n } = copying(own, context);
  return n >= SURE.blocks && z >= COPIED
    ? ` The answers are as long as the reasoning was (${decimal(z, 1)} standard deviations).`
    : '';
}

function dropText(own: readonly Return[], { facts }: TechniqueContext): string {
  const dropped = new Set(own.filter(({ to }) => facts.of(to)?.dropped !== undefined).map(({ to }) => to)).size;
  return dropped === 0 ? '' : ` The provider dropped it in ${counted(dropped, 'request')}.`;
}

function ageText(own: readonly Return[], { table: { rows } }: TechniqueContext): string {
  const ages = own.map(({ from, to }) => rows.time[to]! - rows.time[from]!).filter((age) => age >= 0);
  ages.sort((a, b) => a - b);
  const middle = ages[Math.floor(ages.length / 2)];
  return middle === undefined ? 'at unknown times' : `${hoursText(middle)} later in the median`;
}

function parted<T>(list: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [list.filter(is), list.filter((one) => !is(one))];
}

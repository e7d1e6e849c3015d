/**
 * T3: signed reasoning of one customer, sent by another under another first message. A signature is a secret of a few hundred
 * bytes: nobody has it who was not given it, so what remains to be asked is how it got there.
 */
import { count, counted, decimal, percent } from '../../text/numbers.ts';
import { type Grade, hoursText } from '../../text/techniques.ts';
import { components } from './facts/components.ts';
import { copiedOut, type CopiedOut } from './facts/copied-out.ts';
import { type Return, type Returns, returnsOf, sendersOf } from './facts/replays.ts';
import type { Reading, Technique, TechniqueContext, TechniqueFinding } from './technique.ts';

/**
 * Blocks, and organisations that got them and that send them, from which other readings end: what somebody published comes from one
 * customer, test suites hold about twenty, and one customer may have moved.
 */
const SURE = { blocks: 20, owners: 2 };
/** Blocks from which it is more than a slip. */
const TELLING = 5;
/** Accounts that are needed where no organisation is known, as for any group. */
const MEMBERS = 5;
/** Share of the requests after which the conversation goes on, up to which nobody uses it as one. */
const GO_ON = 0.1;

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
      ...withinOwners([...within, ...related], context),
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
  const copied = copiedOut(own, context);
  const goOn = goOnOf(own, context);
  const isTold = blocks >= TELLING && Math.min(makers, senders) >= SURE.owners && !pooled;
  const isProof = blocks >= SURE.blocks && copied.is === 'surely';
  const isStrong = copied.is === 'surely' || (copied.is !== 'no' && goOn <= GO_ON);
  const grade: Grade = !isTold ? 'weak' : isProof ? 'near proof' : isStrong ? 'strong' : 'weak';
  const what = `${counted(blocks, 'block')} of signed reasoning that ${counted(makers, 'organisation')} got came back from ${counted(senders, 'unrelated one')} under another first message`;
  return {
    ...finding(own, context, grade),
    statistic: blocks,
    text: `${what}, ${ageText(own, context)}.${copyText(copied)}${dropText(own, context)}`,
    readings: [
      sameConversation(returns),
      {
        reading: 'another key of the same organisation',
        checked: 'the organisations of sender and maker differ, and so do their means of payment where known',
        outcome: 'ruled out',
      },
      {
        reading: 'one customer that moved to another account, or one that looks into what others published',
        checked: `${counted(senders, 'organisation')} send what ${counted(makers, 'organisation')} got`,
        outcome: Math.min(makers, senders) >= SURE.owners ? 'ruled out' : 'open',
      },
      poolReading(pooled),
      handedOnReading(copied, goOn),
      publicReading(blocks, makers, returns, context),
    ],
  };
}

function acrossAccounts(own: readonly Return[], returns: Returns, context: TechniqueContext): TechniqueFinding[] {
  const blocks = new Set(own.map(({ block }) => block)).size;
  const found = finding(own, context, 'weak');
  if (blocks < TELLING) return [];
  const pooled = isPool(own, returns, context);
  const copied = copiedOut(own, context);
  const isMany = blocks >= SURE.blocks && found.accounts.length >= MEMBERS;
  const grade: Grade = isMany && !pooled && copied.is === 'surely' ? 'strong' : 'weak';
  return [
    {
      ...found,
      grade,
      statistic: blocks,
      text: `${counted(blocks, 'block')} of signed reasoning came back from another account than the one that got it, under another first message, ${ageText(own, context)}.${copyText(copied)}`,
      readings: [
        sameConversation(returns),
        {
          reading: 'another key of the same organisation',
          checked: 'the log names no organisation for these accounts',
          outcome: 'open',
        },
        poolReading(pooled),
        handedOnReading(copied, goOnOf(own, context)),
        publicReading(blocks, found.accounts.length, returns, context),
      ],
    },
  ];
}

/** Inside one account the text tells nothing, as programs shorten their histories: but no honest answer is as long as old thinking. */
function withinOwners(own: readonly Return[], context: TechniqueContext): TechniqueFinding[] {
  const { is, above, n } = copiedOut(own, context);
  if (is !== 'surely') return [];
  const { owners, table } = context;
  const found = finding(own, context, 'weak');
  const known = owners.known(own.map(({ to }) => table.rows.account[to]!)).size;
  return [
    {
      ...found,
      grade: known >= MEMBERS ? 'strong' : 'weak',
      statistic: above,
      n,
      text: `${count(n)} answers to requests that carry signed reasoning into another conversation of the same account are as long as that reasoning was, by ${decimal(above, 1)} standard deviations more than a hard task explains.`,
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

const finding = (
  own: readonly Return[],
  { table }: TechniqueContext,
  grade: Grade,
): Omit<TechniqueFinding, 'statistic' | 'text' | 'readings'> => ({ grade, ...sendersOf(own, table), n: own.length });

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
    : 'hardly any conversation continues under another of these owners',
  outcome: pooled ? 'open' : 'ruled out',
});

const AS_LONG: Readonly<Record<CopiedOut['is'], string>> = {
  surely: 'these are as long as the old reasoning',
  likely: 'these look as long as the old reasoning',
  no: 'so have these',
  unknown: 'the log has too few lengths',
};

const handedOnReading = ({ is }: CopiedOut, goOn: number): Reading => ({
  reading: 'conversations that are handed on: links, imports, a session that moves, an answer out of a shared cache',
  checked: `their answers would have lengths of their own, and ${AS_LONG[is]}; ${percent(goOn)} of them go on`,
  outcome: is === 'surely' ? 'ruled out' : 'open',
});

const publicReading = (
  blocks: number,
  makers: number,
  { shared }: Returns,
  { published }: TechniqueContext,
): Reading => ({
  reading: 'a published recording or a test suite',
  checked: [
    published.size === 0
      ? 'no list of published blocks was given'
      : `none is on the list of ${counted(published.size, 'published block')}`,
    `all were made in this log, by ${count(makers)}`,
    ...(shared === 0
      ? []
      : [`${counted(shared, 'more block')} that several carry ${shared === 1 ? 'is' : 'are'} left out`]),
  ].join('; '),
  outcome: blocks >= TELLING && makers >= SURE.owners ? 'ruled out' : 'open',
});

/** Share of requests whose answer is sent back in its conversation. */
function goOnOf(own: readonly Return[], { table: { rows, length } }: TechniqueContext): number {
  const answers = new Map(own.map(({ to }) => [rows.contextOut[to]!, false]));
  answers.delete(0);
  for (let row = 0; row < length; row++) if (answers.has(rows.contextIn[row]!)) answers.set(rows.contextIn[row]!, true);
  const sent = [...new Set(own.map(({ to }) => to))];
  return sent.filter((row) => answers.get(rows.contextOut[row]!) === true).length / sent.length;
}

const copyText = ({ is, above }: CopiedOut): string =>
  is === 'surely' || is === 'likely'
    ? ` The answers are as long as the reasoning was, by ${decimal(above, 1)} standard deviations more than a hard task explains.`
    : '';

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

/** Calls that every shape of the bench holds: who asked what when, and what came back. */
export interface Call {
  id: string;
  ms: number;
  user: string;
  tenant: string;
  session: string;
  ip: string;
  model: string;
  prompt: string;
  answer: string;
}

const TOPICS =
  'inverters glaciers sourdough invoices beekeeping vaccines sonatas parsers tides mortgages orchids turbines'.split(
    ' ',
  );
const ASKS = [
  'How do I explain # to a class of beginners who have never seen any?',
  'Summarise what changed about # since last year, in three sentences',
  'Write a short letter that complains about late delivery of #.',
  'Which risks of # would you check first, and why those?',
  'Compare two ways of paying for # over five years',
];
const REPLIES = [
  'Begin with what everybody knows of #. Then show one example, ask what they notice, and only then give the names.',
  'Since last year # became cheaper and are found in more places. Rules changed twice. Quality stayed about the same.',
  'Dear Sir or Madam, our order of # was promised for Monday and has not arrived. Please tell us when it will come. Yours',
  'The first risk of # is that nobody checks them after the first month; next comes the price, and then the supplier.',
  'Paying for # at once costs less in all; paying by month leaves money for repairs. Over five years the gap is a tenth.',
];

/** @param count number of calls; eight users, of whom the first ask most */
export function makeCalls(count = 60): Call[] {
  return Array.from({ length: count }, (_, i): Call => {
    const draw = (i * 7919 + 13) % 64;
    const user = draw < 24 ? 0 : draw < 38 ? 1 : 2 + (draw % 6);
    const topic = TOPICS[(i * 5 + (i >> 3)) % TOPICS.length]!;
    const kind = (i * 3 + (i >> 2)) % ASKS.length;
    return {
      id: `c${((0x9e3779b1 * (i + 1)) % 0xffffffff).toString(16)}${i.toString(16).padStart(4, '0')}`,
      ms: Date.UTC(2026, 4, 4, 8) + i * 97_000 + ((i * 31) % 17) * 1000,
      user: `${['mara', 'jonas', 'li', 'omar', 'ines', 'pavel', 'aiko', 'noor'][user]!}-${['k7', 'b2', 'x9', 'd4', 'q1', 'w8', 'r3', 't6'][user]!}`,
      tenant: user % 3 === 0 ? 'northwind' : 'contoso',
      session: `s-${user}-${i >> 4}`,
      ip: `203.0.113.${10 + user}`,
      model: i % 4 === 0 ? 'gpt-4o' : 'gpt-4o-mini',
      prompt: `${ASKS[kind]!.replace('#', topic)} (case ${i})`,
      answer: `${REPLIES[kind]!.replace('#', topic)} [${i}]`,
    };
  });
}

import { compose, type Grammar } from './grammar.ts';
import { NAMES } from './names.ts';
import type { Random } from './random.ts';

/** What people who use a chat program ask about, by field. The patterns are short so that few long phrases repeat. */
const FIELDS: readonly (readonly string[])[] = [
  [
    '<how long|for how many minutes> <should|do> i <roast|bake|simmer|steam> {food} <for {number} people|in a small oven|without an oven|>',
    '<what can i|what else could i|is there anything i can> <cook|make> <with|out of> {food}, {food} and {food}<, no {food} please|>',
    'my {food} <always comes|came> out <soggy|too dry|bitter|burnt at the edges>. <why|what am i doing wrong>',
    '<substitute for|replace> {food} in a {dish}',
    '<plan|make me> {number} <dinners|lunches> <around|using> {food}, we <hate|cannot eat> {food}',
    'is <it safe|it ok> to freeze {dish} <with {food} in it|twice>',
  ],
  [
    '{number} days in {city} <in {month}|with a toddler|on a tight budget>, what should <we|i> not miss',
    '<train|night train|bus> from {city} to {city} <or fly|with a bike>, <what would you pick|which is less painful>',
    'do i need a <visa|power adapter|car> <in|around> {city}',
    'rainy <afternoon|{weekday}> in {city} <with grandparents|alone|with teenagers>',
    'how early should i be at the <station|airport> in {city} on a {weekday}',
    'we land in {city} at {number} past midnight and our <hotel|flat> is in the old town, <how do we get there|taxi or wait>',
  ],
  [
    '{reply} to my <landlord|boss|neighbour|sister|accountant> about {matter}<, keep it friendly|, firm but polite|, two lines max|>',
    'shorten this: we <regret|are sorry> that {matter} <took|has taken> {number} days and <would like|want> to <offer|propose> {remedy}',
    'does this sound <rude|too stiff>? "{person}, i <still|have not> heard from you about {matter}"',
    'subject line for a mail about {matter}',
    '<turn|make> my notes <into a mail|readable>: {person} <called|came by>, {matter}, <wants|asked for> {remedy} by {weekday}',
    'birthday <card|toast> for {person}, turning {number}, <loves|is mad about> {hobby}',
  ],
  [
    '<why does|any idea why> my {device} <keeps|started> {fault}<  since the update| only when it is cold|>',
    'how do i <get|copy> {number} gigabytes of photos from a {device} to a {device}',
    '<best|cheapest> way to <repair|replace> the <screen|battery|hinge> of a {device}',
    'my {device} and my {device} <do not see each other|lost the connection> <after|since> {weekday}',
    'is {number} megabit enough for {number} people and a {device}',
  ],
  [
    'explain {idea} <like i am ten|to a nurse|without maths|in one paragraph>',
    'difference between {idea} and {idea}',
    '<is it true that|someone told me> {idea} <is outdated|was first found in {city}>',
    'i have an exam on {idea} on {weekday}, <quiz me|what matters most|give me an outline>',
    'give <three|four|five> examples of {idea} <in daily life|from {city}|a child would know>',
    'who came up with {idea} and what were they <really|> after',
  ],
  [
    'my {plant} <drops|curls> its leaves <since i moved it|every {month}|>',
    'when do i <prune|repot|sow> {plant} <near {city}|on a north balcony|>',
    '{plant} next to {plant}, <good idea|will they fight>',
    'something <eats|digs up> my {plant} at night, <photo says slugs|no slime though>, what now',
    "lazy person's plants for a <dark hall|windy roof|dry bed under a {plant}>",
  ],
  [
    'how do i <start with|get better at> {hobby} <at {number}|with bad knees|for under {number} euros a month>',
    'i <did|practised> {hobby} for {number} weeks and <hit a wall|my wrist hurts>, <rest|push on>?',
    'a <routine|schedule> for {hobby} and {hobby}, {number} minutes a day',
    'gift for someone who <likes|collects> things about {hobby}',
    '<is|was> {hobby} <harder|more fun> than {hobby}',
  ],
  [
    '<split|share> {number}{number} euros between {number} people when {person} <left early|paid the taxi>',
    'is {number} percent <on a savings account|for a loan of {number} thousand> <good|normal> right now',
    'what happens to my <rent|insurance|phone plan> if i <move to {city}|quit in {month}>',
    'how much <flour|paint|gravel|fabric> for {number} square metres',
    '{number} km by bike every {weekday}, how many <calories|tyres a year>',
  ],
  [
    'name for a <cat|boat|podcast|bakery in {city}> <that sounds old|with a p|related to {hobby}>',
    'first line of a story about {idea} and a <lost|stolen> {device}',
    'limerick about {plant} and {person}',
    'a <scary|funny> {number} word story where {person} finds {food} in the {device}',
    'what would {person} the <pirate|librarian|bus driver> say about {idea}',
  ],
];

const GRAMMAR: Grammar = {
  ...NAMES,
  who: ['{person}', 'my {kin}', 'the {kin} of {person}', '{person} from {city}', 'a {kin}'],
  kin: [
    'sister',
    'uncle',
    'boss',
    'neighbour',
    'flatmate',
    'cousin',
    'doctor',
    'teacher',
    'grandmother',
    'colleague',
    'coach',
    'landlord',
  ],
  place: [
    '{city}',
    'the {city} market',
    'the shop in {city}',
    'a school',
    'the {weekday} market',
    'the harbour',
    'a garage',
    "{person}'s place",
    'the old mill',
    'a car park',
  ],
  food: [
    'leeks',
    'red lentils',
    'cod',
    'feta',
    'chestnuts',
    'celeriac',
    'tofu',
    'rye bread',
    'pumpkin',
    'mussels',
    'halloumi',
    'beetroot',
    'kale',
    'plums',
    'polenta',
    'anchovies',
    'rhubarb',
    'chickpeas',
    'ricotta',
    'fennel',
  ],
  dish: [
    'risotto',
    'fish pie',
    'lentil stew',
    'quiche',
    'dumplings',
    'carrot cake',
    'gnocchi',
    'goulash',
    'paella',
    'crumble',
  ],
  reply: ['answer', 'write something', 'a note', 'short message', 'draft a reply', 'polite mail'],
  matter: [
    'the broken boiler',
    'a late invoice',
    'the parking space',
    'the moved meeting',
    'my deposit',
    'the noise at night',
    'holiday cover',
    'a wrong delivery',
    'the school trip',
    'an overdue review',
    'the leaking roof',
    'my references',
    'the shared fence',
  ],
  remedy: [
    'a refund',
    'a new date',
    'half the price',
    'a phone call',
    'a written answer',
    'a replacement',
    'two extra days',
    'a receipt',
  ],
  device: [
    'laptop',
    'old phone',
    'printer',
    'router',
    'tablet',
    'e-reader',
    'dishwasher',
    'smart watch',
    'camera',
    'game console',
    'bike light',
    'hearing aid',
    'sewing machine',
  ],
  fault: [
    'freezing',
    'beeping',
    'overheating',
    'losing its settings',
    'smelling odd',
    'waking up at night',
    'printing blank pages',
    'asking for a password',
  ],
  idea: [
    'inflation',
    'entropy',
    'compound interest',
    'the placebo effect',
    'plate tectonics',
    'natural selection',
    "the prisoner's dilemma",
    'photosynthesis',
    'object permanence',
    'the gold standard',
    'vaccination',
    'perspective in painting',
    'the doppler effect',
    'supply chains',
    'tidal locking',
    'loss aversion',
    'fermentation',
    'the halting problem',
    'the silk road',
    'herd immunity',
    'impressionism',
  ],
  plant: [
    'tomatoes',
    'a fig tree',
    'lavender',
    'my monstera',
    'roses',
    'basil',
    'the lemon tree',
    'peas',
    'an orchid',
    'mint',
    'raspberries',
    'the olive tree',
    'hydrangeas',
  ],
  hobby: [
    'chess',
    'climbing',
    'watercolour',
    'running',
    'the cello',
    'bird watching',
    'pottery',
    'sea swimming',
    'sourdough',
    'knitting',
    'astronomy',
    'fencing',
    'woodwork',
    'salsa',
    'crosswords',
    'cycling',
  ],
};

const LEADS = ['hi,', 'hello', 'hey', 'ok so', 'so', 'well,', '', '', '', '', '', '', '', ''];

/** What somebody adds to a question: whatever comes to mind, seldom twice in the same words. */
const CONTEXTS = [
  '{who} <tried|did|wanted> {hobby} <once|in {month}|near {city}> and <quit|stopped> after {number} <days|weeks|tries>',
  '{who} <says|thinks|swears> <otherwise|it was {number}|that {food} <helps|is worse>|{idea} explains it>',
  '<we|i|{person} and i> <live|work|stay> <near|behind|above> {place}',
  '<this is|needed|it has to be ready> <for|by> <{weekday}|{person}|{place}>',
  'my {device} <is out|died|belongs to {who}>',
  '<only|at most|about> {number} <minutes|euros|metres> <left|to spare|for this>',
  '<last time|in {month}> {who} paid {number} <euros|for two>',
  '<so far|until now> <only {food}|{person}|nothing but {food}> <helped|worked>',
  "<since|until> {month} it was <fine|{food}|{person}'s job>",
  '{place} <could not help|sent me away|wants {number} euros for it>',
  '<also|and> {who} <cannot have|loves|is allergic to> {food}',
  '<or|maybe> {food} <instead|on top>?',
  '<my|our> {plant} <are|is> <next to|under> {place}',
  '{who} <needs|asks for> <it|this> <in {number} words|before {weekday}|without {food}>',
  '<no|without> {food}, <no|or> {device}',
  "<if it helps|fyi>, {hobby} <hurts my knee|is on {weekday}s|was {who}'s idea>",
];

/** How one person types; drawn once for each person. */
export interface Voice {
  lowercase: boolean;
  /** Chance of a sentence of context after the question. */
  talkative: number;
  /** Fields this person asks about, as numbers of `FIELDS`. */
  fields: readonly number[];
}

export function drawVoice(random: Random): Voice {
  const fields = random.some(Array.from(FIELDS.keys()), random.between(2, 4));
  return { lowercase: random.chance(0.45), talkative: random.next() * 0.8, fields };
}

/** A first question of a person. */
export function everydayQuestion(voice: Voice, random: Random): string {
  const patterns = FIELDS[random.chance(0.85) ? random.pick(voice.fields) : random.between(0, FIELDS.length - 1)] ?? [];
  const parts = [random.pick(LEADS), `${random.pick(patterns)}<?|?|?|>`];
  const context = () => compose(random.pick(CONTEXTS), GRAMMAR, random);
  let text = compose(parts.join(' '), GRAMMAR, random);
  while (random.chance(voice.talkative * 0.7))
    text += `${/[.?!]$/.test(text) ? '' : random.pick(['.', ',', ' -', '.'])} ${context()}`;
  return voice.lowercase ? text.toLowerCase() : sentenceCase(text);
}

const FOLLOW_UPS = [
  '<what do you mean|sorry, what do you mean> by "{quote}"',
  '"{quote}" <- is that <always|really> true',
  'ok and if it is <{number} degrees|a {weekday}|{person} instead>?',
  '<can|could> you <do|say> that again <shorter|with less jargon|as a list>',
  'i like the part about "{quote}", <more|tell me more>',
  'that did not work, {person} <tried|checked>. next idea?',
  'no, i meant the {device}',
  '<great|thanks>, now the same for {city}',
  'and with {food}?',
  'wait, you said "{quote}" but <earlier|the box says> {number}',
  'why not {idea} then',
  'hm. {person} <disagrees|would never>. what would convince <them|her>?',
  'perfect, <make it sound less like an ad|add a line about {matter}|half as long>',
  'do i still need "{quote}" if <i only have {number}|we move in {month}>',
];

/** A later turn: people take up words of the answer they got. */
export function followUp(voice: Voice, answer: string, random: Random): string {
  const words = answer.replace(/["{}<>|]/g, '').split(/\s+/);
  const length = random.between(3, 7);
  const start = random.between(0, Math.max(0, words.length - length));
  const quote = words
    .slice(start, start + length)
    .join(' ')
    .replace(/[.,;:]+$/, '');
  const text = compose(random.pick(FOLLOW_UPS), { ...GRAMMAR, quote: [quote] }, random);
  return voice.lowercase ? text.toLowerCase() : sentenceCase(text);
}

/** Capitals at the start of sentences and for the first person, as a careful typist sets them. */
const sentenceCase = (text: string): string =>
  text
    .replace(/(^|[.?!] )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\bi\b/g, 'I');

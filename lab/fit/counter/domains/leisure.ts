/** Assistants for learning and leisure: a tutor, a recipe app, a game companion, a chat app. */
import type { Domain } from './domain.ts';

const tutor: Domain = {
  name: 'tutor',
  roles: ['the study tutor', 'the course assistant', 'the homework helper', 'the exam coach'],
  heads: [
    ...['exercise on fractions', 'chapter on photosynthesis', 'unit on the Weimar Republic', 'proof by induction'],
    ...['essay on Macbeth', 'worksheet on acids', 'lesson on supply and demand', 'lab on pendulums', 'past exam'],
    ...['derivation of the quadratic formula', 'lecture on recursion', 'map of trade winds', 'poem by Dickinson'],
    ...['text on the French Revolution', 'problem set on probability', 'module on genetics', 'unit on ethics'],
  ],
  kinds: ['first', 'second', 'advanced', 'revision', 'grade nine', 'mock', 'optional', 'third', 'open-book', 'short'],
  aspects: [
    ...['key terms', 'main argument', 'formula', 'usual mistakes', 'grading scheme', 'learning goals', 'sources'],
    ...['model answer', 'definition', 'causes', 'consequences', 'worked example', 'proof idea', 'summary'],
    ...['difference to the last unit', 'time limit', 'prerequisites'],
  ],
  troubles: [
    ...['makes no sense to me', 'gives another result than mine', 'seems to skip a step', 'uses a word I do not know'],
    ...['has a mistake I think', 'does not load', 'is too hard', 'contradicts the book'],
  ],
  errands: [
    ...['prepare for the exam', 'check my solution', 'learn the vocabulary', 'plan my revision', 'cite a web page'],
    ...['understand my grade', 'structure an essay', 'practise with questions', 'hand in late', 'find a topic'],
    ...['make flash cards', 'convert units'],
  ],
  circumstances: [
    ...[
      'the exam is tomorrow',
      'I missed two weeks',
      'I am dyslexic',
      'we may not use a calculator',
      'I am in year ten',
    ],
    ...['my teacher explained it differently', 'English is not my first language', 'I have to present it'],
    ...['I only have twenty minutes', 'I got half of the points'],
  ],
  ideas: [
    ...[
      'entropy',
      'natural selection',
      'opportunity cost',
      'the chain rule',
      'osmosis',
      'irony',
      'inflation',
      'recursion',
    ],
    ...['plate tectonics', 'the categorical imperative', 'standard deviation', 'oxidation', 'federalism', 'mitosis'],
    ...['Bayes’ theorem', 'the Doppler effect', 'iambic pentameter', 'the cold war', 'Ohm’s law', 'symbiosis'],
  ],
  limits: ['give away answers of a graded test', 'write whole essays', 'comment on teachers'],
};

const recipes: Domain = {
  name: 'recipes',
  roles: ['the cooking assistant', 'the recipe companion', 'the kitchen helper', 'the meal planner'],
  heads: [
    ...['lentil soup', 'sourdough bread', 'pad thai', 'mushroom risotto', 'shakshuka', 'cheesecake', 'ramen', 'tagine'],
    ...['banana bread', 'fish curry', 'gnocchi', 'kimchi', 'falafel', 'apple pie', 'chili', 'dumplings', 'paella'],
    ...['tiramisu', 'pumpkin gratin', 'bibimbap'],
  ],
  kinds: ['vegan', 'gluten-free', 'quick', 'spicy', 'classic', 'one-pot', 'low-salt', 'festive', 'cheap', 'slow'],
  aspects: [
    ...['baking time', 'ingredients', 'calories', 'oven temperature', 'shelf life', 'substitute for eggs', 'texture'],
    ...['amount for six people', 'best side dish', 'freezing instructions', 'spices', 'resting time', 'cost', 'origin'],
  ],
  troubles: [
    ...['turned out too dry', 'did not rise', 'is far too salty', 'burned at the bottom', 'curdled', 'tastes bland'],
    ...['fell apart', 'is still raw inside', 'stuck to the pan', 'turned grey'],
  ],
  errands: [
    ...['plan meals for a week', 'replace butter', 'double a recipe', 'use up leftovers', 'thicken a sauce'],
    ...['cook for a baby', 'convert cups to grams', 'make a shopping list', 'sharpen a knife', 'save a recipe'],
  ],
  circumstances: [
    ...['I have no oven', 'my guests come in an hour', 'I am allergic to nuts', 'I only have two eggs', 'I live alone'],
    ...[
      'my son hates onions',
      'I have diabetes',
      'I am at high altitude',
      'the shops are closed',
      'I have a rice cooker',
    ],
  ],
  ideas: [
    ...['fermentation', 'the Maillard reaction', 'umami', 'blanching', 'proofing', 'emulsions', 'a roux', 'tempering'],
    ...['sous vide', 'gluten', 'braising', 'brining'],
  ],
  limits: ['give medical diets', 'recommend raw meat for children', 'name brands'],
};

const games: Domain = {
  name: 'games',
  roles: ['the game guide', 'the companion of the guild', 'the lore keeper', 'the quest helper'],
  heads: [
    ...['ember sword', 'frost mage', 'swamp quest', 'guild raid', 'sky mount', 'iron golem', 'moon potion', 'arena'],
    ...['shadow rogue', 'crafting table', 'dragon egg', 'harbour map', 'healer build', 'pirate event', 'rune set'],
    ...['bounty board', 'final boss', 'tavern card game'],
  ],
  kinds: ['legendary', 'level 40', 'seasonal', 'cursed', 'hard mode', 'early', 'co-op', 'solo', 'ancient', 'rare'],
  aspects: [
    ...[
      'drop rate',
      'location',
      'best build',
      'weakness',
      'required level',
      'reward',
      'cooldown',
      'lore',
      'sell price',
    ],
    ...['upgrade path', 'respawn time', 'damage at maximum', 'counter', 'stat cap', 'unlock condition'],
  ],
  troubles: [
    ...['is bugged', 'does not drop', 'vanished after the patch', 'crashes the game', 'one-shots me', 'will not load'],
    ...['was nerfed', 'is stuck in the wall', 'gives no reward'],
  ],
  errands: [
    ...['link my account', 'get a refund for gems', 'report a cheater', 'beat the third gate', 'respec my hero'],
    ...['join a guild', 'move my save', 'earn gold fast', 'unlock the island', 'trade with a friend', 'appeal a ban'],
  ],
  circumstances: [
    ...[
      'I only play solo',
      'I started yesterday',
      'I am out of mana all the time',
      'my guild disbanded',
      'I play on a phone',
    ],
    ...['I skipped the tutorial', 'I sold the key', 'I have one hour', 'I missed the event'],
  ],
  ideas: [
    ...['the elemental system', 'pity counters', 'aggro', 'the story of the two kings', 'diminishing returns'],
    ...['stagger', 'the ranked season', 'crafting tiers', 'the old gods', 'critical scaling'],
  ],
  limits: ['spoil the ending unasked', 'explain cheats', 'promise compensation'],
};

const chat: Domain = {
  name: 'chat app',
  roles: ['a friendly companion', 'a helpful assistant in a chat app', 'a personal assistant', 'a witty chat partner'],
  heads: [
    ...['novel', 'budget', 'garden', 'podcast', 'workout plan', 'CV', 'birthday speech', 'cat', 'guitar', 'bicycle'],
    ...['aquarium', 'telescope', 'road trip', 'job interview', 'houseplant', 'sleep routine', 'chess opening', 'film'],
  ],
  kinds: ['first', 'cheap', 'new', 'small', 'weekly', 'old', 'shared', 'two-hour', 'beginner', 'Sunday'],
  aspects: [
    ...['cost', 'best time', 'common mistakes', 'history', 'pros and cons', 'first steps', 'care', 'ideal length'],
    ...['best examples', 'equipment', 'difficulty', 'alternatives', 'risks', 'daily effort'],
  ],
  troubles: [
    ...['bores me', 'is a mess', 'does not get better', 'keeps me awake', 'annoys my neighbour', 'costs too much'],
    ...['looks sick', 'feels pointless', 'scares me'],
  ],
  errands: [
    ...['learn to draw', 'sleep better', 'tell my boss no', 'make friends in a new town', 'write a wedding toast'],
    ...['stop biting my nails', 'save money', 'plan a surprise', 'name my dog', 'get over a breakup', 'start running'],
  ],
  circumstances: [
    ...[
      'I am an introvert',
      'I work nights',
      'we just had a baby',
      'I am broke',
      'my ex will be there',
      'I live in a van',
    ],
    ...['I am sixty', 'I have ADHD', 'I do not drink', 'it rains all week'],
  ],
  ideas: [
    ...['black holes', 'stoicism', 'jazz harmony', 'why we dream', 'the blockchain', 'dialects', 'tides', 'minimalism'],
    ...['the placebo effect', 'game theory', 'continental drift', 'haiku', 'attachment styles', 'deep sea fish'],
  ],
  limits: ['claim to be human', 'give medical diagnoses', 'encourage self-harm'],
};

export const LEISURE: readonly Domain[] = [tutor, recipes, games, chat];

/** Families of models: which vendor's a model is, and which names its assistant has. */
const FAMILIES: readonly (readonly string[])[] = [
  ['claude', 'opus', 'sonnet', 'haiku', 'anthropic'],
  ['gpt', 'chatgpt', 'openai', 'o1', 'o3', 'o4', 'codex'],
  ['gemini', 'gemma', 'bard'],
  ['kimi', 'moonshot'],
  ['deepseek'],
  ['qwen', 'tongyi', 'qwq'],
  ['glm', 'chatglm', 'zhipu', 'z.ai', 'zai'],
  ['mimo', 'xiaomi'],
  ['minimax', 'abab', 'hailuo'],
  ['doubao', 'seed'],
  ['ernie', 'wenxin'],
  ['hunyuan', 'yuanbao'],
  ['step', 'stepfun'],
  ['sensenova', 'sensechat', 'sensetime'],
  ['llama', 'meta'],
  ['mistral', 'mixtral', 'codestral', 'le chat'],
  ['grok', 'xai'],
  ['command', 'cohere'],
  ['nova', 'titan'],
];

const OF_NAME = new Map(FAMILIES.flatMap((names, family) => names.map((name) => [name, family] as const)));

/** A number for the family; undefined where the name says none. The first word that names one counts: `us.anthropic.claude-4`. */
export function familyOf(name: string): number | undefined {
  const whole = OF_NAME.get(name.toLowerCase());
  if (whole !== undefined) return whole;
  for (const word of name.toLowerCase().split(/[^a-z0-9]+/)) {
    const family = OF_NAME.get(word) ?? OF_NAME.get(word.replace(/\d+$/, ''));
    if (family !== undefined) return family;
  }
  return undefined;
}

/** Which of two models of one vendor is the weaker one: the sizes that vendors name, small to large. */
const SIZES: readonly (readonly string[])[] = [
  ['nano', 'lite', 'instant', '8b'],
  ['haiku', 'mini', 'flash', 'small', 'air', 'micro'],
  ['sonnet', 'medium', 'turbo', 'plus'],
  ['opus', 'pro', 'large', 'max', 'ultra', 'fable'],
];
const SIZE = new Map(SIZES.flatMap((names, size) => names.map((name) => [name, size] as const)));

const sizeOf = (model: string): number | undefined =>
  model
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => SIZE.get(word))
    .find((size) => size !== undefined);

/** True only where both name a size of one vendor, and the first is the smaller. */
export function isWeaker(reader: string, producer: string): boolean {
  const [small, large] = [sizeOf(reader), sizeOf(producer)];
  return small !== undefined && large !== undefined && small < large && familyOf(reader) === familyOf(producer);
}

/** A matter: one question that an assistant can be asked, before anyone has put it in words. */
export type MatterKind = 'aspect' | 'trouble' | 'errand' | 'case' | 'idea' | 'compare' | 'advice';

export interface Matter {
  /** Unique within its assistant. */
  id: number;
  /** Number of the topic that it belongs to. */
  topic: number;
  kind: MatterKind;
  /** Phrases by the names that frames use. */
  slots: Readonly<Record<string, string>>;
}

/** Puts the phrases into the places `{name}` of a frame. */
export const filled = (frame: string, slots: Readonly<Record<string, string>>): string =>
  frame.replace(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? '');

/** The matter as one would put it in a list of topics. */
export function titleOf({ kind, slots }: Matter): string {
  const titles: Record<MatterKind, string> = {
    aspect: '{thing}: {aspect}',
    trouble: '{thing} {trouble}',
    errand: 'how to {errand}',
    case: '{errand} when {circumstance}',
    idea: '{idea}',
    compare: '{thing} or {other}',
    advice: 'which {thing} if {circumstance}',
  };
  return filled(titles[kind], slots);
}

/** A client that many use: whatever is asked through it carries its prompt, its tools and its name. */
import type { Draft, ToolSpec } from '../exchange.ts';

export interface Shell {
  agent: string;
  system: string | undefined;
  tools: readonly ToolSpec[] | undefined;
}

/** The same work, asked through a client: what the system prompt said is part of what is typed. */
export const through = ({ system, tools }: Shell, draft: Draft): Draft => ({
  ...draft,
  ask: (sitting) =>
    draft.ask(sitting).map(({ system: own, turns, tools: ownTools, ...exchange }) => {
      const [first, ...rest] = turns;
      const told = own === undefined ? first! : { ...first!, text: `${own}\n\n${first!.text}` };
      const all = [...(tools ?? []), ...(ownTools ?? [])];
      return {
        ...exchange,
        ...(system === undefined ? {} : { system }),
        ...(all.length === 0 ? {} : { tools: all }),
        turns: [told, ...rest],
      };
    }),
});

/** What a client sends besides the words of its user, seen in a request of its own. */
export function shellOf(agent: string, draft: Draft, sitting: Parameters<Draft['ask']>[0]): Shell {
  const { system, tools } = draft.ask(sitting)[0]!;
  return { agent, system, tools };
}

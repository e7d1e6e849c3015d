/** Joins the groups that are parts of one campaign: shards first, which have no accounts in common, then tasks, which have. */
import { type Joining, joinedShards } from './joined-shards.ts';
import { joinedTasks } from './joined-tasks.ts';
import type { Judgement } from './judge.ts';

/** @param judgements most suspicious first */
export const joinedParts = (judgements: readonly Judgement[], joining: Joining): Judgement[] =>
  joinedTasks(joinedShards(judgements, joining), joining.judge);

import type { DemoPlan } from './demo-plan.ts';

/** Who is who in a generated log. */
export interface DemoTruth {
  /** By account: whether it belongs to a campaign, its kind, and how many of its requests are the campaign's. */
  accounts: Record<
    string,
    { class: 'distillation' | 'benign'; kind: string; campaign?: string; requests: number; attacks: number }
  >;
  campaigns: readonly { id: string; about: string; accounts: readonly string[] }[];
}

export function demoTruth(plan: DemoPlan): DemoTruth {
  const accounts: DemoTruth['accounts'] = {};
  for (const { id, kind, campaign } of plan.accounts) {
    accounts[id] = {
      class: campaign === undefined ? 'benign' : 'distillation',
      kind,
      ...(campaign !== undefined && { campaign }),
      requests: 0,
      attacks: 0,
    };
  }
  for (const event of plan.events) {
    const account = accounts[event.account.id];
    if (account === undefined) continue;
    account.requests++;
    if (event.attack) account.attacks++;
  }
  return { accounts, campaigns: plan.campaigns };
}

import { count, percent } from '../../../math/number-words.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/** Share of members in one organisation from which the cluster is that organisation's own. */
const OWN = 0.5;
const ONE_ORGANISATION = -6;

/** Who stands behind the accounts: one organisation's key pool, or customers with organisations of their own. */
export const organisations: CampaignDetector = {
  id: 'organisations',
  name: 'Organisations behind the accounts',
  family: 'benign',
  needs: 'an organisation, in the log or in the account directory, for some account',
  measure(candidate, { profiles }) {
    const names = candidate.accounts.map((account) => profiles.get(account)!.organisation);
    const known = names.filter(Boolean);
    const anywhere = [...profiles.values()].some((profile) => profile.organisation);
    if (!anywhere) return null;
    const counts = new Map<string, number>();
    for (const name of known) counts.set(name, (counts.get(name) ?? 0) + 1);
    const [largest, members] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
    const n = names.length;
    const rows = candidate.slices.flatMap((slices) => [...slices[0]!.rows.slice(0, 1)]).slice(0, 20);
    if (members >= 3 && members >= OWN * n) {
      const text = `${count(members)} of ${count(n)} accounts belong to one organisation (${largest}): its own keys sharing its own work.`;
      return { statistic: members / n, n, weight: ONE_ORGANISATION, text, rows };
    }
    const separate = counts.size / n;
    const text = `${count(counts.size)} of ${count(n)} accounts (${percent(separate)}) belong to an organisation of their own.`;
    return { statistic: separate, n, weight: interpolate(CURVE, separate), text, rows };
  },
};

/** No key pool is the commonest ordinary reason excluded; established customers of their own speak against one operator. */
const CURVE = [
  [0.35, 1.5],
  [0.5, 1.1],
  [0.8, -1.8],
  [1, -2.5],
] as const;

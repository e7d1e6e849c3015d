import { counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { fieldUse } from '../field-use.ts';

/** Share of the log's requests that must name an end user before a lack of names means anything. */
const USUAL = 0.02;
/** People an account speaks for, on average, up to which it is the person itself: its name is the account's, told twice. */
const ITSELF = 1.5;

/**
 * Do the accounts serve people? A product forwards the names of its users; a harvest has none. The statistic is the share of
 * requests that name one. Where each account names one person, as where the log has no other account than that person, it says nothing.
 */
export const endUsers: CampaignDetector = {
  id: 'end-users',
  name: 'End users',
  family: 'benign',
  reads: ['endUser'],
  direction: 'against',
  theory: {
    for: { why: 'A harvest serves nobody, so it names nobody where others do.' },
    against: {
      why: 'Nothing: a product forwards the names of its users, but whoever sends a request can write any name into it.',
      most: 0,
    },
  },
  needs: `end-user names in at least ${percent(USUAL)} of the log’s requests, and accounts that name several people each`,
  measure(candidate, { table }) {
    const { present, missing, usual } = fieldUse('endUser', candidate, table);
    if (present.length === 0 && usual < USUAL) return null;
    const people = new Set(present.map((row) => table.rows.endUser[row]!)).size;
    const naming = new Set(present.map((row) => table.rows.account[row]!)).size;
    if (present.length > 0 && people <= ITSELF * naming) return null;
    const n = present.length + missing.length;
    const share = present.length / n;
    const meaning = worded(
      share,
      [
        [0.01, 'The requests are not sent on behalf of end users'],
        [0.2, 'Some requests are sent on behalf of end users'],
      ],
      'The requests are sent on behalf of end users, like a product’s',
    );
    return {
      statistic: share,
      n,
      text: `${meaning}: ${share === 0 ? `none of ${counted(n, 'request')} names an end user` : `${percent(share)} name an end user, ${counted(people, 'person', 'people')} in all. Whoever sends a request can name anybody, so this clears nobody`}.`,
      rows: [...present.subarray(0, 20)],
    };
  },
};

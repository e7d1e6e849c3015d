import { counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { fieldUse } from '../field-use.ts';

/** Share of the log's requests that must name an end user before a lack of names means anything. */
const USUAL = 0.02;

/**
 * Do the accounts serve people? A product forwards the names of its users; a harvest has none. The statistic is the share of
 * requests that name one.
 */
export const endUsers: CampaignDetector = {
  id: 'end-users',
  name: 'End users',
  family: 'benign',
  reads: ['endUser'],
  direction: 'against',
  needs: `end-user names in at least ${percent(USUAL)} of the log’s requests`,
  measure(candidate, { table }) {
    const { present, missing, usual } = fieldUse('endUser', candidate, table);
    if (present.length === 0 && usual < USUAL) return null;
    const people = new Set(present.map((row) => table.rows.endUser[row]!)).size;
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
      text: `${meaning}: ${share === 0 ? `none of ${counted(n, 'request')} names an end user` : `${percent(share)} name an end user, ${counted(people, 'person', 'people')} in all`}.`,
      rows: [...present.subarray(0, 20)],
    };
  },
};

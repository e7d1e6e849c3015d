import { count, counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector } from '../detector.ts';

/**
 * Were the templates ordinary in this company's earlier traffic? Many unrelated accounts have long used the prompts of a
 * product or a teacher, and popular stock prompts. Attackers use such prompts too, so this weighs no more than other evidence.
 * The statistic is the share of requests with such templates.
 */
export const knownBefore: CampaignDetector = {
  id: 'known-before',
  name: 'Known from earlier traffic',
  family: 'benign',
  reads: 'another file',
  direction: 'against',
  theory: {
    for: { why: 'Nothing: new templates come up every day.', most: 0 },
    against: { why: 'What unrelated accounts have long used has ordinary reasons.' },
  },
  needs: 'a baseline of at least ten days of earlier traffic',
  readsPrompts: true,
  measure(candidate, { ordinary }) {
    if (!ordinary) return null;
    const slices = candidate.slices.flat();
    const known = slices.filter(({ template }) => ordinary.has(template));
    const [n, ofKnown] = [slices, known].map((list) => list.reduce((sum, { rows }) => sum + rows.length, 0)) as [
      number,
      number,
    ];
    const share = ofKnown / n;
    const templates = candidate.templates.filter((template) => ordinary.has(template));
    return {
      statistic: share,
      n,
      text: `${templates.length > 0 ? 'Unrelated accounts have used some of these templates for a long time' : 'None of these templates was ordinary in earlier traffic'}: ${count(templates.length)} of ${counted(candidate.templates.length, 'template')}, in ${percent(share)} of the requests.`,
      rows: known.flatMap(({ rows }) => [...rows.slice(0, 1)]).slice(0, 20),
    };
  },
};

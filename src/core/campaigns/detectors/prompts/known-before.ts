import { count, counted, percent } from '../../../../text/numbers.ts';
import { type CampaignDetector } from '../detector.ts';

/**
 * Are the templates ordinary in this company's earlier traffic? A product's, a teacher's or a popular stock prompt has been
 * used by many unrelated accounts for long. Attackers use such prompts too, so that it weighs no more than other reasons.
 */
export const knownBefore: CampaignDetector = {
  id: 'known-before',
  name: 'Known from earlier traffic',
  family: 'benign',
  reads: 'another file',
  direction: 'against',
  needs: 'a baseline of at least ten days of earlier traffic',
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
      text: `${templates.length > 0 ? 'Unrelated accounts have used some of these templates for a long time' : 'None of these templates has been in use for long'}: ${count(templates.length)} of ${counted(candidate.templates.length, 'template')}, in ${percent(share)} of the requests.`,
      rows: known.flatMap(({ rows }) => [...rows.slice(0, 1)]).slice(0, 20),
    };
  },
};

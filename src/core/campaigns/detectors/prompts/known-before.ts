import { count, percent } from '../../../math/number-words.ts';
import { type CampaignDetector, interpolate } from '../detector.ts';

/**
 * Are the templates ordinary in this company's earlier traffic? A product's, a teacher's or a popular stock prompt has been
 * used by many unrelated accounts for long. Attackers use such prompts too, so that it weighs no more than other reasons.
 */
export const knownBefore: CampaignDetector = {
  id: 'known-before',
  name: 'Known from earlier traffic',
  family: 'benign',
  needs: 'a baseline of earlier traffic, at least ten days of it',
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
      weight: interpolate(CURVE, share),
      text: `${count(templates.length)} of ${count(candidate.templates.length)} templates, with ${percent(share)} of the requests, have long been used by many unrelated accounts.`,
      rows: known.flatMap(({ rows }) => [...rows.slice(0, 1)]).slice(0, 20),
    };
  },
};

/** That templates are new says nothing: every new product's are. */
const CURVE = [
  [0.2, 0],
  [0.5, -0.8],
  [0.8, -2],
  [1, -3],
] as const;

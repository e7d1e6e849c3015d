import { count } from '../../../math/number-words.ts';
import { type CampaignDetector, worded } from '../detector.ts';
import { askedFor } from './intent.ts';

/**
 * One prompt is all that the accounts share: then what it asks for decides more than where they share many. A notebook, a starter
 * kit or a device's firmware gives strangers one prompt, the same settings and a schedule; that looks like a farm in everything
 * but what is asked. Log odds that the answers are data to train on, for candidates of one template alone.
 */
export const singleTask: CampaignDetector = {
  id: 'single-task',
  name: 'What the one prompt asks for',
  family: 'intent',
  direction: 'for',
  needs: 'a candidate of one template whose text can be read back from the log',
  measure(candidate, context) {
    if (candidate.templates.length > 1) return null;
    const asked = askedFor(candidate, context);
    if (!asked) return null;
    const meaning = worded(
      asked.mean,
      [[0.5, 'One prompt is all they share, and it does not ask for training data']],
      'One prompt is all they share, and it asks for what a model is trained on',
    );
    return {
      statistic: asked.logOdds,
      n: asked.n,
      text: `${meaning}: ${count(asked.n)} requests for ${asked.kinds.join(', ')}.`,
      rows: asked.rows,
    };
  },
};

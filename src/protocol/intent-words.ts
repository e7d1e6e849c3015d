/** The dashboard, the tree and the report call an intent by the same words. */
export { intentTitle } from '../core/report/intent-title.ts';

/** Names for intents, shared by the dashboard, the tree and the report. */
export { intentTitle } from '../core/report/intent-title.ts';

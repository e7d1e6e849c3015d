/** Names for intents, shared by the dashboard, the tree and the report. */
export { intentTitle } from '../report/shape/intent-title.ts';

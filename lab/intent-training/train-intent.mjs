// Trains the intent model from test/intent-corpus, prints its cross-validated figures and writes
// src/engine/templates/intent/intent-weights.ts. With --dry-run it only prints.
import { require } from 'tsx/cjs/api';

require('./train.ts', import.meta.url);

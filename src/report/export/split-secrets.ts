/**
 * Credentials that no piece of a template holds alone: `password:` is fixed text and what follows a slot, or a word that
 * speaks for an intent is the end of a key.
 */
import { secretMark, secretsIn, withoutSecrets } from '../../reader/records/fields/secrets.ts';
import type { TemplatePart, TemplateReport } from '../shape/report.ts';

/** The template with such credentials replaced. Those that are in one piece are left to `withoutSecrets`. */
export function withoutSplitSecrets(template: TemplateReport): TemplateReport {
  const { parts, intents } = template;
  const readings = readingsOf(parts);
  if (readings.every(({ secrets }) => secrets.length === 0)) return template;
  const texts = readings.map(({ text }) => text);
  const open = oneLine(texts.join('\n'));
  const clean = oneLine(texts.map(withoutSecrets).join('\n'));
  return {
    ...template,
    parts: parts.map((part, at) => shownPart(part, at, readings)),
    intents: intents.map((intent) => ({
      ...intent,
      spans: intent.spans.filter((span) => clean.includes(span) || !open.includes(span)),
    })),
  };
}

/** The template with one example in each slot. */
interface Reading {
  text: string;
  /** Where each part begins in it, and the end of the last. */
  starts: number[];
  secrets: { kind: string; from: number; to: number }[];
}

function readingsOf(parts: readonly TemplatePart[]): Reading[] {
  const count = Math.max(1, ...parts.map((part) => ('text' in part ? 1 : part.examples.length)));
  return Array.from({ length: count }, (_, number) => {
    const starts = [0];
    let text = '';
    for (const part of parts) {
      text += 'text' in part ? part.text : (part.examples[number] ?? '');
      starts.push(text.length);
    }
    return { text, starts, secrets: secretsIn(text) };
  });
}

function shownPart(part: TemplatePart, at: number, readings: readonly Reading[]): TemplatePart {
  if ('text' in part) return { text: shownText(part.text, at, readings) };
  const examples = part.examples.map((example, number) => shownText(example, at, readings.slice(number, number + 1)));
  return { ...part, examples };
}

/** The piece without what only the text around it shows to be a secret, or a part of one. */
function shownText(piece: string, at: number, readings: readonly Reading[]): string {
  const alone = withoutSecrets(piece);
  const hidden = readings
    .flatMap(({ text, starts, secrets }) => {
      const [begin, end] = [starts[at]!, starts[at + 1]!];
      return secrets
        .filter(({ from, to }) => from < end && to > begin)
        .filter(({ from, to }) => from < begin || to > end || alone.includes(text.slice(from, to)))
        .map(({ kind, from, to }) => ({
          from: Math.max(0, from - begin),
          to: Math.min(end, to) - begin,
          mark: secretMark(kind, text.slice(from, to)),
        }));
    })
    .sort((a, b) => a.from - b.from);
  let shown = '';
  let done = 0;
  for (const { from, to, mark } of hidden) {
    if (to <= done) continue;
    shown += piece.slice(done, Math.max(done, from)) + (from < done ? '' : mark);
    done = to;
  }
  return shown + piece.slice(done);
}

/** Spans of intents have single spaces only. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

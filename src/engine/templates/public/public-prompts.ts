/**
 * Names of public prompts: judges and questions of benchmarks, a library's, and those of evaluation tools, coding agents and frameworks. A template that is one is named, which is a
 * fact beside the case and weighs nothing; only a pool of wordings is parted from accounts that send nothing else (`outsiders.ts`). No text is kept of them, only hashes of their clauses.
 */
import { addTo } from '../../../math/lists/many.ts';
import { hash } from 'node:crypto';
import { Memo } from '../../../math/memo.ts';
import type { TemplatePart } from '../intent/template-part.ts';
import shipped from './public-prompts.json';

/** A prompt, and what its clauses say: the letters of each by its hash. */
export interface PublicPrompt {
  name: string;
  clauses: ReadonlyMap<string, number>;
}

/** Prompts of one name as a list holds them: the clauses of each as base64, the bytes of a hash and then the letters of each clause. */
export interface ListedPrompts {
  name: string;
  prompts: string[];
}

/** Letters from which a clause says something, and more than are counted. */
const [LETTERS, MOST_LETTERS] = [16, 255];
/** Clauses that are kept of a prompt: the longest say most. */
const MOST_CLAUSES = 24;
/** What a template and a prompt must have in common: a share of the prompt's letters, and at least so many letters and clauses. */
const SAME = { share: 0.6, letters: 80, clauses: 2 };
/** Letters from which a template that says a prompt and nothing else is it, those of two clauses: what exams put around questions is short. */
const WHOLE = 2 * LETTERS;
/** Bytes of a hash. */
const HASH = 6;

const CLAUSE = /[^\n\r.!?:;,"`()[\]{}<>|=#*。！？：；，、]+/g;

/** The clauses of fixed text that say something, however they are spaced, capitalised and numbered. */
function clausesOf(texts: readonly string[]): Map<string, number> {
  const clauses = new Map<string, number>();
  for (const text of texts) {
    for (const [clause] of text.matchAll(CLAUSE)) {
      const plain = clause.normalize('NFKC').toLowerCase().replace(/\d+/g, '0').replace(/\s+/g, ' ').trim();
      // Most clauses are short, and counting letters takes longest.
      if (plain.length < LETTERS) continue;
      const letters = Math.min(MOST_LETTERS, plain.match(/\p{L}/gu)?.length ?? 0);
      if (letters >= LETTERS) clauses.set(hash('sha256', plain).slice(0, 2 * HASH), letters);
    }
  }
  return clauses;
}

/** A prompt of the list; where `{…}` stands in its text, anything may. */
export function publicPrompt(name: string, text: string): PublicPrompt {
  const clauses = [...clausesOf(text.split(/\{[^{}\n]{0,80}\}/))].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { name, clauses: new Map(clauses.slice(0, MOST_CLAUSES)) };
}

/** Whether a template could be told to be it. */
export const saysEnough = ({ clauses }: PublicPrompt): boolean => lettersOf(clauses) >= WHOLE;

const lettersOf = (clauses: ReadonlyMap<string, number>): number =>
  [...clauses.values()].reduce((sum, letters) => sum + letters, 0);

/** A prompt as a list holds it. */
export const listed = ({ clauses }: PublicPrompt): string =>
  Buffer.concat([...clauses].map(([hash, letters]) => Buffer.from([...Buffer.from(hash, 'hex'), letters]))).toString(
    'base64',
  );

const unlisted = ({ name, prompts }: ListedPrompts): PublicPrompt[] =>
  prompts.map((prompt) => {
    const bytes = Buffer.from(prompt, 'base64');
    const hex = bytes.toString('hex');
    const starts = Array.from({ length: bytes.length / (HASH + 1) }, (_, at) => at * (HASH + 1));
    return { name, clauses: new Map(starts.map((at) => [hex.slice(2 * at, 2 * (at + HASH)), bytes[at + HASH]!])) };
  });

/** Prompts to find among templates. */
export class PublicPrompts {
  private readonly having = new Map<string, number[]>();

  constructor(private readonly prompts: readonly PublicPrompt[]) {
    for (const [number, { clauses }] of prompts.entries()) {
      for (const clause of clauses.keys()) addTo(this.having, clause, number);
    }
  }

  /** The name of the prompt that a template most likely is; undefined where it is none of them. */
  nameOf(parts: readonly TemplatePart[]): string | undefined {
    const own = clausesOf(parts.flatMap((part) => ('text' in part ? [part.text] : [])));
    const said = lettersOf(own);
    const common = new Map<number, { letters: number; clauses: number }>();
    for (const clause of own.keys()) {
      for (const number of this.having.get(clause) ?? []) {
        const before = common.get(number) ?? { letters: 0, clauses: 0 };
        const letters = this.prompts[number]!.clauses.get(clause)!;
        common.set(number, { letters: before.letters + letters, clauses: before.clauses + 1 });
      }
    }
    let best: { number: number; share: number } | undefined;
    for (const [number, { letters, clauses }] of common) {
      const of = lettersOf(this.prompts[number]!.clauses);
      const share = letters / of;
      const isPart = share >= SAME.share && letters >= SAME.letters && clauses >= SAME.clauses;
      if (!isPart && (letters < WHOLE || letters < Math.max(of, said))) continue;
      if (best === undefined || share > best.share || (share === best.share && number < best.number))
        best = { number, share };
    }
    return best && this.prompts[best.number]!.name;
  }
}

/** The name of the public prompt that the parts of a template are. */
export type NameOfPrompt = (parts: readonly TemplatePart[]) => string | undefined;

/** By a team's own list, and by the one that comes with the program where that says nothing. */
export function namesOfPrompts(own: readonly { name: string; prompt: string }[] = []): NameOfPrompt {
  if (own.length === 0) return shippedName;
  const theirs = new PublicPrompts(own.map(({ name, prompt }) => publicPrompt(name, prompt)));
  return (parts) => theirs.nameOf(parts) ?? shippedName(parts);
}

let known: PublicPrompts | undefined;
const names = new Memo<readonly TemplatePart[], { name: string | undefined }>();

/** Those that come with the program. */
const shippedPrompts = (): PublicPrompts => (known ??= new PublicPrompts(shipped.lists.flatMap(unlisted)));

/** The name of a template among them. Groups have many templates in common: each is looked up once. */
export function shippedName(parts: readonly TemplatePart[]): string | undefined {
  const before = names.get(parts);
  if (before !== undefined) return before.name;
  const name = shippedPrompts().nameOf(parts);
  names.set(parts, { name });
  return name;
}

/**
 * Removes credentials from text. Exports leave the hands of whoever runs the scan, prompts contain keys that people
 * pasted, and every report names senders. A secret is replaced by its kind and a short hash, so that the same secret
 * can be recognised again.
 */
import { createHash } from 'node:crypto';

/**
 * Shapes of credentials as their issuers document them. Every repetition is bounded and no two in a row can match the
 * same characters, so that no text can make the search slow.
 */
const SHAPES: readonly { kind: string; shape: RegExp }[] = [
  {
    kind: 'private key',
    shape: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8192}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  },
  { kind: 'JSON web token', shape: /\beyJ[\w-]{8,2048}\.eyJ[\w-]{8,4096}\.[\w-]{0,2048}/g },
  { kind: 'API key', shape: /\b(?:sk|pk|rk|xai|gsk|whsec)[-_][\w-]{16,256}/g },
  { kind: 'access key', shape: /\b(?:AKIA|ASIA|AROA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { kind: 'API key', shape: /\bAIza[\w-]{35}/g },
  { kind: 'access token', shape: /\b(?:ya29\.|1\/\/0)[\w-]{20,512}/g },
  { kind: 'access token', shape: /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{22,255})/g },
  {
    kind: 'access token',
    shape: /\b(?:glpat-[\w-]{20,64}|hf_[A-Za-z0-9]{30,64}|npm_[A-Za-z0-9]{36}|r8_[A-Za-z0-9]{30,64})/g,
  },
  { kind: 'access token', shape: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
  { kind: 'bearer token', shape: /\b(?:[Bb]earer|[Bb]asic) [\w.~+/=-]{16,4096}/g },
  { kind: 'password', shape: /(?<=:\/\/[^\s:/@]{1,64}:)[^\s/@]{1,128}(?=@)/g },
  {
    kind: 'password',
    shape:
      /(?<=\b(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token)["']?\s{0,2}[:=]\s{0,2}["']?)[^\s"',;&]{6,256}/gi,
  },
  // What is left of a credential where text was cut for its length.
  {
    kind: 'start of a key',
    shape:
      /\b(?:(?:sk|pk|rk|xai|gsk|whsec)[-_]|AIza|gh[pousr]_|github_pat_|glpat-|hf_|npm_|r8_|xox[abeoprs]-|eyJ)[\w.-]{4,256}(?=…)/g,
  },
];

/** A secret must not be known by its hash in other tools' lists. */
const SALT = 'prompt-traffic-audit secret\0';
/** Marks that were put in before are left alone, so that cleaning twice changes nothing. */
const MARK = '⟨';

/** The text with every credential replaced by its kind and eight digits of its hash: `⟨API key 3f9a01c2⟩`. */
export function withoutSecrets(text: string): string {
  let clean = text;
  for (const { kind, shape } of SHAPES) {
    clean = clean.replace(shape, (secret) => (secret.startsWith(MARK) ? secret : secretMark(kind, secret)));
  }
  return clean;
}

/** Where credentials are in a text; one may be found twice, by two shapes. */
export function secretsIn(text: string): { kind: string; from: number; to: number }[] {
  return SHAPES.flatMap(({ kind, shape }) =>
    [...text.matchAll(shape)].map(({ 0: secret, index }) => ({ kind, from: index, to: index + secret.length })),
  );
}

/** What stands in for a secret. */
export function secretMark(kind: string, secret: string): string {
  const digest = createHash('sha256').update(SALT).update(secret).digest('hex').slice(0, 8);
  return `${MARK}${kind} ${digest}⟩`;
}

/** The same value with all text in it, at any depth, cleaned. Names of fields stay. */
export function cleanText<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, clean(item)]));
}

// Single values of the environment: each is read, or is a problem.
import { createPrivateKey } from 'node:crypto';
import type { ConfigProblem } from './problem.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** Collects problems while values are read, so that all are reported at once. */
export type Reader = {
  readonly env: Env;
  readonly production: boolean;
  readonly report: (problem: ConfigProblem) => void;
};

/** The trimmed text of a variable; null when it is absent or empty. */
export function textOf(env: Env, variable: string): string | null {
  const text = env[variable]?.trim() ?? '';
  return text === '' ? null : text;
}

/** A whole number within bounds; `otherwise` when absent or wrong (a wrong one is reported). */
export function numberOf(
  reader: Reader,
  variable: string,
  bounds: readonly [number, number],
  otherwise: number,
): number {
  const text = textOf(reader.env, variable);
  if (text === null) return otherwise;
  const [least, most] = bounds;
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return value;
  reader.report({
    variable,
    happened: `"${text.slice(0, 40)}" is not such a number.`,
    expected: `a whole number from ${least} to ${most}.`,
    next: `correct it or remove it.`,
  });
  return otherwise;
}

/** One of several words. */
export function wordOf<T extends string>(reader: Reader, variable: string, words: readonly T[], otherwise: T): T {
  const text = textOf(reader.env, variable);
  if (text === null) return otherwise;
  const found = words.find((word) => word === text.toLowerCase());
  if (found !== undefined) return found;
  reader.report({
    variable,
    happened: `"${text.slice(0, 40)}" is none of its values.`,
    expected: `one of ${words.join(', ')}.`,
    next: 'correct it or remove it.',
  });
  return otherwise;
}

/** GitHub recommends a random secret; 32 bytes is what a guess cannot reach (AC-39). */
export const SECRET_BYTES = 32;

/** A secret; in production a short one, or Probot's published default, is refused. Null when absent. */
export function secretOf(reader: Reader, variable: string): string | null {
  const text = textOf(reader.env, variable);
  if (text === null || !reader.production) return text;
  if (Buffer.byteLength(text) >= SECRET_BYTES) return text;
  reader.report({
    variable,
    happened:
      text === 'development' ? 'it is the default that everybody knows.' : `it has fewer than ${SECRET_BYTES} bytes.`,
    expected: `at least ${SECRET_BYTES} random bytes.`,
    next: `make one with "openssl rand -hex ${SECRET_BYTES}" and set it here and where it is used.`,
  });
  return text;
}

/** A PEM private key, also with `\n` written out or in base64, as hosting services keep it; null when it is none. */
export function pemFrom(text: string): string | null {
  const plain = text.replaceAll('\\n', '\n').trim().replace(/^"|"$/g, '');
  const pem = plain.includes('-----BEGIN') ? plain : Buffer.from(plain, 'base64').toString('utf8').trim();
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa' ? `${pem}\n` : null;
  } catch {
    return null;
  }
}

/** Positive account ids, separated by commas or blanks. */
export function idsOf(reader: Reader, variable: string): readonly number[] {
  const words = (textOf(reader.env, variable) ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const wrong = words.filter((word) => !/^[1-9]\d{0,14}$/.test(word));
  if (wrong.length > 0) {
    reader.report({
      variable,
      happened: `"${(wrong[0] ?? '').slice(0, 40)}" is not an account id.`,
      expected:
        'numeric ids of bot accounts, separated by commas (GET /users/<login> shows them; github-actions[bot] is 41898282).',
      next: 'correct it or remove it.',
    });
  }
  return words.filter((word) => !wrong.includes(word)).map(Number);
}

// Takes secrets out of whatever is about to be logged (AC-35): the ones that are known, and everything that has the shape of a GitHub token or key.

const shapes: readonly RegExp[] = [
  /\b(?:gh[opsur]_[A-Za-z0-9_.-]{10,}|github_pat_[A-Za-z0-9_]{10,}|v1\.[0-9a-f]{40})/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?<=(?:token|bearer) )[A-Za-z0-9._-]{16,}/gi,
  /(?<=\b[a-z]{2,12}:\/\/[^\s/:@]{0,64}:)[^\s/@]+(?=@)/gi,
];

const HIDDEN = '[hidden]';

export type Redact = (text: string) => string;

/** `secrets` are hidden as they are and line by line, as a PEM is when it is quoted. Shorter than 6 characters would hide ordinary words. */
export function createRedact(secrets: readonly string[]): Redact {
  const known = [
    ...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), ...secret.split('\n')])),
  ]
    .filter((secret) => secret.length >= 6 && !secret.startsWith('-----'))
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let safe = text;
    for (const shape of shapes) safe = safe.replace(shape, HIDDEN);
    for (const secret of known) safe = safe.replaceAll(secret, HIDDEN);
    return safe;
  };
}

/** A value with every text in it redacted; errors become their kind, message and stack, and nothing else they carry. */
export function redactValue(value: unknown, redact: Redact, depth = 0): unknown {
  if (typeof value === 'string') return redact(value);
  if (value instanceof Error) {
    return { kind: value.name, message: redact(value.message), stack: redact(value.stack ?? '') };
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth >= 4) return '[more]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redactValue(item, redact, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactValue(item, redact, depth + 1)]));
}

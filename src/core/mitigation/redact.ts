// Text of other programs without what looks like a credential: better one word too many is hidden.

const HIDDEN = '[hidden]';

/** Each with what of it stays. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
  // Credentials in addresses, of which the host stays.
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:]*:[^\s@]+@/gi, `$1${HIDDEN}@`],
  [
    /\b(?:gh[pousr]_|github_pat_|glpat-|sk_live_|rk_live_|xox[abeoprs]-|npm_|AKIA|ASIA|AIza|sk-|dop_v1_|SG\.)[\w.-]{10,}/g,
    HIDDEN,
  ],
  [/\b(hooks\.slack\.com\/services\/)[\w/]+/g, `$1${HIDDEN}`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, HIDDEN],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  // `password=…`, `"apiKey": "…"`, `SECRET_KEY: …`.
  [
    /((?:[\w-]{0,40}(?:password|passwd|(?<![a-z])pass(?![a-z])|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential|cookie|authorization)[\w-]{0,40})["']?\s*[=:]\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?!(?:bearer|basic)\s)[^\s,;&]+)/gi,
    `$1${HIDDEN}`,
  ],
];

export function redacted(text: string): string {
  return PATTERNS.reduce((left, [pattern, stays]) => left.replace(pattern, stays), text);
}

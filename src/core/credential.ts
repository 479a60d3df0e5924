// Whether a text seems to contain a credential, and of which kind: by the shapes of those that are issued with one, and of passwords by where they stand and how little they are like words. Never returns the value.

/** `rotate`: where it is made new, in our words. */
export type Credential = { readonly what: string; readonly rotate: string };

type Shape = Credential & { readonly shape: RegExp };

const shapes: readonly Shape[] = [
  {
    shape: /\b(?:gh[opsur]_[A-Za-z0-9_]{30,}|github_pat_[A-Za-z0-9_]{30,})/,
    what: 'a token of GitHub',
    rotate: 'revoke it under Settings, Developer settings (of an app: under its own settings), and make a new one',
  },
  {
    shape: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
    what: 'an access key of AWS',
    rotate: 'make a second key for that user in IAM, use it, then deactivate and delete this one',
  },
  {
    shape: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/,
    what: 'a private key',
    rotate: 'make a new pair, and take the old public key away wherever it is trusted',
  },
  {
    shape: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bhooks\.slack\.com\/services\/[A-Za-z0-9]{6,}\/[A-Za-z0-9]{6,}/,
    what: 'a token or webhook of Slack',
    rotate: 'revoke it in the settings of the Slack app, and install the app again',
  },
  {
    shape: /\beyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8}/,
    what: 'a signed token (JWT)',
    rotate: 'end the session that it belongs to; where that cannot be done, renew the key that it is signed with',
  },
];

const password: Credential = {
  what: 'a password or key',
  rotate: 'set a new one where it is used, then make this one worthless',
};

/** `scheme://user:password@host`. */
const IN_ADDRESS = /\b[a-z][a-z0-9+]{1,15}:\/\/[^\s:@/]{1,64}:(?<value>[^\s@/]{6,100})@/gi;
const NAMED =
  /(?:passw(?:or)?d|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)["'`]?[ \t]{0,3}[:=][ \t]{0,3}["'`]?(?<value>[^\s"'`]{8,200})/gi;

/** The first credential that the text seems to contain; null when there is none. */
export function credentialIn(text: string): Credential | null {
  const found = shapes.find(({ shape }) => shape.test(text));
  if (found !== undefined) return { what: found.what, rotate: found.rotate };
  const values = [IN_ADDRESS, NAMED].flatMap((shape) => [...text.matchAll(shape)]);
  return values.some(({ groups }) => isUnlikeWords((groups?.['value'] ?? '').replace(/[.,:;!?)]{1,5}$/, '')))
    ? password
    : null;
}

/** Bits for each character, from which a value is no word, no name and no version. */
const LEAST_BITS = 2.8;

function isUnlikeWords(value: string): boolean {
  if (/^[<[{$%*(]|\$\{|\{\{|…|\.\.\.|\*\*\*|^https?:/.test(value)) return false; // It stands for one.
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(value)).length;
  return kinds >= 2 && /\d|[^\w-]/.test(value) && bitsOf(value) >= LEAST_BITS;
}

/** Entropy of its characters (Shannon). */
function bitsOf(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce(
    (bits, count) => bits - (count / value.length) * Math.log2(count / value.length),
    0,
  );
}

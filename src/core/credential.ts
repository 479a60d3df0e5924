// Whether a text seems to contain a credential, and of which kind: by the shapes of those that are issued with one, and of passwords by where they stand and how little they are like words. Never returns the value, but the text without it.

/** `rotate`: where it is made new, in our words. */
export type Credential = { readonly what: string; readonly rotate: string };

type Shape = Credential & { readonly shape: RegExp };

/** The first line, the lines of its text where they follow (also written as `\\n`), and the last line. */
const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?:\s|\\[nr]){1,8}(?:[A-Za-z0-9+/=]{16,}|(?:Proc-Type|DEK-Info|Version|Comment): [^\n\\]{1,100}))*(?:(?:\s|\\[nr]){1,8}[A-Za-z0-9+/=]{1,15}(?=(?:\s|\\[nr]){1,8}-----END))?(?:(?:\s|\\[nr]){0,8}-----END [A-Z0-9 ]{1,60}-----)?/g;

const shapes: readonly Shape[] = [
  {
    shape: /\b(?:gh[opsur]_[A-Za-z0-9_]{30,}|github_pat_[A-Za-z0-9_]{30,})/g,
    what: 'a token of GitHub',
    rotate: 'revoke it under Settings, Developer settings (of an app: under its own settings), and make a new one',
  },
  {
    shape: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
    what: 'an access key of AWS',
    rotate: 'make a second key for that user in IAM, use it, then deactivate and delete this one',
  },
  {
    shape: PRIVATE_KEY,
    what: 'a private key',
    rotate: 'make a new pair, and take the old public key away wherever it is trusted',
  },
  {
    shape:
      /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bhooks\.slack\.com\/services\/[A-Za-z0-9]{6,}\/[A-Za-z0-9]{6,}(?:\/[A-Za-z0-9]+)?/g,
    what: 'a token or webhook of Slack',
    rotate: 'revoke it in the settings of the Slack app, and install the app again',
  },
  {
    shape: /(?<![\w-])eyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,}/g,
    what: 'a signed token (JWT)',
    rotate: 'end the session that it belongs to; where that cannot be done, renew the key that it is signed with',
  },
];

const password: Credential = {
  what: 'a password or key',
  rotate: 'set a new one where it is used, then make this one worthless',
};

/** `scheme://user:password@host`. */
const IN_ADDRESS = /\b[a-z][a-z0-9+]{1,15}:\/\/[^\s:@/]{1,64}:(?<value>[^\s@/]{6,100})@/dgi;
const NAMED =
  /(?:passw(?:or)?d|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)["'`]?[ \t]{0,3}[:=][ \t]{0,3}["'`]?(?<value>[^\s"'`]{8,200})/dgi;

/** The first credential that the text seems to contain and `known`, such as the text before an edit, does not; null when there is none. */
export function credentialIn(text: string, known = ''): Credential | null {
  const found = placesIn(text, known)[0];
  return found === undefined ? null : { what: found.what, rotate: found.rotate };
}

/** What stands where a credential was. */
export const HIDDEN = '[hidden]';

/** The text without what seems to be a credential; what stands in `known`, such as the words of a form, is none. */
export function withoutCredentials(text: string, known = ''): string {
  const places = placesIn(text, known);
  if (places.length === 0) return text;
  let left = '';
  let at = 0;
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    left += text.slice(at, Math.max(at, start)) + (start < at ? '' : HIDDEN);
    at = end;
  }
  return left + text.slice(at);
}

/** Each place of a text that seems to hold a credential, by offsets, in order. */
export function credentialPlaces(text: string): readonly Place[] {
  return placesIn(text, '').toSorted((a, b) => a.start - b.start);
}

/** A credential by where it stands; `end` is excluded. */
export type Place = Credential & { readonly start: number; readonly end: number };

/** Those with a shape of their own before passwords. */
function placesIn(text: string, known: string): readonly Place[] {
  const found = [
    ...shapes.flatMap(({ shape, what, rotate }) =>
      [...text.matchAll(shape)].map(({ index, 0: { length } }) => ({
        what,
        rotate,
        start: index,
        end: index + length,
      })),
    ),
    ...[IN_ADDRESS, NAMED].flatMap((shape) => [...text.matchAll(shape)].flatMap(passwordIn)),
  ];
  return known === '' ? found : found.filter(({ start, end }) => !known.includes(text.slice(start, end)));
}

function passwordIn({ indices, groups }: RegExpMatchArray): readonly Place[] {
  const [start] = indices?.groups?.['value'] ?? [];
  const value = (groups?.['value'] ?? '').replace(/[.,:;!?)]{1,5}$/, '');
  return start !== undefined && isUnlikeWords(value) ? [{ ...password, start, end: start + value.length }] : [];
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

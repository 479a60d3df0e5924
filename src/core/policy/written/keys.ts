// The building blocks of the written policy: strict sections in snake_case that are read into camelCase, and the words every key is made of.
import * as z from 'zod';
import { parseSpan } from '../../span.ts';
import { durationFault, isUnderAMinute, parseDuration } from '../../time.ts';
import { handlePattern, isPathDown, loginPattern, teamPattern } from './github-names.ts';

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
type CamelKeys<T> = { [K in keyof T as K extends string ? Camel<K> : K]: T[K] };

function camelKeys<T extends object>(section: T): CamelKeys<T> {
  const renamed = Object.entries(section).map(([key, value]) => [
    key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(renamed) as CamelKeys<T>;
}

/** A section with exactly these keys; unknown ones are errors. Read in camelCase, this section's own keys only. */
export function section<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape).transform((read) => camelKeys(read));
}

const removed = z.boolean().default(false).describe('`true` takes away one that the preset or a base has.');

/** One of a list whose things are merged by `id`, and can be taken away by it. */
export function thing<S extends z.core.$ZodLooseShape>(shape: S) {
  return section({ ...shape, removed });
}

/** A list of them, without those that are taken away. */
export function things<T extends { removed: boolean }>(item: z.ZodType<T>, most: number) {
  return z
    .array(item)
    .max(most)
    .transform((all) => all.filter((one) => !one.removed).map(present));
}

function present<T extends { removed: boolean }>({ removed: _removed, ...one }: T): Omit<T, 'removed'> {
  return one;
}

/** What a section is made of that the policy can say and nothing acts on yet; `capability` says what it belongs to. */
export function planned<T extends z.ZodType>(capability: Capability, schema: T): T {
  return schema.meta({ ...schema.meta(), 'x-planned': capability });
}

/** The capabilities that are planned. */
export const capabilities = [
  'intake and commands',
  'clock and channels',
  'mitigation',
  'hotfix lane',
  'learning',
] as const;
export type Capability = (typeof capabilities)[number];

const durationText = z.string().refine((text) => parseDuration(text) !== null, {
  error: ({ input }) => noLength(input, 'expected a duration such as 15m, 2h or PT15M'),
});
const spanText = z.string().refine((text) => parseSpan(text) !== null, {
  error: ({ input }) =>
    noLength(
      input,
      'expected a duration such as 15m or 2h, or immediate, next business day, 2 business days, next sprint',
    ),
});

/** What must be written for a length of time; `otherwise` where nothing of it can be told. */
function noLength(input: unknown, otherwise: string): string {
  const text = String(input).trim();
  if (/^\d{1,9}$/.test(text)) return `expected a length of time with its unit, such as ${text}m`;
  const fault = durationFault(text);
  if (fault === 'too-long-a-text') return 'expected a length of time of at most 60 characters';
  return fault === 'too-long-a-time' ? 'expected at most ten years' : otherwise;
}

/** Whether a schema without its wrappers (`coresOf`) is that of a length of time. */
export function isLengthOfTime(core: z.core.$ZodType): boolean {
  return core === durationText || core === spanText;
}

/** A length of time on the clock, up to ten years. */
export const duration = durationText.transform((text) => parseDuration(text) ?? 'PT0S');

/** A pause between two things that repeat; without one they would never end. */
export const pause = duration.refine((text) => !isUnderAMinute(text), 'expected at least a minute');

/** A duration, or a time by the team's calendar. */
export const span = spanText.transform((text) => parseSpan(text) ?? 'PT0M');

/** One line of text; the card must have room for it. */
export const line = z.string().min(1).max(500);

/** The name of something in the policy, for other keys to refer to. */
export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'expected a short name in lower case such as team-lead');

export const handle = z.string().regex(handlePattern, 'expected @login or @organisation/team, as GitHub has them');

export const login = z.string().regex(loginPattern, 'expected the login of an account, such as octocat');

/** A team, not mentioned. */
export const team = z.string().regex(teamPattern, {
  error: ({ input }) =>
    typeof input === 'string' && teamPattern.test(input.replace(/^@/, ''))
      ? `expected the team without @: ${input.slice(1)}`
      : 'expected organisation/team, as in the address of the team',
});

/** Names of roles; who they are is written under `people`. */
export const roleNames = z.array(z.string().min(1).max(60)).max(20);

/** What an address is made of, without what ends a link in Markdown or begins another thing. */
const ADDRESS = /^https:\/\/[\w.-]+(?::\d{1,5})?(?:[/?#][\w.~:/?#@$&'*+,;=%-]*)?$/;

/** A link on the web or a file in the repository: it is printed as it is. */
export const place = z
  .string()
  .max(500)
  .refine((text) => isAddress(text) || (/^[\w.@/-]+$/.test(text) && isPathDown(text)), {
    error: ({ input }) =>
      /^\w+:\/\//.test(String(input))
        ? 'expected an https address without spaces, brackets or an account, such as https://wiki.example.com/runbook; what else is in it is written with %'
        : 'expected an https address, or the path of a file from the root of the repository, such as docs/runbook.md',
  });

/** A file or folder of the repository, from its root. */
export const repositoryPath = z
  .string()
  .max(200)
  .refine((text) => /^[\w.@/-]+$/.test(text) && isPathDown(text), {
    error: 'expected a file or folder of the repository, such as config/flags.yml',
  });

/** The address of something that is asked; in the clear only where it is this very machine. */
export const address = z
  .string()
  .max(500)
  .refine(
    (text) => isAddress(text) || isAddress(text.replace(/^http(?=:\/\/(?:localhost|127\.0\.0\.1)[:/])/, 'https')),
    'expected an https address without spaces or brackets, such as https://shop.example.com/health',
  );

function isAddress(text: string): boolean {
  return ADDRESS.test(text) && URL.canParse(text);
}

/** A word that is printed where the canonical one would be: one line that mentions nobody, links nothing and formats nothing. */
export const plainWord = z
  .string()
  .min(1)
  .max(40)
  .refine(
    (text) => !/[\p{C}\p{Zl}\p{Zp}@#<>[\]|\\`*_~&!]|:\/\/|www\./iu.test(text) && text.trim() === text,
    'expected a word or two in one line, without @, # or Markdown',
  );

/** A share between 0 and 1: `0.1` is ten per cent. */
export const ratio = z.number().min(0).max(1);

/** Any text that people see, kept short. */
export const lines = z.array(line).max(40);

/** The name of a workflow file, without a folder. */
export const workflowFile = z
  .string()
  .max(100)
  .regex(/^[\w.-]+\.ya?ml$/, 'The name of a workflow file, such as `rollback-production.yml`.');

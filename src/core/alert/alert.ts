// What a machine says is broken: a CI job, a monitor, a `repository_dispatch`. A value, whatever it was read from.
import { oneVisibleLine } from '../markdown/inert.ts';
import { instantIn, type Timestamp } from '../time.ts';

export type Alert = {
  /** One line, at most 200 characters. */
  readonly title: string;
  /** What is known, as plain text; empty: nothing more. */
  readonly description: string;
  /** The level of the policy, as it calls it; null: people decide. */
  readonly level: string | null;
  /** Who says so, such as `prometheus`; null: nobody in particular. */
  readonly source: string | null;
  /** When it began, where the alert says. */
  readonly startedAt: Timestamp | null;
  /** Names what is the same trouble: 16 hexadecimal digits. */
  readonly fingerprint: string;
};

/** The values of an alert as they were given; empty ones are as good as none. */
export type Given = Readonly<Record<(typeof given)[number], string>>;
export const given = ['title', 'description', 'severity', 'source', 'started', 'fingerprint'] as const;

const LONGEST_TITLE = 200;
const LONGEST_LEVEL = 40;
const LONGEST_TEXT = 10_000;

/** What is wrong with what was given, in words: what was found and what was expected. */
export type Unreadable = { readonly problem: string };

/**
 * The alert of these values. `levels`: which word of the sender means which level. `digest` makes 16 hexadecimal digits of a text; what is told apart by
 * them is the fingerprint as given, else title and source.
 */
export function readAlert(
  values: Given,
  levels: ReadonlyMap<string, string>,
  digest: (text: string) => string,
): Alert | Unreadable {
  const title = oneVisibleLine(values.title).trim().slice(0, LONGEST_TITLE);
  if (title === '') return { problem: 'title is empty. What is broken is expected, in a few words' };
  const startedAt = values.started === '' ? null : instantIn(values.started);
  if (values.started !== '' && startedAt === null)
    return { problem: `started is ${shown(values.started)}. An instant is expected, such as 2026-03-01T04:05:00Z` };
  const source = oneVisibleLine(values.source).trim().slice(0, LONGEST_TITLE) || null;
  const named = values.fingerprint.trim() || JSON.stringify([title, source]);
  const level = levelOf(oneVisibleLine(values.severity).trim(), levels);
  if (level !== null && !/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(level))
    return { problem: `severity is ${shown(level)}. The name of a level of the policy is expected, such as P1` };
  return {
    title,
    description: values.description.slice(0, LONGEST_TEXT).trim(),
    level,
    source,
    startedAt,
    fingerprint: digest(named),
  };
}

function levelOf(severity: string, levels: ReadonlyMap<string, string>): string | null {
  if (severity === '') return null;
  return (levels.get(severity.toLowerCase()) ?? severity).slice(0, LONGEST_LEVEL);
}

/** Lines such as `critical=P0`, case aside; blank lines and those that begin with `#` are none. */
export function readLevels(text: string): ReadonlyMap<string, string> | Unreadable {
  const levels = new Map<string, string>();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const [, word = '', level = ''] = /^([^=]+)=(.+)$/.exec(line) ?? [];
    if (word.trim() === '' || level.trim() === '')
      return { problem: `severity-map has the line ${shown(line)}. Lines such as critical=P0 are expected` };
    levels.set(word.trim().toLowerCase(), level.trim());
  }
  return levels;
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

// How often people were mentioned lately: a limit keeps a loop, or somebody who plays with severities, from ringing a phone all night.
import { compare, later, minus, plus, type Timestamp } from '../time.ts';
import type { Incident } from './record.ts';

/** The mentions of an incident with these; those of more than an hour ago are forgotten. */
export function withMentions(incident: Incident, handles: readonly string[], at: Timestamp): Incident {
  if (handles.length === 0) return incident;
  const fresh = handles.map((handle) => ({ handle: handle.toLowerCase(), at }));
  return { ...incident, mentions: [...lately(incident, at), ...fresh].slice(-MOST) };
}

/** The same with whom the comments of a decision mention, each as often as that: what `before` did not know of this instant is counted already. */
export function withMentionsOf(
  incident: Incident,
  before: Incident | null,
  comments: readonly (readonly string[])[],
  at: Timestamp,
): Incident {
  const counted = (of: Incident | null) => (of === null ? [] : [...mentionedAt(of, at)]);
  const known = counted(before);
  const open = counted(incident).filter((handle) => !taken(known, handle));
  const fresh = comments.flat().filter((handle) => !taken(open, handle.toLowerCase()));
  return withMentions(incident, fresh, at);
}

/** Whether the handle was in the list, which then has it once less. */
function taken(list: string[], handle: string): boolean {
  const place = list.indexOf(handle);
  if (place >= 0) list.splice(place, 1);
  return place >= 0;
}

/** More than ten people ten times an hour. */
const MOST = 200;

/** Of the handles those that were not mentioned `most` times within the hour, in order. */
export function mentionable(
  incident: Incident,
  handles: readonly string[],
  most: number,
  now: Timestamp,
): readonly string[] {
  const recent = lately(incident, now);
  return handles.filter((handle) => recent.filter((one) => one.handle === handle.toLowerCase()).length < most);
}

/** Who was mentioned at an instant, lower case; nobody where the record does not say. */
export function mentionedAt({ mentions = [] }: Incident, instant: Timestamp | undefined): readonly string[] {
  return mentions.filter(({ at }) => at === instant).map(({ handle }) => handle);
}

/** Who was mentioned together with the handles when one of them last was. */
export function mentionedWith(incident: Incident, handles: readonly string[]): readonly string[] {
  const all = new Set(handles.map((handle) => handle.toLowerCase()));
  return mentionedAt(incident, incident.mentions?.findLast(({ handle }) => all.has(handle))?.at);
}

/** When the first of the handles may be mentioned, from an instant on; null when there is none. */
export function mentionableFrom(
  incident: Incident,
  handles: readonly string[],
  most: number,
  from: Timestamp,
): Timestamp | null {
  const recent = lately(incident, from);
  const times = handles.map((handle) => {
    const counted = recent.filter((one) => one.handle === handle.toLowerCase()).at(-most);
    return counted === undefined ? from : later(from, plus(counted.at, 'PT1H'));
  });
  return times.sort(compare)[0] ?? null;
}

function lately({ mentions = [] }: Incident, now: Timestamp): NonNullable<Incident['mentions']> {
  const hourAgo = minus(now, 'PT1H');
  return mentions.filter(({ at }) => compare(at, hourAgo) > 0);
}

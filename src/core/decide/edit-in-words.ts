// What an edit of the description changed, in words for the timeline.
import type { Incident } from '../incident/record.ts';
import { minuteInUtc, type Timestamp } from '../time.ts';

/** How the line of the timeline begins; what follows a colon is people's text. */
const EDITED = 'The description was edited';

/** The line for what was taken of an edit. */
export function movedInWords(moved: readonly Moved[]): string {
  const what = moved.map(({ name, from, to }) => `${name} ${from} → ${to}`);
  return what.length === 0 ? EDITED : `${EDITED}: ${what.join('; ')}`;
}

/** One field with its old and new value, in words. */
export type Moved = { readonly name: string; readonly from: string; readonly to: string };

/** What differs between two readings, by its name; answers that are shown as something else are not told twice. */
export function movedIn(before: Incident, after: Incident): readonly Moved[] {
  const fields = (incident: Incident): Readonly<Record<string, string | null>> => ({
    ...Object.fromEntries(milestonesRead.map((name) => [inWords[name], inMinutes(incident.milestones[name])])),
    detection: incident.detection,
    impact: incident.impact,
    'customer-facing': yesOrNo(incident.customerFacing),
    [FORM_LEVEL]: incident.formLevel ?? incident.level,
    'what it is': incident.excluded,
  });
  const answers = ({ answers: all }: Incident) => Object.fromEntries(all.map(({ label, value }) => [label, value]));
  const isRead = (incident: Incident) =>
    incident.answers.filter(({ id }) => toldAsFields.includes(id)).map(({ label }) => label);
  const told = [...isRead(before), ...isRead(after)];
  return [
    ...differences(fields(before), fields(after)).map((one) =>
      one.name === FORM_LEVEL ? { ...one, to: `${one.to}; the incident ${staysIn(after)}` } : one,
    ),
    ...differences(answers(before), answers(after))
      .filter(({ name }) => !told.includes(name))
      .map((one) => ({ ...one, name: `“${one.name}”` })),
  ];
}

/** What the form says of the severity sets none: it is told beside the one that is. */
const FORM_LEVEL = 'the form’s answer';

function staysIn({ level }: Incident): string {
  return level === null ? 'still has no severity' : `stays ${level}`;
}

const milestonesRead = ['started', 'complaint', 'alerted', 'detected'] as const;
const inWords = {
  started: 'start',
  complaint: 'first complaint',
  alerted: 'first alert',
  detected: 'time of detection',
} as const;
const toldAsFields: readonly string[] = ['affected', 'detection', 'customer_facing', ...milestonesRead];

function yesOrNo(is: boolean | null): string | null {
  if (is === null) return null;
  return is ? 'yes' : 'no';
}

function inMinutes(at: Timestamp | null): string | null {
  return at === null ? null : minuteInUtc(at);
}

type Texts = Readonly<Record<string, string | null>>;

function differences(before: Texts, after: Texts): readonly Moved[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [from, to] = [before[name] ?? null, after[name] ?? null];
    return from === to ? [] : [{ name, from: short(from), to: short(to) }];
  });
}

function short(text: string | null): string {
  if (text === null) return 'not set';
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length <= LONGEST_SHOWN
    ? characters.join('')
    : `${characters.slice(0, LONGEST_SHOWN - 1).join('')}…`;
}

/** Longest old or new value in the line of the timeline, in characters. */
const LONGEST_SHOWN = 60;

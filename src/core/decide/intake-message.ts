// What is said about the declaration form itself: what it says instead of an incident, and what is missing in it.
import type { Incident } from '../incident/record.ts';
import { type Embedded, embedded, type Message, trusted } from '../messages.ts';

/** Most lines of what is missing in one comment; the card has them all. */
const MOST = 10;

/** What the form says instead of an incident, with the ways on. */
export function excludedMessage({ excluded }: Incident): Message {
  return { template: 'intake', mentions: [], data: { excluded, doubt: null, missing: [], more: 0 } };
}

/** What is missing in the form. */
export function missingMessage({ missing }: Incident): Message {
  const data = {
    excluded: null,
    doubt: null,
    missing: missing.slice(0, MOST).map(trusted),
    more: Math.max(0, missing.length - MOST),
  };
  return { template: 'intake', mentions: [], data };
}

/** Within another comment, with what the form says it is instead of an incident: null when there is nothing to tell, or it was told before. */
export function missingWithin(incident: Incident): Embedded | null {
  const { asked, missing, excluded } = incident;
  if (asked || (missing.length === 0 && excluded === null)) return null;
  const message = missingMessage(incident);
  return embedded({ ...message, data: { ...message.data, doubt: excluded } });
}

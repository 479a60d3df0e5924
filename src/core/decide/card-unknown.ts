// What nobody has said of an incident that was declared without the form: shown in one row of the card, and asked for only where nothing is said at all (`S003-09`).
import { NOTHING_SAID } from '../incident/declaration.ts';
import type { Incident } from '../incident/record.ts';
import { isOver } from '../incident/transitions.ts';
import { type MessageValue, trusted } from '../messages.ts';

/** What is not known yet, each with where to say it; null when everything is, and where the form asks for it. */
export function unknownOnCard(incident: Incident): MessageValue {
  const { summary, level, impact, answers, missing, security, status } = incident;
  const isByForm = answers.length > 0 || missing.some((text) => text !== NOTHING_SAID);
  // The card of a security incident leaves out what is known.
  if (isByForm || security || isOver(status)) return null;
  const open = [
    ...(summary.trim() === '' ? ['what is broken (in the title)'] : []),
    ...(level === null ? ['severity (`/severity <level>`)'] : []),
    ...(impact === null ? ['impact (`/impact <text>`)'] : []),
  ];
  return open.length === 0 ? null : trusted(open.join(', '));
}

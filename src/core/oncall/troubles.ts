// What is in the way of a rotation, as a sentence with what to do, for the card and for `/oncall`.
import type { Standing, Trouble } from './standing.ts';

/** One sentence or two for each trouble that somebody can do something about. Names without `@`. */
export function troublesInWords({ rotation: { id }, handles, troubles }: Standing): readonly string[] {
  const who = handles.length === 0 ? 'nobody' : handles.map((handle) => handle.replace(/^@/, '')).join(', ');
  return troubles.flatMap((trouble) => inWords(trouble, id, who));
}

function inWords(trouble: Trouble, id: string, who: string): readonly string[] {
  switch (trouble) {
    case 'no-key':
      return [
        `Who is ${id} comes from PagerDuty, and no key for it is set here: it is ${who} instead. Whoever runs Firebreak sets FIREBREAK_PAGERDUTY_API_KEY.`,
      ];
    case 'refused':
      return [
        `PagerDuty refused to say who is ${id}: it is ${who} instead. Check the key and the schedule's id under on_call.`,
      ];
    case 'no-answer':
      return [`PagerDuty does not answer: as far as known ${id} is ${who}. It is asked again every minute.`];
    case 'unmapped':
      return [
        `PagerDuty has somebody on call as ${id} whose account here is not known: ${who} is mentioned. Add them to pagerduty_users under on_call.`,
      ];
    case 'nobody':
      return [`The rotation ${id} puts nobody on call: it is ${who} instead. Add people to it under on_call.`];
    case 'gone':
      return [
        `The rotation ${id} has an account that does not exist, or that may not read this repository: it is passed over, and ${who} is on call. Correct it under on_call, or give it access.`,
      ];
    case 'not-begun':
      return [];
  }
}

// E03: what the front matter says of the incident is what the record says.

import type { KnownIncident } from '../known.ts';
import { bare, frontRange, textOf } from '../places.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const record: Rule = {
  code: 'E03',
  level: 'E',
  says: 'The number leads to an incident; severity and duration agree with its record, to the minute.',
  because: 'Metrics are made of these numbers, and whoever reads them trusts them.',
  bad: 'duration: 30   # the record says 75',
  good: 'duration: 75',
  source: 'incident-anchors D.3',
  check,
};

function* check(subject: Subject): Iterable<Found> {
  const { document, known } = subject;
  if (known.incident === undefined || document.front.problem !== null) return;
  const number = document.front.values.get('incident')?.value;
  const isNumber = typeof number === 'number' && Number.isInteger(number) && number > 0;
  const place = bare(frontRange(document, 'incident'));
  if (!isNumber) yield { ...place, message: 'The front matter names no incident. Write its number: `incident: 42`.' };
  else if (known.incident === null)
    yield {
      ...place,
      message: `There is no incident #${number} in this repository. Write the number of the one that this is about.`,
    };
  else yield* against(subject, known.incident);
}

function* against({ document }: Subject, incident: KnownIncident): Iterable<Found> {
  const severities = [
    ['severity_peak', incident.severityPeak],
    ['severity_close', incident.severityClose],
  ] as const;
  for (const [key, recorded] of severities) {
    const said = textOf(document.front.values.get(key));
    if (recorded !== null && said !== recorded)
      yield {
        ...bare(frontRange(document, key)),
        message: `\`${key}\` is ${said ?? 'not there'}; the record says ${recorded}. Correct one of them.`,
      };
  }
  const said = document.front.values.get('duration')?.value;
  if (incident.duration === null) return;
  if (typeof said !== 'number' || Math.abs(said - incident.duration) > 1)
    yield {
      ...bare(frontRange(document, 'duration')),
      message: `\`duration\` is ${typeof said === 'number' ? said : 'no number'}; the record says ${incident.duration} minutes. Correct it, or the times of the record (\`/time\`).`,
      suggestion: typeof said === 'number' ? String(incident.duration) : undefined,
    };
}

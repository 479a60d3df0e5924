// Who or what noticed an incident first, and which services it is about, as the form or the timeline says it.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { compare } from '../time.ts';
import { from, type Known, known, knownOr, missing } from './known.ts';
import type { Source } from './measured.ts';

/** The answers that the shipped policies offer for how it was detected (`S001-02`, `S003-08`). Words of a team's own are in none of these classes. */
export const sourcesInForms: Readonly<Record<string, Source>> = {
  'Alert fired (monitoring system)': 'monitoring',
  'Automated check failure': 'monitoring',
  'Monitoring alerts: automated alerts trigger response': 'monitoring',
  'User report (support ticket)': 'customers',
  'User reports: support tickets, user complaints': 'customers',
  'Internal discovery (team member)': 'colleagues',
  'Internal discovery: team discovers issue': 'colleagues',
};

const inWords: Readonly<Record<Source, string>> = {
  monitoring: 'monitoring',
  customers: 'customers',
  colleagues: 'colleagues',
};

/** By the answer of the form; without one by which came first, the first alert or the first complaint. */
export function sourceOf(incident: Incident): Known<Source> {
  const said = incident.detection?.trim() ?? '';
  if (said !== '') return knownOr(Object.hasOwn(sourcesInForms, said) ? sourcesInForms[said] : null, 'own-words');
  const { alerted, complaint } = incident.milestones;
  if (alerted === null && complaint === null) return missing('not-said');
  if (alerted === null) return known('customers');
  return known(complaint !== null && compare(complaint, alerted) < 0 ? 'customers' : 'monitoring');
}

/** What incidents are counted under: the class of the source, else a team's own words for it. */
export function sourceWordsOf(incident: Incident): Known<string> {
  const source = sourceOf(incident);
  if ('value' in source) return known(inWords[source.value]);
  return source.missing === 'own-words' ? knownOr(incident.detection?.trim(), 'not-said') : source;
}

/** By the answer of the form: the services that the policy lists, else the one component that people named. */
export function servicesOf({ answers }: Incident, policy: Policy | null): Known<readonly string[]> {
  const answer = (id: string) => answers.find((one) => one.id === id)?.value.trim() || null;
  const chosen = answer('services');
  // Several choices come as one text; a name may have a comma itself.
  const listed = policy?.intake.services.filter((name) => `, ${chosen}, `.includes(`, ${name}, `)) ?? [];
  if (chosen !== null) return known(listed.length === 0 ? [chosen] : listed);
  return from(knownOr(answer('component'), 'not-said'), (component) => known([component]));
}

// E16: an outage is when everything is down; less is called what it is.

import { textOf } from '../places.ts';
import { rangeOf } from '../prose/prose.ts';
import type { Found, Rule, Subject } from '../rule.ts';

export const outage: Rule = {
  code: 'E16',
  level: 'W',
  says: '“Outage” is said only of an incident of the worst severity.',
  because: 'Whoever reads “outage” believes that everything was down, and tells customers so.',
  bad: 'severity_peak: P2 … The outage lasted 20 minutes.',
  good: 'severity_peak: P2 … Search was slow for 20 minutes.',
  source: 'PagerDuty’s guide to effective postmortems',
  check,
};

const OUTAGE = /\boutages?\b/i;

function* check({ document, policy, prose }: Subject): Iterable<Found> {
  const named = textOf(document.front.values.get('severity_peak')) ?? document.header.get('severity')?.text ?? '';
  const level = policy.levels.find(({ name }) => `${named.trim()} `.toLowerCase().startsWith(`${name.toLowerCase()} `));
  if (level === undefined || level.rank === 1) return;
  for (const sentence of prose.withWords(OUTAGE)) {
    const at = sentence.terms.findIndex(({ word }) => /^outages?$/.test(word));
    const before = sentence.terms[at - 1]?.word ?? '';
    if (at >= 0 && !/^(?:partial|no|not|minor)$/.test(before))
      yield {
        ...rangeOf(sentence, at, at),
        message: `At ${level.name} not everything was down. Say what was: slow, failing in part, out of date.`,
      };
  }
}

// What the clock has in store, as lines that read as a specification.
import { parse } from 'yaml';
import { dueItems } from '../../../src/core/clock/due.ts';
import type { Incident } from '../../../src/core/incident/record.ts';
import { normalise } from '../../../src/core/policy/normalise.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import { minutesBetween } from '../../../src/core/time.ts';
import * as build from '../../support/builders.ts';

/** A policy of nothing but these lines, also one that breaks a rule: the clock must do with it. Every role in them is mapped to somebody. */
export function policyOf(text: string): Policy {
  const people = Object.fromEntries(['oncall', 'lead', 'manager', 'cto'].map((role) => [role, [`@acme/${role}`]]));
  return { ...normalise(parse(text), 'none', { from: 'test', version: 'v1' }), people };
}

/** What is asked for while nobody leads or says how bad it is has tests of its own. */
const asksForSomebody = ['nobody-leads', 'no-severity'];

/** Everything else that is due as `minute kind about`, minutes counted from the declaration; `kinds` leaves out the others. */
export function plan(incident: Incident, policy: Policy, ...kinds: readonly string[]): readonly string[] {
  return dueItems(incident, policy)
    .filter(({ kind }) => !asksForSomebody.includes(kind))
    .filter(({ kind }) => kinds.length === 0 || kinds.some((wanted) => kind.startsWith(wanted)))
    .map((item) =>
      [minutesBetween(build.T0, item.at), item.kind, aboutOf(item)].filter((part) => part !== '').join(' '),
    );
}

function aboutOf(item: ReturnType<typeof dueItems>[number]): string {
  if ('about' in item) return item.about;
  return item.kind === 'escalation' ? item.key : '';
}

/** The incident with everything of a kind said. */
export function said(incident: Incident, policy: Policy): Incident {
  const keys = dueItems(incident, policy).flatMap((item) => ('about' in item ? [item.key] : []));
  return build.after(incident, build.T0, { kind: 'passed', keys });
}

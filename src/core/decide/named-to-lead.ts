// Whoever is named to lead must be allowed to respond, judged as GitHub says it now: a commander who may not command helps nobody.
import type { Situation } from '../brain.ts';
import { type Command, loginOf, personIn } from '../commands/command.ts';
import type { ParsedLine } from '../commands/parse.ts';
import { unknownStanding } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Claimant, hasRight, mayDo } from '../policy/authority.ts';
import { type Problem, problem } from '../problems.ts';
import { commandAsked, todaysPolicy } from './asked.ts';
import { teamsUnseen } from './teams-unseen.ts';

/** What is asked of them: the right to respond, or a rule by which they may `/ack`, which makes a commander as well. */
export const toLead = { rights: ['respond'], commands: ['ack'] } as const;

/** The named person as a claimant, with what GitHub says of them; nothing known: nothing held. */
export function namedClaimant({ facts, trigger }: Situation, login: string): Claimant {
  if (trigger.actor?.login.toLowerCase() === login) return { person: trigger.actor, facts: facts.actor, viaApp: null };
  const standings = facts.standings ?? {};
  const standing = Object.hasOwn(standings, login) ? standings[login] : undefined;
  return { person: personIn(facts.people, login), facts: standing ?? unknownStanding, viaApp: null };
}

/** Why the person that the line gives the lead to cannot have it; null when they can, or when it gives none. */
export function unfitToLead(
  command: Command,
  line: ParsedLine,
  incident: Incident,
  acknowledging: Command,
  situation: Situation,
): Problem | null {
  const named = command.leads?.(line) ?? null;
  if (named === null) return null;
  const claimant = namedClaimant(situation, loginOf(named));
  const policy = todaysPolicy(situation);
  const verdict = hasRight('respond', claimant, policy);
  if (verdict.allowed) return null;
  if (mayDo(commandAsked(acknowledging, line, incident, situation), claimant, policy).allowed) return null;
  const { facts } = claimant;
  const isUnknown = facts.permission === 'unknown' || verdict.teams.some((team) => facts.unasked?.includes(team));
  const who = codeSpan(claimant.person?.login ?? loginOf(named));
  const unseen = teamsUnseen(verdict, facts);
  return problem(isUnknown ? 'leader-unknown' : 'may-not-lead', {
    named: who,
    rule: inert(verdict.rule),
    who: inert(verdict.who),
    unseen,
    example: codeSpan(line.name === 'role' ? '/role commander @login' : `/${line.name} @login`),
  });
}

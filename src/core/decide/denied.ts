// Why somebody may not do what a comment asks, in words: by their rights, or by the app that they write through.
import type { Situation } from '../brain.ts';
import type { Command } from '../commands/command.ts';
import { inert } from '../markdown/inert.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Asked, isRuledFor, mayUseApp, type Verdict } from '../policy/authority.ts';
import { type Problem, problem } from '../problems.ts';
import type { TriggerOf } from '../trigger.ts';
import { claimantOf, todaysPolicy } from './asked.ts';
import type { Draft } from './draft.ts';
import { teamsUnseen } from './teams-unseen.ts';

export function denial(verdict: Verdict, { facts, trigger, policyProblems }: Situation): Problem | null {
  if (verdict.allowed) return null;
  const rule = inert(verdict.rule);
  const who = inert(verdict.who);
  const isUnknown = facts.actor.permission === 'unknown' && trigger.actor?.bot !== true;
  const isUnasked = verdict.teams.some((team) => facts.actor.unasked?.includes(team));
  if (isUnknown || isUnasked) return problem('permission-unknown', { rule, who });
  if (policyProblems.length === 0)
    return problem('not-allowed', { rule, who, unseen: teamsUnseen(verdict, facts.actor) });
  return problem('not-allowed-for-now', { rule, who, file: codeSpan(facts.policyFile.source) });
}

/** What changes production is not taken from an app that writes for a person, unless the policy lists it (AC-12). */
export function throughApp(
  command: Command,
  asked: Asked,
  { situation }: Draft,
  { actor, comment }: TriggerOf<'commented'>,
): Problem | null {
  if (command.destructive !== true || actor?.bot !== false || comment.viaApp === null) return null;
  const verdict = mayUseApp(asked, claimantOf(situation), todaysPolicy(situation));
  if (verdict.allowed) return null;
  const named = comment.appName === undefined ? '' : `${codeSpan(comment.appName)}, `;
  return problem('through-app', { app: `${named}id ${comment.viaApp}`, rule: inert(verdict.rule) });
}

/** The pages go on until a person is on it: an app acknowledges only where a rule names it for that. */
export function byApp(
  { name }: Command,
  situation: Situation,
  { actor, comment }: TriggerOf<'commented'>,
): Problem | null {
  if (name !== 'ack' || actor?.bot !== true) return null;
  return isRuledFor(name, comment.viaApp, todaysPolicy(situation)) ? null : problem('app-cannot-lead');
}

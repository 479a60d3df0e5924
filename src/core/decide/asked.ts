// What a trigger asks authority for: the command with the severities and the status it is given at, and who gives it.
import type { Situation } from '../brain.ts';
import type { Command } from '../commands/command.ts';
import { understood } from '../commands/index.ts';
import type { ParsedLine } from '../commands/parse.ts';
import type { Incident, Person } from '../incident/record.ts';
import { type Asked, type Claimant, hasRight, mayDo, type Verdict } from '../policy/authority.ts';
import { levelIn } from '../policy/kept.ts';
import type { Policy } from '../policy/policy.ts';
import type { Trigger } from '../trigger.ts';
import type { Draft } from './draft.ts';

/** Who caused the trigger, as far as GitHub says. */
export function claimantOf({ trigger, facts }: Pick<Situation, 'trigger' | 'facts'>): Claimant {
  return { person: trigger.actor, facts: facts.actor, viaApp: viaAppOf(trigger) };
}

/** GitHub names the app of what is written, not of clicks. */
function viaAppOf(trigger: Trigger): number | null {
  if (trigger.kind === 'commented') return trigger.comment.viaApp;
  return trigger.kind === 'opened' ? (trigger.viaApp ?? null) : null;
}

/** The policy whose authority counts: the default branch's, whatever policy the incident keeps. */
export function todaysPolicy({ policy, offered }: Pick<Situation, 'policy' | 'offered'>): Policy {
  return offered?.policy ?? policy;
}

/** What a command asks for. Severities are told in the words of today's policy. */
export function commandAsked(
  { name, right, rightFor, leadsTo, worksAs }: Command,
  line: ParsedLine,
  incident: Incident,
  situation: Situation,
): Asked {
  const { policy } = situation;
  const target = leadsTo?.(line, policy) ?? null;
  const levels = target === null ? [incident.level] : [incident.level, target];
  const today = todaysPolicy(situation);
  const also = worksAs?.(line, incident) ?? [];
  return {
    right: rightFor === undefined ? right : rightFor(line),
    command: name,
    ...(also.length === 0 ? {} : { also }),
    levels: today === policy ? levels : levels.map((level) => levelIn(today, policy, level)),
    status: incident.status,
  };
}

/** The same question as for the command typed: rules about it count for the click too. */
export function mayCommand(
  { situation, incident }: Pick<Draft, 'situation' | 'incident'>,
  actor: Person | null,
  name: string,
  args: readonly string[] = [],
): Verdict {
  const claimant = { ...claimantOf(situation), person: actor };
  const command = understood.find((candidate) => candidate.name === name);
  if (command === undefined) return hasRight('respond', claimant, todaysPolicy(situation));
  const asked = commandAsked(command, lineOf(name, args, null), incident, situation);
  return mayDo(asked, claimant, todaysPolicy(situation));
}

/** A click as the command that it stands for. */
export function lineOf(name: string, args: readonly string[], text: string | null): ParsedLine {
  return { line: 1, name, args, options: {}, flags: [], text, problem: null };
}

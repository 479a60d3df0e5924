// What a trigger asks authority for: the command with the severities and the status it is given at, and who gives it.
import type { Situation } from '../brain.ts';
import type { Command } from '../commands/command.ts';
import type { ParsedLine } from '../commands/parse.ts';
import type { Incident } from '../incident/record.ts';
import type { Asked, Claimant } from '../policy/authority.ts';
import { levelIn } from '../policy/kept.ts';
import type { Policy } from '../policy/policy.ts';
import type { Trigger } from '../trigger.ts';

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
  { name, right, leadsTo, worksAs }: Command,
  line: ParsedLine,
  incident: Incident,
  situation: Situation,
): Asked {
  const { policy } = situation;
  const target = leadsTo?.(line, policy) ?? null;
  const levels = target === null ? [incident.level] : [incident.level, target];
  const today = todaysPolicy(situation);
  const also = worksAs?.(line) ?? null;
  return {
    right,
    command: name,
    ...(also === null ? {} : { also }),
    levels: today === policy ? levels : levels.map((level) => levelIn(today, policy, level)),
    status: incident.status,
  };
}

// Teams whose members matter to what is decided.
import type { Situation } from '../brain.ts';
import { understood } from '../commands/index.ts';
import { type ParsedLine, parseComment } from '../commands/parse.ts';
import type { Incident } from '../incident/record.ts';
import { teamsToAsk } from '../policy/authority.ts';
import type { Right } from '../policy/policy.ts';
import { claimantOf, todaysPolicy } from './asked.ts';
import { namedClaimant, toLead } from './named-to-lead.ts';

/** `org/team`s that decide what the actor, or the person named, may do. */
export function teamsFor(situation: Situation, named?: string): readonly string[] {
  const { trigger, facts, policy } = situation;
  if (named !== undefined) {
    const rights: readonly Right[] = situation.record === null ? [...toLead.rights, 'declare'] : toLead.rights;
    return teamsToAsk({ ...toLead, rights }, namedClaimant(situation, named), todaysPolicy(situation));
  }
  const claimant = claimantOf({ trigger, facts });
  if (trigger.kind === 'opened' || trigger.kind === 'look')
    return teamsToAsk({ rights: ['declare'], commands: [] }, claimant, policy);
  const commands =
    trigger.kind === 'commented'
      ? parseComment(trigger.comment.body, understood).flatMap((line) => namesAsked(line, situation.record))
      : understood.map(({ name }) => name);
  return teamsToAsk({ rights: ['declare', 'respond', 'override'], commands }, claimant, policy);
}

/** The commands that a line needs authority for. */
function namesAsked(line: ParsedLine, record: Incident | null): readonly string[] {
  const command = understood.find(({ name }) => name === line.name);
  return [line.name, ...(command?.worksAs?.(line, record) ?? [])];
}

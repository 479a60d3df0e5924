// One acknowledged command of a thread carried out again in the record, without effects.

import type { Situation } from '../brain.ts';
import type { Command } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import type { ParsedLine } from '../commands/parse.ts';
import type { LiveComment, OtherIssue } from '../facts.ts';
import { applyAll } from '../incident/apply.ts';
import type { Incident, Person } from '../incident/record.ts';

export type Thread = {
  readonly situation: Situation;
  readonly people: Readonly<Record<string, Person | null>>;
  /** Which commands were carried out, of comments that were obeyed in part. */
  readonly did: ReadonlyMap<number, readonly number[]>;
};

export function replayLine(
  incident: Incident,
  line: ParsedLine,
  actor: Person,
  comment: LiveComment,
  { situation, people }: Thread,
): Incident {
  const command = commands.find((candidate) => candidate.name === line.name);
  if (command === undefined || line.problem !== null) return incident;
  const outcome = command.decide({
    line,
    incident,
    actor,
    now: comment.createdAt,
    policy: situation.policy,
    keep: situation.keep,
    offered: null,
    brokenPolicy: null,
    people,
    ...(situation.connected === undefined ? {} : { connected: situation.connected }),
    others: asBefore(command, line, situation),
    keepsOthers: true,
    forced: line.flags.includes('force'),
    isOpenToAll: !situation.facts.repository.private,
    isReplay: true,
    all: commands,
  });
  if (outcome.kind === 'refused') return incident;
  return applyAll(incident, outcome.changes, { at: comment.createdAt, by: actor, comment: comment.id });
}

/** The issues that a command named, as they must have been when it was carried out: what became of them since changes nothing. */
function asBefore(
  command: Command,
  line: ParsedLine,
  { trigger: { issue }, policy, facts }: Situation,
): Readonly<Record<number, OtherIssue>> {
  const url = facts.issue?.url ?? '';
  const labels = [policy.labels.incident];
  const numbers = command.others?.(line, issue) ?? [];
  return Object.fromEntries(
    numbers.map((number) => [number, { issue: { ...issue, number, nodeId: '' }, url, state: 'open' as const, labels }]),
  );
}

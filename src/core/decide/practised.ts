// Commands in a drill that act on the world: a dry run, whatever was typed, and on record as practised (decision 0037).
import type { ParsedLine } from '../commands/parse.ts';
import { isDry } from '../drill/dry.ts';
import { applyAll } from '../incident/apply.ts';
import type { Cause } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import { type MessageValue, type ReplyPart, trusted } from '../messages.ts';

/** The line as a dry run where it is a drill and the command acts on the world; else as it is. */
export function practised(line: ParsedLine, incident: Incident): ParsedLine {
  if (!isDry(line.name, incident) || line.flags.includes('dry-run')) return line;
  return { ...line, flags: [...line.flags, 'dry-run'] };
}

type Would = { readonly would: readonly MessageValue[]; readonly does: readonly MessageValue[] };
type Said = { readonly incident: Incident; readonly parts: readonly ReplyPart[] };

/** That it was practised is on record; nothing else is. */
export function onlySaid(
  { incident, parts }: Said,
  { name }: ParsedLine,
  cause: Cause,
  { would, does }: Would,
  means: readonly ReplyPart[],
): Said {
  const text = `Practised, without effect: /${name}`;
  const dryRun = { command: trusted(`/${name}`), would, does };
  return {
    incident: applyAll(incident, [{ kind: 'noted', text }], cause),
    parts: [...parts, { said: { text: trusted(IN_A_DRILL) } }, { dryRun }, ...means],
  };
}

const IN_A_DRILL = 'In a drill what acts on the world is only said: nothing was started, merged or held.';

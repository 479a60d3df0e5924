// Changes that may lead through gates: held with the list of what is open, let through with it, or forced and recorded with it.

import { easedInWords } from '../clock/window-words.ts';
import { type CommandInput, done, type Outcome, refused } from '../commands/command.ts';
import { apply, applyAll } from '../incident/apply.ts';
import type { Cause, Change } from '../incident/change.ts';
import { formerLevels } from '../incident/former-levels.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageData, type ReplyPart, trusted } from '../messages.ts';
import type { Gated, Policy } from '../policy/policy.ts';
import { statusInWords } from '../policy/shown-as.ts';
import { type Problem, problem } from '../problems.ts';
import { gateOf, isOpen, isStrict, type Open, openBefore } from './gate.ts';
import { checkCommand, countedItems, isForPeople, type Numbered } from './items.ts';
import { holdsUnverified, unverifiedBefore } from './verification-gate.ts';

/** What is open before the statuses that changes lead to; `held` of strict gates, `listed` of the others. `gates` are those that hold. */
export type Passage = {
  readonly gates: readonly Gated[];
  readonly held: Open;
  readonly listed: Open;
};

/** The gates on the way. What the changes prove counts as done. */
export function passage(incident: Incident, policy: Policy, changes: readonly Change[], cause: Cause): Passage {
  const entered: Gated[] = [];
  let current = incident;
  for (const change of changes) {
    const next = apply(current, change, cause);
    const gate = next.status === current.status ? null : gateOf(next.status);
    if (gate !== null) entered.push(gate);
    current = next;
  }
  const open = entered.map((gate) => before(gate, incident, current, policy, cause));
  const holding = open.filter(({ held }) => isOpen(held));
  const held = together(open.map((one) => one.held));
  const others = together(open.map((one) => one.listed));
  return {
    gates: holding.map(({ gate }) => gate),
    held,
    listed: {
      items: others.items.filter((item) => !held.items.some(({ id }) => id === item.id)),
      roles: others.roles.filter((role) => !held.roles.includes(role)),
      checks: (others.checks ?? []).filter((check) => !held.checks?.includes(check)),
      owed: (others.owed ?? []).filter(({ what }) => !held.owed?.some((one) => one.what === what)),
    },
  };
}

/** What one gate holds, and what it only lists. */
function before(gate: Gated, incident: Incident, current: Incident, policy: Policy, { at }: Cause) {
  const open = seenFrom(incident, policy, openBefore(gate, current, policy, at));
  const { failed, open: unseen } = unverifiedBefore(gate, current, policy);
  const holds = holdsUnverified(gate, policy) ? failed : [];
  const none: Open = { items: [], roles: [] };
  const isHeld = isStrict(gate, policy);
  return {
    gate,
    held: { ...(isHeld ? open : none), checks: holds },
    listed: { ...(isHeld ? none : open), checks: [...failed.filter((one) => !holds.includes(one)), ...unseen] },
  };
}

/** What people are asked to tick as things are now. */
function seenFrom(incident: Incident, policy: Policy, { items, roles, owed = [] }: Open): Open {
  return { items: items.map((item) => ({ ...item, isForPeople: isForPeople(item, incident, policy) })), roles, owed };
}

function together(all: readonly Open[]): Open {
  const items = new Map(all.flatMap((open) => open.items.map((item) => [item.id, item] as const)));
  return {
    items: [...items.values()].sort((a, b) => a.number - b.number),
    roles: [...new Set(all.flatMap(({ roles }) => roles))],
    checks: [...new Set(all.flatMap(({ checks = [] }) => checks))],
    owed: [...new Set(all.flatMap(({ owed = [] }) => owed))],
  };
}

export type Way = {
  readonly changes: readonly Change[];
  readonly replies: readonly ReplyPart[];
  /** What holds beside the gates, in words: the monitoring window, a missing severity. */
  readonly beside?: readonly string[];
  /** The refusal when only that holds. */
  readonly refusal?: Problem;
  /** What is open without a gate and worth saying once it is done. */
  readonly alsoOpen?: readonly Numbered[];
};

/** The outcome of a command whose changes may lead through gates. */
export function through(input: CommandInput, { changes, replies, beside = [], refusal, alsoOpen = [] }: Way): Outcome {
  const { incident, policy, actor, now, line, forced, isReplay } = input;
  const { gates, held, listed } = passage(incident, policy, changes, { at: now, by: actor, comment: null });
  const isHeld = isOpen(held) || beside.length > 0;
  // Acknowledged then: it was let through, whatever of its ticks left no comment to read again.
  const reason = line.text?.trim() ?? '';
  const isThrough = !isHeld || (isReplay === true && !(forced && reason !== ''));
  if (isThrough) return done(changes, ...replies, ...stillOpen(changes, incident, input, listed, alsoOpen));
  if (!forced) return refused(heldProblem(gates, held, beside, refusal, input));
  if (reason === '') return refused(withOpen(problem('force-needs-reason', { example: forceOf(input) }), held));
  const open = [...beside, ...openInWords(held)];
  const overridden: Change = { kind: 'overridden', before: gates.at(-1) ?? lastOf(changes), open, reason };
  return done(
    [overridden, ...changes],
    ...replies,
    ...stillOpen(changes, incident, input, together([held, listed]), alsoOpen),
  );
}

/** The command as it was typed, with `--force`, ready to copy. */
function forceOf({ line }: CommandInput): string {
  const args = line.args.filter((word) => /^[\p{L}\p{N} _-]+$/u.test(word));
  return `\`${[`/${line.name}`, ...args, '--force <reason>'].join(' ')}\``;
}

function lastOf(changes: readonly Change[]): string {
  if (changes.some(({ kind }) => kind === 'closed')) return 'closed';
  return changes.some(({ kind }) => kind === 'resolved') ? 'resolved' : 'declined';
}

function heldProblem(
  gates: readonly Gated[],
  held: Open,
  beside: readonly string[],
  refusal: Problem | undefined,
  input: CommandInput,
): Problem {
  if (beside.length > 0 && refusal !== undefined) return withOpen(refusal, held);
  const found = withOpen(gateHeld(gates, held, input), held);
  const why = easedHolds(held, input);
  return why === '' ? found : { ...found, open: [...(found.open ?? []), { number: null, text: trusted(why) }] };
}

/** Why items hold that the severity of now does not ask for; empty when none does. */
function easedHolds({ items }: Open, { incident, policy }: CommandInput): string {
  const counted = countedItems(incident, policy).map(({ id }) => id);
  const former = formerLevels(incident).at(-1);
  if (former === undefined || items.every(({ id }) => counted.includes(id))) return '';
  const why = easedInWords(former.level, former.until);
  return `${why.slice(0, 1).toUpperCase()}${why.slice(1)}`;
}

function gateHeld(gates: readonly Gated[], held: Open, input: CommandInput): Problem {
  const count = held.items.length + held.roles.length + (held.checks?.length ?? 0) + (held.owed?.length ?? 0);
  return problem('gate-held', {
    count: count === 1 ? 'One thing' : `${count} things`,
    verb: count === 1 ? 'is' : 'are',
    status: gates.at(-1) ?? 'there',
    force: forceOf(input),
  });
}

function withOpen(found: Problem, open: Open): Problem {
  return isOpen(open) ? { ...found, ...openForReply(open) } : found;
}

/** What is open as a reply shows it, with the command that ticks it. */
export function openForReply({ items, roles, checks = [], owed = [] }: Open): {
  readonly open: readonly MessageData[];
  readonly copy: ReturnType<typeof trusted> | null;
} {
  const command = checkCommand(items);
  return {
    open: [
      ...items.map(({ number, text }) => ({ number, text })),
      ...roles.map((role) => ({
        number: null,
        text: trusted(`Nobody is ${codeSpan(role)} yet: ${codeSpan(`/role ${role.toLowerCase()} @user`)}`),
      })),
      ...checks.map((text) => ({ number: null, text })),
      ...(checks.length === 0
        ? []
        : [{ number: null, text: trusted('What a verification found, `/verify` finds again') }]),
      ...owed.map(({ what, issue }) => ({ number: null, text: issue === null ? what : `${what} (#${issue})` })),
      ...(owed.length === 0
        ? []
        : [{ number: null, text: trusted('What is to be done is done when its issue is closed') }]),
      ...notForPeople(items).map((text) => ({ number: null, text: trusted(text) })),
    ],
    copy: command === null ? null : trusted(command),
  };
}

/** What ticks an item that nobody is asked to tick. */
const TICKED_BY = {
  mitigated: '`/status monitoring` or `/resolve` ticks it',
  watched: 'the end of the monitoring window, which `/resolve` starts, ticks it',
  resolved: 'the resolution ticks it, which is `/resolve` once nothing else holds it',
} as const;

/** Why items are not in the command that ticks the others: a line for each kind. */
function notForPeople(items: readonly Numbered[]): readonly string[] {
  return Object.entries(TICKED_BY).flatMap(([proof, by]) => {
    const numbers = items.flatMap((item) => (!item.isForPeople && item.tickedWhen === proof ? [item.number] : []));
    return numbers.length === 0 ? [] : [`Not for \`/check\`: ${numbers.join(', ')} (${by})`];
  });
}

/** What is open, in words for the timeline. */
export function openInWords({ items, roles, checks = [], owed = [] }: Open): readonly string[] {
  return [
    ...owed.map(({ what }) => `to be done: ${what}`),
    ...items.map(({ number, text }) => `${number} ${text}`),
    ...roles.map((role) => `nobody is ${role}`),
    ...checks,
  ];
}

function stillOpen(
  changes: readonly Change[],
  incident: Incident,
  { policy, actor, now }: CommandInput,
  listed: Open,
  alsoOpen: readonly Numbered[],
): readonly ReplyPart[] {
  const open = together([listed, { items: alsoOpen, roles: [] }]);
  if (!isOpen(open)) return [];
  const { status } = applyAll(incident, changes, { at: now, by: actor, comment: null });
  const word = statusInWords(policy, status);
  return [{ stillOpen: { status: `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`, ...openForReply(open) } }];
}

// `/policy`: which policy the incident goes by, and what the default branch's would change; its commander takes the new one.
import { carriedLadder } from '../clock/carried-ladder.ts';
import { applyAll } from '../incident/apply.ts';
import type { Change } from '../incident/change.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type Consequences, consequences, sameButForPeople } from '../messages/consequences.ts';
import { type MessageValue, type ReplyPart, trusted } from '../messages.ts';
import { checklistOf } from '../policy/find.ts';
import { levelIn, type Offer, versionInWords } from '../policy/kept.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const policy: Command = {
  name: 'policy',
  usage: '/policy [accept] [reason]',
  summary: 'Show which policy the incident goes by; the commander accepts a newer one.',
  group: 'other',
  examples: ['/policy', '/policy accept', '/policy accept --force the commander is asleep'],
  args: [{ name: 'accept', kind: 'word', required: false, choices: ['accept'] }],
  options: [],
  flags: [],
  freeText: { name: 'reason', required: false },
  late: 'never',
  right: 'respond',
  usefulNow: () => null,
  decide: (input) => {
    const { args, text } = input.line;
    if (args[0] !== undefined) return accepted(input);
    return text === null ? shown(input) : refused(problem('unknown-policy-word', { word: codeSpan(text) }));
  },
};

/** In code: GitHub links what looks like a commit. */
function quoted(keep: Offer['keep']): MessageValue {
  return trusted(codeSpan(versionInWords(keep), { max: 200 }));
}

function shown(input: CommandInput): Outcome {
  return done([], asShown(input));
}

/** Which policy it goes by and what the offered one would mean. */
function asShown(input: CommandInput): ReplyPart {
  const { keep, offered, policy: current, incident, brokenPolicy } = input;
  const isPeople = offered !== null && sameButForPeople(current, offered.policy);
  const next = offered === null || isPeople ? null : offered;
  const found = next === null ? nothing : means(incident, acceptance(input, next), input, next);
  return {
    policy: {
      current: quoted(keep),
      offered: next === null ? null : quoted(next.keep),
      changes: found.said,
      more: found.others,
      accepted: false,
      peopleOnly: isPeople,
      broken: brokenPolicy,
    },
  };
}

const nothing: Consequences = { said: [], others: 0 };

/** What the changes of accepting a policy lead to. */
function means(incident: Incident, changes: readonly Change[], input: CommandInput, offered: Offer): Consequences {
  const { now, actor, policy: current } = input;
  const after = applyAll(incident, changes, { at: now, by: actor, comment: null });
  return consequences({ incident, policy: current }, { incident: after, policy: offered.policy }, now);
}

function accepted(input: CommandInput): Outcome {
  const { incident, actor, offered, forced, brokenPolicy } = input;
  if (offered === null) return refused(problem(brokenPolicy === null ? 'no-other-policy' : 'broken-policy'));
  const commander = incident.roles['commander'] ?? null;
  if (commander?.id !== actor.id && !forced)
    return refused(
      problem('not-commander', {
        commander: commander === null ? 'This one has no commander yet' : `This one is led by ${commander.login}`,
        ask: commander === null ? 'Take the lead' : 'Ask them, or take the lead',
      }),
    );
  const changes = acceptance(input, offered);
  if (input.line.flags.includes('dry-run')) return done(changes, asShown(input));
  const found = means(incident, changes, input, offered);
  return done(changes, {
    policy: {
      current: quoted(offered.keep),
      offered: null,
      changes: found.said,
      more: found.others,
      accepted: true,
      peopleOnly: false,
      broken: brokenPolicy,
    },
  });
}

/** What happens to the incident when it takes the offered policy. */
function acceptance(input: CommandInput, offered: Offer): readonly Change[] {
  const { incident, policy: current, line, now } = input;
  const level = levelIn(offered.policy, current, incident.level);
  const renamed = level === incident.level ? '' : `; severity ${incident.level ?? 'unset'} → ${level ?? 'unset'}`;
  const because = line.text === null ? '' : `: ${line.text}`;
  const text = `Policy accepted: ${versionInWords(offered.keep)}${renamed}${because}`;
  const checklist = checklistOf(offered.policy, incident.checklist);
  const ladder = carriedLadder(incident, current, offered.policy, now);
  const kept = { ...offered.keep, accepted: now };
  return [{ kind: 'policy', kept, level, ladder, checklist, text }];
}

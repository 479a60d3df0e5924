// `/policy`: which policy the incident goes by, and what the default branch's would change; its commander takes the new one.
import { carriedLadder } from '../clock/carried-ladder.ts';
import type { Incident } from '../incident/record.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { type MessageValue, trusted } from '../messages.ts';
import { policyDiff } from '../policy/diff.ts';
import { levelIn, type Offer, versionInWords } from '../policy/kept.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const policy: Command = {
  name: 'policy',
  usage: '/policy [accept]',
  summary: 'Show which policy the incident goes by; the commander accepts a newer one.',
  group: 'other',
  examples: ['/policy', '/policy accept'],
  args: [{ name: 'accept', kind: 'word', required: false, choices: ['accept'] }],
  options: [],
  flags: [],
  late: 'never',
  right: 'respond',
  usefulNow: () => null,
  decide: (input) => (input.line.args[0] === undefined ? shown(input) : accepted(input)),
};

/** In code: GitHub links what looks like a commit. */
function quoted(keep: Offer['keep']): MessageValue {
  return trusted(codeSpan(versionInWords(keep), { max: 200 }));
}

/** Differences that a reply lists; the rest are counted. */
const SHOWN = 20;

function shown({ keep, offered, policy: current, incident }: CommandInput): Outcome {
  const differences = offered === null ? [] : differencesFor(incident, current, offered);
  return done([], {
    policy: {
      current: quoted(keep),
      offered: offered === null ? null : quoted(offered.keep),
      changes: differences.slice(0, SHOWN),
      more: Math.max(0, differences.length - SHOWN),
      accepted: false,
    },
  });
}

function accepted(input: CommandInput): Outcome {
  const { incident, actor, offered, forced, now, policy: current } = input;
  if (offered === null) return refused(problem('no-other-policy'));
  const commander = incident.roles['commander'] ?? null;
  if (commander?.id !== actor.id && !forced)
    return refused(problem('not-commander', { commander: commander === null ? 'Nobody leads yet' : commander.login }));
  const level = levelIn(offered.policy, current, incident.level);
  const renamed = level === incident.level ? '' : `; severity ${incident.level ?? 'unset'} → ${level ?? 'unset'}`;
  const text = `Policy accepted: ${versionInWords(offered.keep)}${renamed}`;
  const ladder = carriedLadder(incident, current, offered.policy, now);
  const kept = { ...offered.keep, accepted: now };
  return done([{ kind: 'policy', kept, level, ladder, text }], {
    policy: { current: quoted(offered.keep), offered: null, changes: [text], more: 0, accepted: true },
  });
}

/** The policy as an incident of one severity sees it. */
function only(whole: Policy, name: string | null): Policy {
  return name === null ? whole : { ...whole, levels: whole.levels.filter((level) => level.name === name) };
}

/** What is different for an incident of this severity, and for all. */
function differencesFor(incident: Incident, current: Policy, offered: Offer): readonly MessageValue[] {
  const next = levelIn(offered.policy, current, incident.level);
  const moved =
    next === incident.level || incident.level === null
      ? []
      : [trusted(`Severity ${incident.level} becomes ${next ?? 'unknown: comment `/severity`'}`)];
  const changes = policyDiff(only(current, incident.level), only(offered.policy, next)).map(({ text }) => text);
  return [...moved, ...changes];
}

// `/readiness`: what the installation lacks for its next incident, each with its fix (`S003-40`), as far as the host's own token shows it.
import { readinessInWords } from '../messages/readiness.ts';
import type { Policy } from '../policy/policy.ts';
import { problem } from '../problems.ts';
import type { ReadinessFacts, ReadinessTold } from '../readiness/facts.ts';
import { type Finding, finding } from '../readiness/finding.ts';
import { judgeReadiness } from '../readiness/judge-readiness.ts';
import { namedIn } from '../readiness/named-people.ts';
import { leftOut, MOST_IN_THREAD, readinessWanted } from '../readiness/wanted.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

export const readiness: Command = {
  name: 'readiness',
  usage: '/readiness',
  summary:
    'Look whether the next incident can be handled: people, teams, workflows, form, labels and checks that the policy names, each fault with its fix.',
  group: 'other',
  examples: ['/readiness'],
  args: [],
  options: [],
  flags: [],
  late: 'never',
  right: 'respond',
  readiness: ({ policy, now }) => readinessWanted(policy, now, MOST_IN_THREAD),
  usefulNow: () => null,
  decide,
};

function decide(input: CommandInput): Outcome {
  const { readiness: seen, policy, now, keepsOthers } = input;
  if (seen == null) return refused(problem('readiness-not-read'));
  const found = [...brokenFile(input), ...shutOut(input, seen), ...judgeReadiness(factsOf(input, seen), !keepsOthers)];
  return done([], { readiness: readinessInWords(found, leftOut(policy, now, MOST_IN_THREAD)) });
}

/** The policy was read, and judged, before this command was; what is outside of GitHub is not tried from here. */
function factsOf({ policy, keep, now, connected = [], onCall }: CommandInput, seen: ReadinessTold): ReadinessFacts {
  const schedules = Object.keys(onCall?.schedules ?? {});
  return {
    ...seen,
    now,
    policy: { there: isFile(keep.version), problems: [], policy },
    connections: Object.fromEntries(connected.map((name) => [name, true])),
    links: {},
    environmentProblems: [],
    hasPagerDutyKey: schedules.length > 0 || !asksPagerDuty(policy),
  };
}

/** Whom a mention does not reach was taken out of the policy's people before this was decided, and not before GitHub was asked. */
function shutOut({ policy, now }: CommandInput, { people }: ReadinessTold): readonly Finding[] {
  const named = namedIn(policy, now).people.map(({ name }) => name.toLowerCase());
  return Object.entries(people)
    .filter(([login, seen]) => seen.told && seen.value === 'shut-out' && !named.includes(login))
    .map(([person]) => finding('person-shut-out', { person, where: 'people' }));
}

function isFile(version: string): boolean {
  return version !== 'built-in' && version !== 'none';
}

function asksPagerDuty({ onCall }: Policy): boolean {
  return onCall.some(({ pagerduty }) => pagerduty !== null);
}

function brokenFile({ brokenPolicy }: CommandInput): readonly Finding[] {
  return brokenPolicy === null
    ? []
    : [finding('policy-broken', { place: 'The default branch', problem: brokenPolicy })];
}

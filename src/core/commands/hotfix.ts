// `/hotfix`: a draft pull request in the fast lane of this incident, or one that is there already taken into it (`S000-22` to `S000-26`, `S003-17`).
import { hotfixBranch, hotfixTitle } from '../hotfix/branch-name.ts';
import { rollbackViability } from '../hotfix/viability.ts';
import { hotfixOf, pendingHotfixes } from '../incident/hotfix.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { codeSpan } from '../markdown/quoted.ts';
import { trusted } from '../messages.ts';
import { wrongStatus } from '../mitigation/refused-operation.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { type Problem, problem } from '../problems.ts';
import type { Command, CommandInput, Outcome } from './command.ts';
import { done, refused } from './command.ts';

/** More in the lane at once would be a release. */
const MOST_AT_ONCE = 3;

export const hotfix: Command = {
  name: 'hotfix',
  usage: '/hotfix [#pr] [title] [because=<why not roll back>] [--drop]',
  summary:
    'Open a draft pull request in the fast lane, or take one into it; it merges once tests and a review of it are there. `--drop` takes one out.',
  group: 'fix',
  examples: [
    '/hotfix',
    '/hotfix Retry the payment client',
    '/hotfix #41',
    '/hotfix #41 --drop',
    '/hotfix because="the migration cannot be undone"',
  ],
  args: [{ name: '#pr', kind: 'number', required: false }],
  options: [{ name: 'because', kind: 'text' }],
  flags: ['drop'],
  freeText: { name: 'title', required: false },
  slow: true,
  late: 'ask',
  right: 'respond',
  usefulNow: ({ status, offered = [] }) =>
    isActive(status) && offered[0] !== undefined ? `/hotfix #${offered[0]}` : null,
  decide,
};

function decide(input: CommandInput): Outcome {
  const { line, incident, policy, isReplay } = input;
  if (isReplay === true)
    return done([{ kind: 'noted', text: 'A hotfix was asked for; its pull request tells how it went' }]);
  if (line.flags.includes('drop')) return dropped(input);
  const adopts = line.args[0] === undefined ? null : Number(line.args[0].replace('#', ''));
  const because = line.options['because'] ?? null;
  const viability = rollbackViability(incident, because);
  const against = refusal(input, adopts) ?? notJudged(viability, policy);
  if (against !== null) return refused(against);
  const about = aboutOf(input);
  return done([
    {
      kind: 'hotfix-asked',
      adopts,
      title: hotfixTitle(about, policy),
      branch: adopts === null ? hotfixBranch(incident, about, policy) : '',
      why: viability.is === 'not-viable' ? viability.why : null,
    },
  ]);
}

/** It is an ordinary pull request again, whatever the incident is by now. */
function dropped({ line, incident, isReplay }: CommandInput): Outcome {
  if (isReplay === true) return done([]);
  const pull = Number(line.args[0]?.replace('#', '') ?? 0);
  const one = hotfixOf(incident, pull);
  if (one === null || (one.state !== 'open' && one.state !== 'closed'))
    return refused(
      problem('hotfix-not-in-lane', { pull: pull === 0 ? 'No pull request' : `#${pull}`, pulls: lane(incident) }),
    );
  const queue =
    one.judged?.queued === true ? ' It is in the merge queue: take it out there, if it is not to be merged.' : '';
  return done([{ kind: 'hotfix-dropped', pull }], {
    said: {
      text: trusted(
        `#${pull} is out of the hotfix lane: an ordinary pull request, which nothing of this incident merges.${queue}`,
      ),
    },
  });
}

function lane(incident: Incident): string {
  const names = namesOf(incident);
  return names === '' ? 'there is none' : names;
}

/** What the hotfix is about: of a security incident that everybody can read, nothing that was typed. */
function aboutOf({ line, incident, isOpenToAll }: CommandInput): string {
  const typed = (line.text ?? '').trim();
  return typed === '' || (incident.security && isOpenToAll) ? incident.summary : typed;
}

function refusal({ line, incident, policy, keepsOthers }: CommandInput, adopts: number | null): Problem | null {
  if (!isActive(incident.status)) return wrongStatus(incident);
  if (!keepsOthers) return problem('hotfix-needs-app', {});
  const level = levelOf(policy, incident);
  if (level === null) return problem('hotfix-needs-level', { allowed: allowedIn(policy) });
  if (level.hotfix?.allowed === false)
    return problem('hotfix-not-allowed', { level: codeSpan(level.name), allowed: allowedIn(policy) });
  if (adopts !== null && (line.text ?? '').trim() !== '') return problem('hotfix-keeps-title', { pull: `#${adopts}` });
  const taken = adopts === null ? null : hotfixOf(incident, adopts);
  if (taken !== null && taken.state === 'open') return problem('hotfix-taken', { pull: `#${adopts}` });
  const pending = pendingHotfixes(incident);
  if (pending.length >= MOST_AT_ONCE)
    return problem('too-many-hotfixes', { most: String(MOST_AT_ONCE), pulls: namesOf(incident) });
  return null;
}

function namesOf(incident: Incident): string {
  const pulls = pendingHotfixes(incident).flatMap(({ pull }) => (pull === null ? [] : [`#${pull.number}`]));
  return pulls.join(', ');
}

function allowedIn({ levels }: Policy): string {
  const allowed = levels.filter((level) => level.hotfix?.allowed !== false).map(({ name }) => codeSpan(name));
  return allowed.length === 0 ? 'no severity of this policy' : allowed.join(', ');
}

/** Where the policy wants it (`S000-22`), rolling back comes first; that it was looked at is needed everywhere. */
function notJudged(viability: ReturnType<typeof rollbackViability>, { hotfix: wanted }: Policy): Problem | null {
  if (viability.is === 'not-judged') return problem('rollback-not-judged', {});
  if (viability.is !== 'viable' || !wanted.onlyIfNoRollback) return null;
  return problem('rollback-first', { to: codeSpan(viability.to.slice(0, 7)) });
}

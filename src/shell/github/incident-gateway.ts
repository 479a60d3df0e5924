// The gateway for the incidents of one installation, or of the repository of a workflow's token.
import { isReadBack } from '../../core/decide/read-back.ts';
import type { Client } from './client.ts';
import { appOfComment } from './comment-app.ts';
import { compareVersions } from './comparison.ts';
import { evidenceSeen } from './evidence.ts';
import { readFacts } from './facts.ts';
import { membersOf } from './mentioned.ts';
import { findOwnComments } from './own-comments.ts';
import { performEffects } from './perform.ts';
import { policyAt } from './policy-at.ts';
import type { EffectResult, IncidentGateway, ReadyEffect } from './port.ts';
import { reachedBy, reaching } from './reached.ts';
import type { Own, readinessTold } from './readiness/in-thread.ts';
import { recentPast } from './recent-past.ts';
import { findRun } from './runs.ts';
import { type SeenTeams, teamsOf } from './teams.ts';
import { commentsSince } from './thread.ts';

export type IncidentGatewayParts = {
  /** With the authority of the installation or the workflow. */
  readonly client: Client;
  /** Numeric ids of the accounts whose comments are our own. */
  readonly ownIds: () => Promise<readonly number[]>;
  /** What the app knows of itself; absent: there is none. */
  readonly own?: Own;
};

/** `IncidentGateway` over Octokit. */
export function createIncidentGateway({ client, ownIds, own }: IncidentGatewayParts): IncidentGateway {
  const repositories = new Map<number, string>();
  const open = new Set<number>();
  const seen: SeenTeams = new Map();
  const performing = { client, ownIds, repositoryNodeId: (id: number) => repositories.get(id) ?? null };
  return {
    async facts(issue, request) {
      const facts = await readFacts({ client, ownIds }, issue, request);
      if (facts.repository.nodeId !== '') repositories.set(issue.repositoryId, facts.repository.nodeId);
      if (!facts.repository.private) open.add(issue.repositoryId);
      else open.delete(issue.repositoryId);
      return facts;
    },
    async further(issue, wanted) {
      if ('past' in wanted) return { past: await recentPast(client, issue, wanted.past, client.turn.asked) };
      if ('readiness' in wanted)
        return { readiness: await ofInstallation(client, issue, wanted.readiness, own ?? null) };
      if ('evidence' in wanted) return { evidence: await evidenceSeen(client, issue, wanted.evidence) };
      return { comparison: await compareVersions(client, issue, wanted.comparison) };
    },
    findRun: async (issue, wanted) => findRun({ client, ownIds }, issue, wanted),
    teamsOf: (login, teams) => teamsOf(client, seen, login, teams),
    async perform(issue, effects, labelIds) {
      const results = await performEffects(performing, issue, effects, labelIds);
      if (open.has(issue.repositoryId)) return results;
      const reached = (result: EffectResult, index: number) =>
        isProved(effects[index]) ? reaching(client, issue, result) : result;
      return Promise.all(results.map(reached));
    },
    findOwn: async (issue, keys) => findOwnComments(client, issue, keys, await ownIds()),
    mentionedIn: (issue, comment) => reachedBy(client, issue, comment, !open.has(issue.repositoryId)),
    membersOf: (team, most) => membersOf(client, team, most),
    appOf: (issue, comment) => appOfComment(client, issue, comment),
    policyAt: (name) => policyAt(client, name),
    commentsSince: (issue, since) => commentsSince(client, issue, since),
  };
}

/** Asked for by people who have time: no other start loads it. */
async function ofInstallation(...given: Parameters<typeof readinessTold>): ReturnType<typeof readinessTold> {
  return (await import('./readiness/in-thread.ts')).readinessTold(...given);
}

function isProved(effect: ReadyEffect | undefined): boolean {
  return effect?.kind === 'comment' && isReadBack(effect);
}

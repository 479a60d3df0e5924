// The gateway for the incidents of one installation, or of the repository of a workflow's token.
import type { Client } from './client.ts';
import { appOfComment } from './comment-app.ts';
import { readFacts } from './facts.ts';
import { membersOf, mentionedIn } from './mentioned.ts';
import { findOwnComments } from './own-comments.ts';
import { performEffects } from './perform.ts';
import { policyAt } from './policy-at.ts';
import type { IncidentGateway } from './port.ts';
import { type SeenTeams, teamsOf } from './teams.ts';
import { commentsSince } from './thread.ts';

export type IncidentGatewayParts = {
  /** With the authority of the installation or the workflow. */
  readonly client: Client;
  /** Numeric ids of the accounts whose comments are our own. */
  readonly ownIds: () => Promise<readonly number[]>;
};

/** `IncidentGateway` over Octokit. */
export function createIncidentGateway({ client, ownIds }: IncidentGatewayParts): IncidentGateway {
  const repositories = new Map<number, string>();
  const seen: SeenTeams = new Map();
  const performing = { client, repositoryNodeId: (id: number) => repositories.get(id) ?? null };
  return {
    async facts(issue, request) {
      const facts = await readFacts({ client, ownIds }, issue, request);
      if (facts.repository.nodeId !== '') repositories.set(issue.repositoryId, facts.repository.nodeId);
      return facts;
    },
    teamsOf: (login, teams) => teamsOf(client, seen, login, teams),
    perform: (issue, effects, labelIds) => performEffects(performing, issue, effects, labelIds),
    findOwn: async (issue, keys) => findOwnComments(client, issue, keys, await ownIds()),
    mentionedIn: (comment) => mentionedIn(client, comment),
    membersOf: (team, most) => membersOf(client, team, most),
    appOf: (issue, comment) => appOfComment(client, issue, comment),
    policyAt: (name) => policyAt(client, name),
    commentsSince: (issue, since) => commentsSince(client, issue, since),
  };
}

// A GitHub without a network, as the engine sees it: answers at once about the sample incidents and notes when each was spoken to.
import type { ActorFacts, Facts, LiveComment } from '../../src/core/facts.ts';
import { incidentKey } from '../../src/core/trigger.ts';
import type { AppGateway, IncidentGateway, ReadyEffect } from '../../src/shell/github/port.ts';
import { bot, facts, liveComment, liveIssue } from '../../test/support/builders.ts';
import { cardOf, type Sample } from './sample.ts';

export type StubGateway = {
  readonly gateway: AppGateway;
  /** Real milliseconds at which each incident was first commented on, by its key. */
  readonly spoken: ReadonlyMap<string, number>;
};

const standing: ActorFacts = { permission: 'unknown', roleName: null, teams: [] };

/** It knows the cards of these incidents only; the others are never asked about. */
export function createStubGateway(samples: readonly Sample[]): StubGateway {
  const spoken = new Map<string, number>();
  const cards = new Map(samples.map((sample) => [incidentKey(sample.record.issue), cardFor(sample)]));
  let nextId = 10_000_000;
  const perform = (key: string, effect: ReadyEffect) => {
    if (effect.kind === 'card') cards.set(key, { ...(cards.get(key) ?? liveComment()), body: effect.text });
    if (effect.kind !== 'comment') return { key: effect.key, ok: true, comment: null } as const;
    if (!spoken.has(key)) spoken.set(key, Date.now());
    nextId += 1;
    return { key: effect.key, ok: true, comment: { id: nextId, nodeId: `IC_${nextId}` } } as const;
  };
  const incidents: IncidentGateway = {
    facts: async (issue): Promise<Facts> =>
      facts({ issue: liveIssue(), actor: standing, card: cards.get(incidentKey(issue)) ?? null }),
    further: async () => ({}),
    findRun: async () => null,
    teamsOf: async () => ({ member: [], unseen: [], unasked: [] }),
    appOf: async () => null,
    perform: async (issue, effects) => effects.map((effect) => perform(incidentKey(issue), effect)),
    findOwn: async () => new Map(),
    mentionedIn: async () => null,
    membersOf: async () => null,
    policyAt: async () => null,
    commentsSince: async () => [],
  };
  return { gateway: appGateway(incidents), spoken };
}

function cardFor(sample: Sample): LiveComment {
  const { card } = sample.record;
  return liveComment({
    ...(card === null ? {} : { id: card.id, nodeId: card.nodeId }),
    author: bot,
    body: cardOf(sample),
  });
}

function appGateway(incidents: IncidentGateway): AppGateway {
  return {
    repositories: async () => [],
    openIncidents: async () => [],
    deliveriesSince: async () => [],
    redeliver: async () => undefined,
    incidents: () => incidents,
    identity: async () => ({ appId: 1, botId: bot.id, login: bot.login, slug: 'firebreak' }),
  };
}

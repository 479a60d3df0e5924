// Watches the gateway from outside: what became of each effect, and how long an incident waited for GitHub.
import type { IssueRef } from '../../core/incident/record.ts';
import { incidentKey } from '../../core/trigger.ts';
import type { AppGateway, EffectResult, IncidentGateway } from '../../shell/github/port.ts';
import type { Metrics } from './metrics.ts';

export type GitHubTime = {
  /** Seconds that the incident has waited for GitHub since this was last asked. */
  take(key: string): number;
};

/** The same gateway, watched. One incident is handled by one worker at a time, so its waiting adds up (INV-12). */
export function observeGateway(gateway: AppGateway, metrics: Metrics): AppGateway & { readonly time: GitHubTime } {
  const waited = new Map<string, number>();
  const timed = async <T>(issue: IssueRef, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      return await work();
    } finally {
      const key = incidentKey(issue);
      waited.set(key, (waited.get(key) ?? 0) + (performance.now() - began) / 1000);
    }
  };
  const time: GitHubTime = {
    take(key) {
      const seconds = waited.get(key) ?? 0;
      waited.delete(key);
      return seconds;
    },
  };
  return { ...gateway, incidents: (id) => observeIncidents(gateway.incidents(id), timed, metrics), time };
}

type Timed = <T>(issue: IssueRef, work: () => Promise<T>) => Promise<T>;

function observeIncidents(gateway: IncidentGateway, timed: Timed, metrics: Metrics): IncidentGateway {
  return {
    facts: (issue, request) => timed(issue, () => gateway.facts(issue, request)),
    further: (issue, wanted) => timed(issue, () => gateway.further(issue, wanted)),
    findRun: (issue, wanted) => timed(issue, () => gateway.findRun(issue, wanted)),
    teamsOf: (login, teams) => gateway.teamsOf(login, teams),
    appOf: (issue, comment) => gateway.appOf(issue, comment),
    perform: async (issue, effects, labelIds) => {
      const results = await timed(issue, () => gateway.perform(issue, effects, labelIds));
      for (const [index, result] of results.entries()) {
        metrics.effect(effects[index]?.kind ?? 'unknown', wordFor(result));
      }
      return results;
    },
    findOwn: (issue, keys) => timed(issue, () => gateway.findOwn(issue, keys)),
    mentionedIn: (issue, comment) => timed(issue, () => gateway.mentionedIn(issue, comment)),
    membersOf: (team, most) => gateway.membersOf(team, most),
    policyAt: (name) => gateway.policyAt(name),
    commentsSince: (issue, since) => timed(issue, () => gateway.commentsSince(issue, since)),
  };
}

function wordFor(result: EffectResult): string {
  return result.ok ? 'done' : result.fate;
}

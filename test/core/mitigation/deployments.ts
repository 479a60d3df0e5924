// Deployments for tests, in as few words as a table needs.
import type { Deployment, DeploymentState } from '../../../src/core/mitigation/recent-past.ts';

/** A commit by a letter. */
export function shaOf(letter: string): string {
  return letter.charCodeAt(0).toString(16).repeat(20);
}

/** At so many minutes after midnight; begun two minutes before it was done. */
export function clock(minute: number): string {
  return new Date(Date.UTC(2026, 2, 1) + minute * 60_000).toISOString().replace('.000', '');
}

/** The id is the minute in which it was done. GitHub's `inactive` can stand on top of any. */
export function deployment(
  letter: string,
  minute: number,
  states: readonly DeploymentState[] = ['success', 'in_progress'],
  rest: Partial<Deployment> = {},
): Deployment {
  return {
    id: String(minute),
    environment: 'production',
    sha: shaOf(letter),
    ref: `v${minute}`,
    by: 'release-bot',
    at: clock(minute - 2),
    url: null,
    statuses: states.map((state) => ({ state, at: clock(state === 'in_progress' ? minute - 1 : minute) })),
    ...rest,
  };
}

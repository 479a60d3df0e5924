// What is around GitHub: channels and their connections, links to what responders must reach (`S003-40`), and the clock.
import { connectedChannels, mediumOf, unconnectedChannels } from '../channels/chosen.ts';
import type { ReadinessFacts } from './facts.ts';
import { type Finding, finding } from './finding.ts';

/** From so many seconds on the app warns, too. */
const MOST_AHEAD = 5;

const variables = {
  slack: 'FIREBREAK_SLACK_TOKEN',
  email: 'FIREBREAK_SMTP_URL',
  webhook: 'FIREBREAK_WEBHOOK_URL',
  pagerduty: 'FIREBREAK_PAGERDUTY_ROUTING_KEY',
} as const;

/** Channels that a team has set up and that cannot be told anything. */
export function judgeChannels({
  policy: { policy },
  connections,
  environmentProblems,
}: ReadinessFacts): readonly Finding[] {
  const connected = Object.keys(connections);
  const silent = [...new Set(connectedChannels(policy, connected).map(({ via }) => via))].filter(
    (via) => connections[via] === false,
  );
  return [
    ...environmentProblems.map((problem) => finding('environment-wrong', { problem })),
    ...unconnectedChannels(policy, connected).map(({ id, kind, connection }) => {
      const medium = mediumOf(kind);
      const suffix = connection === null ? '' : `_${connection.toUpperCase()}`;
      return finding('channel-unconnected', {
        channel: id,
        variable: medium === null ? '' : `${variables[medium]}${suffix}`,
      });
    }),
    ...silent.map((connection) => finding('channel-unreachable', { connection })),
  ];
}

/** Access that the card cannot link, and links that lead nowhere. */
export function judgeAccess({ policy: { policy }, links }: ReadinessFacts): readonly Finding[] {
  const titles = policy.access.filter(({ at }) => at === null).map(({ title }) => title);
  const dead = policy.access.filter(({ at }) => at !== null && links[at] === false);
  return [
    ...(titles.length === 0 ? [] : [finding('access-unlinked', { titles: titles.join(', ') })]),
    ...dead.map(({ title, at }) => finding('access-unreachable', { title, address: at ?? '' })),
  ];
}

/** A clock that is ahead pages early, one that is behind pages late. */
export function judgeClock({ clockAhead }: ReadinessFacts): readonly Finding[] {
  if (clockAhead === null || Math.abs(clockAhead) <= MOST_AHEAD) return [];
  return [
    finding('clock-wrong', {
      seconds: String(Math.round(Math.abs(clockAhead))),
      way: clockAhead > 0 ? 'ahead of' : 'behind',
    }),
  ];
}

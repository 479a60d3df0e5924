// Opens an incident for an alert, or tells the one that is there already; where no app is installed this run then declares it.
import type { Alert } from '../../src/core/alert/alert.ts';
import { type Grouping, openedBefore, placeOf } from '../../src/core/alert/group-alert.ts';
import { againText, issueOf, reopenedText, timesIn } from '../../src/core/alert/incident-of-alert.ts';
import type { Timestamp } from '../../src/core/time.ts';
import type { Trigger } from '../../src/core/trigger.ts';
import { runEvent } from '../../src/shell/engine/run-thread.ts';
import { type AlertGateway, createAlertGateway, type Opened } from '../../src/shell/github/index.ts';
import { type Host, wait } from '../host/host.ts';
import type { Place } from '../host/runner.ts';

export type Asked = {
  readonly alert: Alert;
  readonly grouping: Grouping;
  /** Whether this run declares the incident itself. */
  readonly responds: boolean;
  readonly place: Place;
};

export type Declared = {
  readonly number: number;
  readonly url: string;
  readonly how: 'opened' | 'joined' | 'reopened';
};

type Turn = Asked & { readonly alerts: AlertGateway; readonly host: Host; readonly now: Timestamp };

/** Throws `GitHubUnavailable` and `GitHubRefused`: the run is then red, and a re-run opens nothing twice. */
export async function declare(host: Host, asked: Asked): Promise<Declared> {
  const { octokit, self, parts } = host;
  const alerts = createAlertGateway({ octokit, ...asked.place, self: self.id, now: parts.clock.now });
  const turn: Turn = { ...asked, alerts, host, now: parts.clock.now() };
  const all = await alerts.alerted();
  const place = placeOf(asked.alert.fingerprint, all, asked.grouping, turn.now);
  const known = place.is === 'new' ? undefined : all.find(({ number }) => number === place.number);
  if (known === undefined) return opening(turn);
  return place.is === 'joins' ? joining(turn, known) : reopening(turn, known);
}

async function opening(turn: Turn): Promise<Declared> {
  const { alert, alerts, now } = turn;
  const issue = issueOf(alert, now);
  const made = await alerts.open(issue, alert.fingerprint);
  const all = await alerts.alerted();
  const before = openedBefore(made, all);
  const first = all.find(({ number }) => number === before);
  if (first !== undefined) {
    await alerts.drop(made.number);
    return joining(turn, first);
  }
  const { self } = turn.host;
  await respond(turn, made, {
    ...common(turn, made),
    kind: 'opened',
    at: made.openedAt,
    ...issue,
    labels: ['incident'],
    author: self,
    viaApp: made.viaApp ?? null,
  });
  return { number: made.number, url: made.url, how: 'opened' };
}

/** One comment keeps count: an alert that comes every minute tells nobody every minute. */
async function joining({ alert, alerts, now }: Turn, { number, url, fingerprint }: Opened): Promise<Declared> {
  const known = await alerts.again(number, fingerprint);
  const text = againText(alert, known === null ? 0 : timesIn(known.body), now);
  if (known === null) await alerts.comment(number, text);
  else await alerts.edit(known.id, text);
  return { number, url, how: 'joined' };
}

async function reopening(turn: Turn, known: Opened): Promise<Declared> {
  const { alert, alerts, now } = turn;
  await alerts.comment(known.number, reopenedText(alert, now));
  await alerts.reopen(known.number);
  await respond(turn, known, { ...common(turn, known), kind: 'reopened', at: now, byAlert: true });
  return { number: known.number, url: known.url, how: 'reopened' };
}

function common({ place }: Turn, { repositoryId, number, nodeId }: Opened) {
  const issue = { repositoryId, ...place, number, nodeId };
  // Of our own accounts nothing is heard: whether it may declare is judged by who opened it.
  return { issue, installationId: null, actor: null, via: 'action' as const };
}

async function respond({ responds, host }: Turn, { number }: Opened, trigger: Trigger): Promise<void> {
  if (!responds) return;
  const { outcome } = await runEvent(host.parts, trigger, wait);
  process.stdout.write(`Firebreak: #${number} ${outcome}\n`);
}

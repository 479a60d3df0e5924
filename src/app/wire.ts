// Joins the ports: engine, gateway, brain, rendering and policy, each of which knows nothing of the others. Tests join their own parts here too.

import { pageOutOfBand } from '../core/channels/page-out-of-band.ts';
import { createBrain } from '../core/decide/brain.ts';
import type { Form } from '../core/form/form.ts';
import { parseFormFile } from '../core/form/parse-form-file.ts';
import { ranksElsewhere } from '../core/form/ranks-elsewhere.ts';
import type { Message } from '../core/messages.ts';
import { policyFrom } from '../core/policy/policy-from.ts';
import { proposed, type WithBases } from '../core/policy/proposed.ts';
import type { Checker } from '../shell/checks/checker.ts';
import type { Clock } from '../shell/engine/clock.ts';
import type { Database } from '../shell/engine/database/database.ts';
import { queueDepth } from '../shell/engine/depth.ts';
import { createEngine, type Engine } from '../shell/engine/engine.ts';
import { failingLanes } from '../shell/engine/lane-store.ts';
import type { Log } from '../shell/engine/log.ts';
import type { EngineChannels } from '../shell/engine/telling-engine.ts';
import type { Handled } from '../shell/engine/worker.ts';
import type { FreezeGateways } from '../shell/github/freeze/port.ts';
import type { HotfixGateways } from '../shell/github/hotfix/port.ts';
import type { AppGateway } from '../shell/github/port.ts';
import type { ProposalGateways } from '../shell/github/proposal/port.ts';
import type { Channels } from '../shell/notify/channels.ts';
import type { OnCallSource } from '../shell/notify/on-call-source.ts';
import { mayNeedAnswer } from '../shell/payloads/read-comment.ts';
import { createRenderer } from '../shell/render/renderer.ts';
import { readShipped, type Shipped } from '../shell/templates/shipped.ts';
import type { Metrics } from './metrics/metrics.ts';
import { observeGateway } from './metrics/observe-gateway.ts';

export type WireParts = {
  readonly database: Database;
  /** Without `freezes` nothing is held back. */
  readonly gateway: AppGateway & Partial<FreezeGateways & HotfixGateways & ProposalGateways>;
  /** Signs the hidden block of status cards. */
  readonly signingKey: string;
  /** Bot accounts beside our own whose signed cards are believed. */
  readonly trustedBotIds: readonly number[];
  /** Schedules of PagerDuty; absent: no key is set. */
  readonly onCall?: OnCallSource;
  /** GitHub's address for people; absent: github.com. */
  readonly web?: string;
  /** Makes checks from this server; absent: it makes none. */
  readonly checker?: Checker;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Channels beside GitHub, and GitHub's address for people, which what they are told names. Absent: none. */
  readonly channels?: { readonly channels: Channels; readonly web: string };
  /** Real milliseconds between two comparisons with GitHub; null: only when asked; absent: the engine's five minutes. */
  readonly reconcileEvery?: number | null;
};

/** The engine over these parts, watched by the metrics. Nothing happens before its `start`. */
export function wire(parts: WireParts): Engine {
  const { database, clock, log, metrics, trustedBotIds, onCall, checker, reconcileEvery } = parts;
  const shipped = readShipped();
  const renderer = createRenderer({ signingKey: parts.signingKey, templates: shipped.messages });
  const watched = observeGateway(parts.gateway, metrics);
  metrics.watchDepth(() => queueDepth(database));
  const form = formOf(shipped);
  if (parts.channels !== undefined) metrics.watchChannels(() => failingLanes(database));
  return createEngine({
    database,
    brain: createBrain(form),
    ...(parts.channels === undefined ? {} : { channels: spokenThrough(parts.channels, form, renderer.text, metrics) }),
    appGateway: watched,
    ...(parts.gateway.freezes === undefined
      ? {}
      : {
          freezes: {
            freezes: parts.gateway.freezes,
            ...(parts.gateway.hotfixes === undefined ? {} : { hotfixes: parts.gateway.hotfixes }),
            ...(parts.gateway.proposals === undefined ? {} : { propose: proposing(parts.gateway.proposals, shipped) }),
            web: parts.web ?? 'https://github.com',
          },
        }),
    ready: renderer.ready,
    readCard: renderer.readCard,
    readTemplates: renderer.readTemplates,
    policyFrom: (file, lastGood, bases) => policyFrom(shipped.policies, file, lastGood, bases),
    mayNeedAnswer,
    ...(onCall === undefined ? {} : { onCall }),
    ...(checker === undefined ? {} : { checker }),
    clock,
    log,
    options: {
      trustedBotIds,
      ...(reconcileEvery === undefined ? {} : { reconcileEvery }),
      onHandled: (handled) => noteHandled(handled, metrics, clock, watched.time.take(handled.key)),
      onAlert: ({ code, text, incident }) => {
        metrics.alert(code);
        log('error', code, text, { incident });
      },
    },
  });
}

function proposing(proposals: ProposalGateways['proposals'], { policies }: Shipped) {
  return { proposals, judgePolicy: (before: WithBases, after: WithBases) => proposed(policies, before, after) };
}

function spokenThrough(
  { channels, web }: NonNullable<WireParts['channels']>,
  form: Form,
  text: (message: Message) => string,
  metrics: Metrics,
): EngineChannels {
  return {
    channels,
    text,
    web,
    pageOutOfBand: (offline) => pageOutOfBand(offline, form),
    onTold: (connection, outcome) => metrics.told(connection.split(':', 1)[0] ?? connection, outcome),
  };
}

function formOf(shipped: Shipped): Form {
  const { form, problems } = parseFormFile(shipped.form);
  if (form === null) throw new Error(`The shipped declaration form is broken: ${JSON.stringify(problems)}`);
  return { ...form, ranksElsewhere: ranksElsewhere(shipped.policies) };
}

function noteHandled(handled: Handled, metrics: Metrics, clock: Clock, waitedForGitHub: number): void {
  const outcome = handled.state === 'dead' ? 'dead' : (handled.outcome ?? 'none');
  metrics.handled(outcome.split(':', 1)[0] ?? outcome);
  metrics.ownTime(Math.max(0, handled.seconds - waitedForGitHub));
  if (handled.kind !== 'tick') return;
  // The id of a tick ends with the instant at which it was due.
  const due = Date.parse(handled.guid.slice(`tick:${handled.key}:`.length));
  const taken = Date.parse(clock.now()) - handled.seconds * 1000;
  if (!Number.isNaN(due)) metrics.timerLate(Math.max(0, (taken - due) / 1000));
}

// The app with credentials, from an empty process to `ready`, and to its clean end.
import { setTimeout as after } from 'node:timers/promises';
import { createChecker } from '../shell/checks/checker.ts';
import { type Clock, systemClock } from '../shell/engine/clock.ts';
import { crashAt } from '../shell/engine/crash-points.ts';
import { type Database, openDatabase } from '../shell/engine/database/database.ts';
import type { Engine } from '../shell/engine/engine.ts';
import type { Log } from '../shell/engine/log.ts';
import { TURN_PATIENCE } from '../shell/github/tolerant.ts';
import type { Channels } from '../shell/notify/channels.ts';
import { pagerDutySchedules } from '../shell/notify/pagerduty-schedules.ts';
import { bundledDatabase } from './bundled-database.ts';
import { connectChannels } from './channels.ts';
import type { AppConfig } from './config/config.ts';
import { webOf } from './config/github-url.ts';
import { type CredentialCheck, createCredentialCheck } from './health/credential-check.ts';
import { type Checks, healthPages } from './health/pages.ts';
import { askApp } from './host/ask-app.ts';
import { connectGateway } from './host/connect-gateway.ts';
import { createHost, type Host } from './host/probot-host.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { clockFromParent, followParent, hasParent, patienceFromParent, tellParent } from './parent.ts';
import { createShutdown, processExit, type Shutdown } from './shutdown.ts';
import { wire } from './wire.ts';

/** How long the start waits for GitHub to say who we are; deliveries are taken without it as well. */
const IDENTITY_WAIT = 2_000;
/** What requests in hand get when the app stops: they only wait for a commit. */
const INTAKE_WAIT = 1_500;

type App = {
  readonly config: AppConfig;
  readonly log: Log;
  readonly database: Database;
  readonly engine: Engine;
  readonly channels: Channels;
  readonly identity: Identity;
  readonly credentials: CredentialCheck;
  readonly intake: Intake;
};

/** Returns when deliveries are taken. Throws when the database cannot be opened or the port is taken. */
export async function startApp(config: AppConfig): Promise<void> {
  const metrics = createMetrics();
  const host = await createHost(config);
  reportCrashes(host.log);
  const database = await openDatabase({ at: config.database, prebuilt: bundledDatabase(), log: host.log });
  const app = build(config, host, metrics, database);
  const shutdown = createShutdown(stepsOf(app), host.log, processExit);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => shutdown.begin(signal));
  await app.engine.start();
  void app.credentials.check();
  await Promise.race([app.identity.learn(), after(IDENTITY_WAIT, undefined, { ref: false })]);
  const port = await app.intake.start(config.port, config.host);
  host.log('info', 'ready', `Taking deliveries on port ${port}.`, { port });
  if (hasParent()) meetParent(app, shutdown, port);
  app.engine.attend();
}

function build(config: AppConfig, host: Host, metrics: Metrics, database: Database): App {
  const { log } = host;
  const clock: Clock = systemClock(config.production ? 0 : clockFromParent());
  const { signingKey, trustedBotIds, pagerDuty, pagerDutySecrets, appId } = config;
  const gateway = connectGateway({
    host,
    trustedBotIds,
    clock,
    metrics,
    turn: config.production ? TURN_PATIENCE : patienceFromParent(),
  });
  const onCall =
    pagerDuty === null
      ? {}
      : {
          onCall: pagerDutySchedules({
            ...pagerDuty,
            now: clock.now,
            complain: (text) => log('warn', 'schedule-not-read', text),
          }),
        };
  const checker = config.checkHosts === null ? {} : { checker: createChecker(config.checkHosts) };
  const channels = connectChannels(config.connections, clock, pagerDuty);
  const web = webOf(config.baseUrl);
  const spoken = channels.connected.length === 0 ? {} : { channels: { channels, web } };
  const engine = wire({
    database,
    gateway,
    signingKey,
    trustedBotIds,
    ...onCall,
    ...checker,
    web,
    clock,
    log,
    metrics,
    ...spoken,
  });
  const identity = createIdentity(gateway, { appId, trustedBotIds }, log);
  const credentials = createCredentialCheck(() => askApp(host.app), log);
  const intake = createIntake({
    secrets: config.secrets,
    self: identity.self,
    locate: engine.locate,
    accept: engine.accept,
    ...(pagerDutySecrets.length === 0 ? {} : { pagerduty: { secrets: pagerDutySecrets } }),
    pages: healthPages(checksOf(engine, credentials), metrics),
    note: (outcome, event, error) => {
      metrics.delivery(outcome, event);
      if (error !== null) log('error', 'delivery-unstored', 'A delivery could not be stored.', { event, error });
    },
    failed: (error) => log('error', 'request-failed', 'A request met a fault of ours.', { error }),
  });
  return { config, log, database, engine, channels, identity, credentials, intake };
}

function checksOf(engine: Engine, credentials: CredentialCheck): Checks {
  return [
    async () => {
      const { queue, database } = await engine.readiness();
      if (!database) return 'The database does not answer.';
      return queue ? null : 'The queue is not running.';
    },
    credentials.problem,
  ];
}

function stepsOf({ intake, identity, credentials, engine, channels, database }: App) {
  const background = async () => {
    identity.stop();
    credentials.stop();
  };
  return [
    { name: 'The background checks', run: background },
    { name: 'The intake', run: () => intake.stop(INTAKE_WAIT) },
    { name: 'The engine', run: () => engine.stop() },
    { name: 'The channels', run: () => channels.close() },
    { name: 'The database', run: () => database.close() },
  ];
}

function meetParent({ config, engine }: App, shutdown: Shutdown, port: number): void {
  if (!config.production) {
    followParent({ setClock: engine.setClockOffset, idle: engine.idle, crashAt, stop: shutdown.begin });
  }
  tellParent({ type: 'ready', port });
}

/** What nobody caught ends the process: its state is unknown, and everything is taken up at the next start. */
function reportCrashes(log: Log): void {
  const crash = (error: unknown) => {
    log('error', 'crash', 'An error was not caught; the process ends.', { error });
    processExit.gently(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

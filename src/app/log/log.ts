// The app's log: one line per event through Probot's logger, a code for machines, a sentence for people; no payloads, no secrets.
import type { Log } from '../../shell/engine/log.ts';
import { type Redact, redactValue } from './redact.ts';

/** What is used of Probot's logger (pino). */
export type Sink = {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
};

/** The log of the engine and the app. Never throws. */
export function createLog(sink: Sink, redact: Redact): Log {
  return (level, code, text, details) => {
    try {
      const fields = redactValue(details ?? {}, redact);
      sink[level](typeof fields === 'object' && fields !== null ? { ...fields, code } : { code }, redact(text));
    } catch {
      // A log line is never worth the work that it tells of.
    }
  };
}

/** Octokit's own messages: warnings and errors as ours; its request lines would show bodies, so they are dropped. */
export function octokitLog(log: Log) {
  const say = (level: 'warn' | 'error') => (message: unknown) =>
    log(level, 'octokit', message instanceof Error ? message.message : String(message));
  const drop = () => undefined;
  return { debug: drop, info: drop, warn: say('warn'), error: say('error') };
}

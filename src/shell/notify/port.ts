// What the engine needs of a channel beside GitHub: one notice in, what became of it out. Implemented in this folder only.
import type { NoticeEvent } from '../../core/channels/event.ts';
import type { Status } from '../../core/incident/record.ts';
import type { Timestamp } from '../../core/time.ts';

export { type NoticeEvent, noticeEvents } from '../../core/channels/event.ts';

/** One thing to tell, whole: nothing else is looked up. */
export type Notice = {
  /** Stable: the same on every repetition, so that a receiver can know it again. */
  readonly key: string;
  /** Names the incident for receivers that keep one thing for each: `<repository id>#<issue number>`. */
  readonly incident: string;
  readonly event: NoticeEvent;
  readonly level: string | null;
  /** 1 is worst; null while nobody knows the severity. */
  readonly rank: number | null;
  readonly status: Status;
  readonly summary: string;
  /** The address; null: not for these readers. */
  readonly url: string | null;
  readonly at: Timestamp;
  /** Markdown, rendered and capped by who decided it. Mentions nobody. */
  readonly text: string;
  /** Whom it is for, in the channel's own words: addresses, PagerDuty user or escalation policy ids, Slack user ids. Empty: the channel's default. */
  readonly to: readonly string[];
  /** What the channel for this incident is called (`S004-05`); null where the channel is one for all. */
  readonly name: string | null;
  /** What the channel gave back earlier for this incident (a Slack channel and thread); null = nothing yet. */
  readonly ref: string | null;
};

/** What became of it. `ref`: what to hand back with the next notice of the incident. `final`: it never will be taken. */
export type Told =
  | {
      readonly ok: true;
      readonly ref: string | null;
      /** What beside it did not work: an address that was refused, a person who could not be invited. */
      readonly note?: string;
    }
  | {
      readonly ok: false;
      readonly fate: 'retry' | 'final';
      readonly message: string;
      /** Not before that, where the channel said so. */
      readonly retryAt: Timestamp | null;
      /** It is about this notice and its recipients: others may be taken meanwhile. */
      readonly ofOne?: true;
    };

/** One configured channel. Never throws; ends at the latest when `signal` is aborted. */
export type Channel = {
  readonly kind: 'slack' | 'email' | 'webhook' | 'pagerduty';
  tell(notice: Notice, signal: AbortSignal): Promise<Told>;
};

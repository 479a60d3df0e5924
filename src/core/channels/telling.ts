// One thing to tell through one channel, as a decision wants it told: a value of its own beside the effects, since it is no business of GitHub's.
import type { Status } from '../incident/record.ts';
import type { Message } from '../messages.ts';
import type { Timestamp } from '../time.ts';
import type { NoticeEvent } from './event.ts';

/** What is behind a channel: one of the adapters in `shell/notify`. */
export type Medium = 'slack' | 'email' | 'webhook' | 'pagerduty';

export type Telling = {
  /** Names what happened, to what, and when that was, never when it was decided: the same however often it is decided again. */
  readonly key: string;
  /** Its id in the policy; with the incident it names the lane. */
  readonly channel: string;
  /** Which of the connections that the environment has set up (`connectionOf`). */
  readonly connection: string;
  /** The room there that is one for all incidents, such as `incidents`; null: the connection's own, or one for each incident (`name`). */
  readonly room: string | null;
  readonly event: NoticeEvent;
  readonly level: string | null;
  /** 1 is worst; null while nobody knows the severity. */
  readonly rank: number | null;
  readonly status: Status;
  readonly summary: string;
  /** The address; null for the public, who may not be let in. */
  readonly url: string | null;
  /** When it happened. */
  readonly at: Timestamp;
  readonly to: readonly string[];
  /** What the channel that the incident has to itself is called; null: it has none. */
  readonly name: string | null;
  readonly message: Message;
  /** The step of the ladder that it pages for, where `/snooze` and quiet hours hold that back; absent: nothing does. */
  readonly step?: string;
  /** An `/ack` does not end the step that it pages for: it is told all the same until the incident is over. Absent: it does. */
  readonly answerable?: false;
  /**
   * Only from then on, and only if the effect of this key is not done by then: what GitHub did not take; `onceRefused`: only when it never will. Absent:
   * at once.
   */
  readonly instead?: {
    readonly of: string;
    readonly from: Timestamp;
    /** The channel as people know it: a comment that comes late names it. */
    readonly title: string;
    readonly onceRefused?: true;
  };
};

/** The name of the environment's connection: `slack`, or `slack:ops` where the policy names one. */
export function connectionOf(medium: Medium, name: string | null): string {
  return name === null ? medium : `${medium}:${name}`;
}

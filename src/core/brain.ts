// The two questions the shell asks the core: what must be known for this trigger, and what follows from it.
import type { Decision } from './decision.ts';
import type { FactRequest, Facts, Further } from './facts.ts';
import type { Incident } from './incident/record.ts';
import type { TeamTemplates } from './messages/team-templates.ts';
import type { KeptPolicy, Offer } from './policy/kept.ts';
import type { Policy, PolicyProblem } from './policy/policy.ts';
import type { Timestamp } from './time.ts';
import type { Trigger } from './trigger.ts';

/** Who we are: comments by `botIds` carry cards that may be believed; events by `botId` are our own echo. */
export type Self = { readonly botId: number; readonly botIds: readonly number[]; readonly login: string };

/** A page that went out by a channel (its id) instead, under a key of `channels/happened.ts`. */
export type ToldInstead = { readonly channel: string; readonly key: string };

export type Situation = {
  readonly trigger: Trigger;
  /** The newest believed record, or null when the issue has none. */
  readonly record: Incident | null;
  /** What the shell had to say about the card: `tampered` when it was not believed, `missing` when it is gone. */
  readonly card: 'fine' | 'tampered' | 'missing' | 'not-asked';
  /** The policy that this incident goes by. */
  readonly policy: Policy;
  /** What an incident that is declared now keeps of it. */
  readonly keep: KeptPolicy;
  /** The default branch's policy where the incident keeps another one. */
  readonly offered: Offer | null;
  /** The policy that the incident carried is none and today's stands for it. */
  readonly damaged?: true;
  /** Problems of the policy file that is not in force because of them. */
  readonly policyProblems: readonly PolicyProblem[];
  /** The team's own templates on the default branch; absent: none. */
  readonly templates?: TeamTemplates;
  readonly facts: Facts;
  readonly now: Timestamp;
  readonly self: Self;
  /** Names of the connections through which channels can be told (`channels/telling.ts`); absent: the host tells none. */
  readonly connected?: readonly string[];
  /** The hosts that the app itself may ask for checks (`mitigation/asked-check.ts`); absent: the host makes none. */
  readonly checkHosts?: readonly string[];
  /** The record was found on GitHub and not here: what was decided before and not told yet is not known. */
  readonly rebuilt?: true;
  /** Pages that channels (by id) have while GitHub could not be asked; absent: none. */
  readonly toldInstead?: readonly ToldInstead[];
};

export type Brain = {
  /** Null: nothing about this trigger concerns us, and nothing is asked of GitHub. */
  factsFor(trigger: Trigger, record: Incident | null, policy: Policy, self: Self): FactRequest | null;
  /** `org/team`s whose membership of the actor, or of the person named, matters and is not known from the facts. */
  teamsFor(situation: Situation, named?: string): readonly string[];
  /** Schedules of PagerDuty, by id, that say who is on call by this policy; nearly always none. */
  schedulesFor(situation: Situation): readonly string[];
  /** Logins that a record to be rebuilt from its thread depends on, and that the facts do not know with their standing; nearly always none. */
  peopleFor(situation: Situation): readonly string[];
  /** What must be known beside the facts before it is decided; asked until it is null, a few times at most. */
  furtherFor(situation: Situation): Further | null;
  decide(situation: Situation): Decision;
};

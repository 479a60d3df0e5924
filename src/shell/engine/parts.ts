// What the loop is built from: the core's brain, the gateways, and the pure functions of the folders beside this one.
import type { Brain, Self } from '../../core/brain.ts';
import type { GitHubEffect } from '../../core/effects.ts';
import type { LiveComment, PolicyFile, TemplateFile } from '../../core/facts.ts';
import type { Incident, IssueRef } from '../../core/incident/record.ts';
import type { TeamTemplates } from '../../core/messages/team-templates.ts';
import type { ReadKept } from '../../core/policy/kept.ts';
import type { Bases, PolicyInForce } from '../../core/policy/policy-from.ts';
import type { IncidentGateway, ReadyEffect } from '../github/port.ts';
import type { OnCallSource } from '../notify/on-call-source.ts';
import type { BasePolicies } from './base-policies.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** Renders an effect. For a card, `record` is what it shows and carries, and `record.card` says whether it is edited or created. */
export type Ready = (effect: GitHubEffect, record: Incident) => ReadyEffect;

export type CardReading =
  | { readonly ok: true; readonly incident: Incident }
  | { readonly ok: false; readonly why: string };

/** Whether a comment is a card of ours for this issue, with a signature that holds; the record it carries. */
export type ReadCard = (live: LiveComment, issue: IssueRef, trustedBotIds: readonly number[]) => CardReading;

/** What the core makes of a policy file. */
export type PolicyReading = PolicyInForce;

/** The policy in force, given the file as found, the last one that was good, and what it extends as far as read. Never throws for a bad file. */
export type PolicyFrom = (file: PolicyFile, lastGood: PolicyFile | null, bases: Bases) => PolicyReading;

/** A team's own templates: which may be used, and what is wrong with the others. Never throws. */
export type ReadTemplates = (files: readonly TemplateFile[]) => TeamTemplates;

export type LoopParts = {
  readonly brain: Brain;
  readonly ready: Ready;
  readonly readCard: ReadCard;
  /** Absent: messages are in our words. */
  readonly readTemplates?: ReadTemplates;
  readonly policyFrom: PolicyFrom;
  /** The policy that an incident carries. */
  readonly readKept: ReadKept;
  /** The policy that another lies over; null when there is none that may be read. */
  readonly basePolicies: BasePolicies;
  /** Schedules of other services; absent: no key is set for any. */
  readonly onCall?: OnCallSource;
  readonly clock: Clock;
  readonly log: Log;
  /** The connections through which channels can be told; absent: none, as in a workflow. */
  readonly connected?: readonly string[];
  /** The hosts that the app itself may ask for checks; absent: it makes none, as in a workflow. */
  readonly checkHosts?: readonly string[];
  /** Who we are; asked of GitHub once. */
  readonly self: () => Promise<Self>;
  /** GitHub with the authority of this installation (null: of a workflow's token). */
  readonly gateway: (installationId: number | null) => IncidentGateway;
};

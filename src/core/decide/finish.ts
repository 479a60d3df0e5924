// The end of every decision: notices, the revision, the card, and when to look again.
import { alertsAfter } from '../channels/alerts.ts';
import type { Telling } from '../channels/telling.ts';
import { tellings } from '../channels/tellings.ts';
import { untilFreezeOver } from '../clock/freeze-limit.ts';
import { lookAgainAt } from '../clock/unreached.ts';
import type { Decision } from '../decision.ts';
import type { LiveIssue } from '../facts.ts';
import { isQuiet } from '../incident/changes.ts';
import { fold } from '../incident/fold.ts';
import { forNewComment } from '../incident/former-levels.ts';
import { withMentionsOf } from '../incident/mentions.ts';
import type { Incident } from '../incident/record.ts';
import type { Timestamp } from '../time.ts';
import type { Trigger } from '../trigger.ts';
import { cardMessage } from './card-message.ts';
import type { Draft } from './draft.ts';
import { untilGathered, untilLinked } from './evidence.ts';
import { untilFollowed } from './follow.ts';
import { untilArrived } from './hotfix-live.ts';
import { labelsOf, tagsOf } from './labels.ts';
import { untilLookedBack } from './look-back.ts';
import { withNotices } from './notices.ts';
import { untilPublished } from './postmortem.ts';
import { untilRedeployed } from './redeployed.ts';
import { asMayBeShown } from './security.ts';
import { syncEffects } from './sync.ts';
import { keepingPolicy } from './under-policy.ts';

/** The decision that a draft amounts to. The card follows only what it shows; what only guards against repeats is saved beside it. */
export function finish(draft: Draft, outcome: string, byHand: boolean, trigger: string): Decision {
  const { situation } = draft;
  const before = situation.record;
  const incident = fold(withNotices(keepingPolicy(forNewComment(withMentioned(draft)), situation), situation));
  const visible = before === null || shown(before) !== shown(incident);
  const cardLost = situation.card === 'missing' || situation.card === 'tampered';
  const record = visible || cardLost ? { ...incident, revision: (before?.revision ?? 0) + 1 } : incident;
  const live = situation.facts.issue;
  const given = labelsOf(situation.policy, record);
  const isMoved =
    before === null ||
    moved(before, record) ||
    // A card of an earlier release does not say which labels the issue was given.
    (before.labels.length > 0 && String(before.labels) !== String(given));
  const sync =
    live !== null && (byHand || isMoved)
      ? syncEffects(situation.policy, before, record, live, {
          byHand,
          trigger,
          ...(byHand ? heardIn(situation.trigger) : {}),
          former: draft.former ?? situation.policy,
        })
      : [];
  const told = tellings(before, record, situation, [...draft.effects, ...sync]);
  const kept = withAlerts(record, told);
  const open = asMayBeShown(kept, situation);
  const shownRecord = open === kept ? kept : withNotices(open, situation);
  const card =
    record.revision === before?.revision
      ? []
      : [
          {
            kind: 'card' as const,
            key: `card/${record.revision}`,
            revision: record.revision,
            message: cardMessage(shownRecord, situation.policy, situation.now, webOf(live)),
            ...(shownRecord === kept ? {} : { discreet: true }),
          },
        ];
  const effects = [...draft.effects, ...sync, ...card];
  return {
    record: live === null ? kept : { ...kept, labels: [...given], ...tagsOf(live, situation.policy, given) },
    effects,
    ...(told.length === 0 ? {} : { tellings: told }),
    ...(draft.joins === undefined || draft.joins.length === 0 ? {} : { joins: draft.joins }),
    outcome,
    lookAgainAt: nextLook(record, situation),
    log: draft.log,
  };
}

/** The incident with everybody counted whom its comments mention: the limit of an hour holds for all of them. */
function withMentioned({ incident, effects, situation: { record, now } }: Draft): Incident {
  const comments = effects.flatMap((effect) => (effect.kind === 'comment' ? [effect.message.mentions] : []));
  return withMentionsOf(incident, record, comments, now);
}

/** The record with the alerts that are open once this is told; no fact for a reader, so that no card follows from it. */
function withAlerts({ alerts: before, ...rest }: Incident, told: readonly Telling[]): Incident {
  const alerts = alertsAfter(before, told);
  return alerts === undefined ? rest : { ...rest, alerts };
}

/** What is due by the clock, and what is looked at beside it. */
function nextLook(incident: Incident, { policy, now, connected }: Draft['situation']): Timestamp | null {
  const due = untilFreezeOver(incident, lookAgainAt(incident, policy, now, connected));
  const looked = [untilLookedBack, untilFollowed, untilRedeployed, untilArrived, untilLinked, untilPublished].reduce(
    (at, until) => until(incident, at, now),
    due,
  );
  return untilGathered(incident, policy, looked, now);
}

/** What an event of hands was about; nothing of a settlement, after which nothing more is expected. */
function heardIn(trigger: Trigger): { readonly heard?: string | null } {
  if (trigger.kind === 'look' || trigger.kind === 'tick') return {};
  return { heard: trigger.kind === 'labelled' ? trigger.label : null };
}

/** The repository's address, from its issue's. */
function webOf(live: LiveIssue | null): string {
  return live === null ? '' : live.url.replace(/\/issues\/\d+$/, '');
}

/** What labels, title, assignee or state depend on. */
function moved(a: Incident, b: Incident): boolean {
  return (
    a.policy?.written !== b.policy?.written ||
    a.level !== b.level ||
    a.status !== b.status ||
    a.summary !== b.summary ||
    a.plainSince !== b.plainSince ||
    a.roles['commander']?.id !== b.roles['commander']?.id
  );
}

function shown({ changes, evidence, ...rest }: Incident): string {
  // Both may be missing: they stand at the same place however they came.
  return JSON.stringify({
    ...rest,
    changes: changes === undefined || isQuiet(changes) ? null : changes,
    evidence: evidence === undefined || evidence.untold === true ? null : evidence,
    revision: 0,
    seen: null,
    refused: null,
    unasked: null,
    replies: null,
    drift: null,
    card: null,
    labels: null,
    tags: null,
  });
}

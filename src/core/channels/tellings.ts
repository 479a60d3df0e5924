// Which channels are told of what a decision made happen: compared once, at the end of every decision. Pure.
import type { Situation } from '../brain.ts';
import { isAnswerable } from '../clock/ladder.ts';
import { wasHere } from '../decide/rebuild.ts';
import type { Effect } from '../effects.ts';
import type { Incident } from '../incident/record.ts';
import { isActive } from '../incident/transitions.ts';
import { pagerdutyIdOf } from '../oncall/account.ts';
import { levelOf } from '../policy/find.ts';
import type { Policy } from '../policy/policy.ts';
import { plus } from '../time.ts';
import { endedNow, forgottenBy } from './alerts.ts';
import { connectedChannels, hears, isUsed, roomOf, type Spoken } from './chosen.ts';
import { again, type Fact, factKey, happened, heldByRecord } from './happened.ts';
import { incidentChannelName } from './name.ts';
import type { Telling } from './telling.ts';
import { asReadBy, isForReaders, type Matter, wordsFor } from './words.ts';

/** How long GitHub gets to take a page of the worst level before another channel has it (DESIGN section 3). */
export const PAGE_PATIENCE = 'PT1M';

/** What the channels are told after a decision. `effects` are those of the decision: a page among them that GitHub does not take goes out another way. */
export function tellings(
  before: Incident | null,
  after: Incident,
  situation: Situation,
  effects: readonly Effect[],
): readonly Telling[] {
  const connected = situation.connected ?? [];
  const spoken = connectedChannels(situation.policy, connected);
  const told = toldOf(after, situation);
  // A severity that left the channel is told by the channel itself; a policy that has it for other severities by now tells of nothing.
  const inUse = spoken.filter((channel) => isUsed(channel, after) || (before !== null && isUsed(channel, before)));
  const forgotten = forgottenBy(inUse, before?.alerts, connected);
  const over = forgotten.map((channel) => telling(channel, endedNow(situation.now), told));
  if (spoken.length === 0) return over;
  const facts = isFound(before, situation) ? [] : happened(before, after);
  return [
    ...over,
    ...spoken.flatMap((channel) =>
      isUsed(channel, after)
        ? ofChannel(channel, before, facts, told, situation)
        : [...leaving(channel, before, facts, told, spoken), ...closing(channel, facts, told)],
    ),
    ...insteadOfGitHub(spoken, facts, told, effects),
  ];
}

/** The record was made again of its thread: what is in it has happened before. */
function isFound(before: Incident | null, situation: Situation): boolean {
  return before === null && wasHere(situation);
}

function toldOf(incident: Incident, { policy, facts, now }: Situation): Matter {
  return { incident, policy, url: facts.issue?.url ?? '', now };
}

function ofChannel(
  channel: Spoken,
  before: Incident | null,
  facts: readonly Fact[],
  told: Matter,
  situation: Situation,
): readonly Telling[] {
  const { incident, now } = told;
  const was = before !== null && isUsed(channel, before);
  const wasDown = (incident.channels?.[channel.id]?.since ?? null) !== null;
  // Rebuilt: what was to be sent is gone with the database, and may not have been.
  const isNew = before !== null && before.milestones.declared !== null && (!was || isSilent(channel, before, incident));
  const isLost = !isNew && (isFound(before, situation) || situation.rebuilt === true);
  const held = isLost ? heldByRecord(incident, now, wasDown) : [];
  const happening = isNew ? joining(before, incident, facts) : facts;
  const keys = new Set(happening.map(factKey));
  const all = [...held.filter((fact) => !keys.has(factKey(fact))), ...happening];
  const heard = all.filter(({ event }) => hears(channel, event) && isForReaders(channel, event, before, incident));
  return heard
    .filter((fact) => !wasToldInstead(fact, before, channel, situation))
    .map((fact) => telling(channel, fact, told));
}

/** Its alert ended when the severity had left it, and nothing has begun one since: with another severity it is told as if it were new. */
function isSilent({ medium, via }: Spoken, before: Incident, after: Incident): boolean {
  return medium === 'pagerduty' && before.level !== after.level && before.alerts?.[via] === undefined;
}

/**
 * The channel is told of it from here on, maybe once more: that there is an incident comes first, and says how bad it is. Of one whose severity is put
 * right when nobody need respond any more it is not: it would call people for what is over.
 */
function joining(before: Incident, incident: Incident, facts: readonly Fact[]): readonly Fact[] {
  const others = facts.filter(({ event }) => event !== 'severity');
  return isActive(before.status) || isActive(incident.status) ? [...again(incident, facts), ...others] : others;
}

/**
 * The channel has nothing to do with it any more: people are told why, and an alert ends, since who was downgraded is not to be called. The alert of an
 * incident is one for each connection: it goes on where another channel over the same one is still used.
 */
function leaving(
  channel: Spoken,
  before: Incident | null,
  facts: readonly Fact[],
  told: Matter,
  spoken: readonly Spoken[],
): readonly Telling[] {
  const fact = facts.find(({ event }) => event === 'severity');
  if (fact === undefined || before === null || !isUsed(channel, before)) return [];
  const isShared = spoken.some(({ via, ...other }) => via === channel.via && isUsed(other, told.incident));
  if (channel.medium === 'pagerduty') return isShared ? [] : [telling(channel, { ...fact, event: 'closed' }, told)];
  return hears(channel, 'severity') ? [telling(channel, fact, told)] : [];
}

/** The channel that the incident had to itself is closed with it, also when its severity has left the channel: nobody else would. */
function closing(channel: Spoken, facts: readonly Fact[], told: Matter): readonly Telling[] {
  const isMade = channel.kind === 'incident-channel' && (told.incident.channels?.[channel.id]?.ref ?? null) !== null;
  const closed = facts.filter(({ event }) => isMade && event === 'closed' && hears(channel, event));
  return closed.map((fact) => telling(channel, fact, told));
}

/** The first page of an incident that was unknown when GitHub was away: its telling could not be named after a ladder that had not begun. */
function wasToldInstead({ event }: Fact, before: Incident | null, { id }: Spoken, situation: Situation): boolean {
  const isNew = before === null || before.milestones.declared === null;
  return isNew && event === 'paged' && (situation.toldInstead ?? []).some(({ channel }) => channel === id);
}

/** One thing for one channel. */
export function telling(channel: Spoken, fact: Fact, told: Matter): Telling {
  const { incident, policy } = told;
  const shown = asReadBy(channel.audience, incident);
  return {
    key: factKey(fact),
    channel: channel.id,
    connection: channel.via,
    room: roomOf(channel),
    event: fact.event,
    level: shown.level,
    rank: levelOf(policy, incident)?.rank ?? null,
    status: shown.status,
    summary: shown.summary,
    url: channel.audience === 'public' ? null : told.url,
    at: fact.at,
    to: toWhom(channel, fact, told),
    name: nameOf(channel, incident),
    message: wordsFor(channel, fact.event, told),
    ...(fact.step === undefined ? {} : { step: fact.step }),
    ...(fact.page === undefined || isAnswerable(policy, fact.page) ? {} : { answerable: false as const }),
  };
}

/** A hand-off reassigns in PagerDuty: to whoever leads now, where the policy says who that is there. */
function toWhom({ medium, to }: Spoken, { event }: Fact, { incident, policy }: Matter): readonly string[] {
  const leader = incident.roles['commander'];
  if (medium !== 'pagerduty' || event !== 'assigned' || leader === undefined) return to;
  const id = pagerdutyIdOf(policy, leader.login);
  return id === null ? to : [id];
}

/** The name of an incident's own channel says nothing of what is vulnerable. */
function nameOf({ kind, name }: Spoken, incident: Incident): string | null {
  if (kind !== 'incident-channel') return null;
  return incidentChannelName(name, incident.security ? { ...incident, summary: 'security' } : incident);
}

type Page = Extract<Effect, { readonly kind: 'comment' }>;

/** A page that GitHub refuses goes out by another channel, one of the worst level when GitHub has not taken it within a minute. */
function insteadOfGitHub(
  spoken: readonly Spoken[],
  facts: readonly Fact[],
  told: Matter,
  effects: readonly Effect[],
): readonly Telling[] {
  if (told.incident.milestones.declared === null) return [];
  const step = facts.findLast(({ event }) => event === 'paged') ?? null;
  const pages = effects.flatMap((effect) => (effect.kind === 'comment' && effect.urgency === 'page' ? [effect] : []));
  return pages.flatMap((page) =>
    fallbacks(spoken, told.incident).flatMap((channel) =>
      standIn(channel, page, page.key.startsWith('due/') ? step : null, told),
    ),
  );
}

/** A step of the ladder is known to whoever hears of pages; what was asked for beside it is known to none, and is told in its own words. */
function standIn(channel: Spoken, page: Page, step: Fact | null, told: Matter): readonly Telling[] {
  if (step !== null && hears(channel, 'paged')) return [];
  const instead = {
    of: page.key,
    from: plus(told.now, PAGE_PATIENCE),
    title: channel.title,
    ...(isWorst(told.incident, told.policy) ? {} : { onceRefused: true as const }),
  };
  if (step !== null) return [{ ...telling(channel, step, told), instead }];
  const own = telling(channel, { event: 'paged', at: told.now, about: page.key.replace(/[^A-Za-z0-9]+/g, '-') }, told);
  const message = channel.audience === 'internal' ? { ...page.message, mentions: [] } : own.message;
  return [{ ...own, message, instead }];
}

/** Nobody knows how bad it is, or it is as bad as can be. */
export function isWorst(incident: Incident, policy: Policy): boolean {
  return (levelOf(policy, incident)?.rank ?? 1) === 1;
}

/** Those that the policy has for it; else those that are paged anyway; else the first internal one that there is: paging fails open. */
export function fallbacks(spoken: readonly Spoken[], incident: Incident): readonly Spoken[] {
  const used = spoken.filter((channel) => isUsed(channel, incident));
  const meant = used.filter(({ fallback }) => fallback);
  if (meant.length > 0) return meant;
  const paged = used.filter((channel) => hears(channel, 'paged'));
  return paged.length > 0 ? paged : used.filter(({ audience }) => audience === 'internal').slice(0, 1);
}

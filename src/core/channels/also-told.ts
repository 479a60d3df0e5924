// A page that comes late to the issue says who has it already: channels that were told while GitHub could not be asked, or did not take it.
import type { Situation } from '../brain.ts';
import type { Due } from '../clock/due.ts';
import type { GitHubEffect } from '../effects.ts';
import { timesTold } from '../incident/ladder.ts';
import type { Incident } from '../incident/record.ts';
import { factKey, pageFact } from './happened.ts';

/** The channels by their titles, as the beginning of a sentence with its verb; null when there are none. */
export function alsoTold(incident: Incident, items: readonly Due[], situation: Situation): string | null {
  const { record, policy, toldInstead = [] } = situation;
  const { ladder } = incident;
  const pages = items.filter((item) => item.kind === 'escalation');
  if (toldInstead.length === 0 || pages.length === 0 || ladder.since === null) return null;
  const isNew = record === null || record.milestones.declared === null;
  const keys = pages.map(({ key, at }) => factKey(pageFact(incident, key, at, timesTold(ladder, key))));
  const told = toldInstead.filter(({ key }) => isNew || keys.includes(key)).map(({ channel }) => channel);
  const titles = policy.channels.filter(({ id }) => told.includes(id)).map(({ title }) => title);
  return saidOf(titles);
}

/** The effect as it is sent: a page that says which channels (by their titles) stood in for it before GitHub took it. */
export function withAlsoTold(effect: GitHubEffect, titles: readonly string[]): GitHubEffect {
  if (effect.kind !== 'comment' || titles.length === 0 || effect.message.data['also'] !== null) return effect;
  const { message } = effect;
  return { ...effect, message: { ...message, data: { ...message.data, also: saidOf(titles) } } };
}

/** Titles as the beginning of a sentence with its verb; null when there are none. */
export function saidOf(titles: readonly string[]): string | null {
  return titles.length === 0 ? null : `${titles.join(' and ')} ${titles.length === 1 ? 'was' : 'were'}`;
}

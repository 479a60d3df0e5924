// A page that waited for GitHub until nobody needed it any more: whether it is one, and what the record says of it, since nobody was told.
import type { EffectOf } from '../effects.ts';
import { toBeTaken, untold } from './ladder.ts';
import type { Incident } from './record.ts';
import { toldNobody } from './told-nobody.ts';
import { isActive } from './transitions.ts';

/**
 * Why a page is not sent: somebody acknowledged, the report was declared and is paged by its ladder, or nobody must respond any more; or it is put off,
 * since `/snooze` or quiet hours began.
 */
export const withdrawals = ['answered', 'declared', 'over', 'snoozed', 'quiet'] as const;
export type Withdrawal = (typeof withdrawals)[number];

/** By its key: whom it was for, why it is not sent, and what the record says was done with it and was not. */
export type Withdrawn = {
  readonly page: string;
  readonly whom: readonly string[];
  readonly why: Withdrawal;
  /** Steps of the ladder that no channel has either. */
  readonly steps: readonly string[];
  /** Keys of what is said once. */
  readonly passed: readonly string[];
  readonly update: boolean;
  readonly windowOver: boolean;
};

/** The page that this one followed since it reached nobody, or itself. */
export function firstPage(page: string): string {
  return page.replace(/^unheard\/(?:\d+\/)?/, '');
}

/** Why a page that GitHub has not taken is not sent any more, as the incident is now; null when it is. What somebody asked for beside the ladder is. */
export function withdrawalOf(
  { key, urgency, answered }: EffectOf<'comment'>,
  { status, ladder }: Incident,
): Withdrawal | null {
  const page = firstPage(key);
  if (urgency !== 'page') return null;
  if (page.startsWith('report/')) {
    if (status === 'reported') return null;
    return isActive(status) ? 'declared' : 'over';
  }
  if (!page.startsWith('due/')) return null;
  if (!isActive(status)) return 'over';
  const isAnswered = answered !== undefined && ladder.answered !== null && ladder.answered !== answered;
  return isAnswered ? 'answered' : null;
}

/** Whether the page is only put off: whom it was for is told later. */
export function isPutOff(why: Withdrawal): boolean {
  return why === 'snoozed' || why === 'quiet';
}

/**
 * The incident as if the page had not been decided: what was said with it is still to be said, and its steps only count as taken, or are to be taken
 * where the page is put off.
 */
export function withWithdrawn(
  incident: Incident,
  { whom, why, steps, passed, update, windowOver }: Withdrawn,
): Incident {
  const { updates, monitoring } = incident;
  const at = steps.map((key) => incident.ladder.at[key]).find((instant) => instant !== undefined);
  const asked = update ? { ...updates, remindedAt: null, reminders: Math.max(0, updates.reminders - 1) } : updates;
  const said = {
    ...incident,
    ladder: isPutOff(why) ? toBeTaken(incident.ladder, steps) : untold(incident.ladder, steps),
    passed: incident.passed.filter((key) => !passed.includes(key)),
    updates: asked,
    monitoring: windowOver && monitoring !== null ? { ...monitoring, announced: false } : monitoring,
  };
  return at === undefined ? said : toldNobody(said, whom, at);
}

const reasons: Readonly<Record<Withdrawal, string>> = {
  answered: 'somebody acknowledged before GitHub took it',
  declared: 'the report was declared before GitHub took it',
  over: 'it was over before GitHub took it',
  snoozed: 'it was put off by /snooze before GitHub took it',
  quiet: 'the quiet hours began before GitHub took it',
};

/** The line of the timeline. */
export function withdrawnInWords({ whom, why }: Pick<Withdrawn, 'whom' | 'why'>): string {
  const page =
    whom.length === 0 ? 'A page' : `The page to ${whom.map((handle) => handle.replace(/^@/, '')).join(', ')}`;
  return `${page} was not sent: ${reasons[why]}`;
}

// What must be known once the first answer is there: only for whoever may do what they ask, so that a refusal costs no questions.
import type { Situation } from '../brain.ts';
import type { Command, PastAsked } from '../commands/command.ts';
import { understood } from '../commands/index.ts';
import { parseComment } from '../commands/parse.ts';
import type { Further } from '../facts.ts';
import type { Incident } from '../incident/record.ts';
import { isToLookBack } from '../mitigation/look-back.ts';
import { mayDo } from '../policy/authority.ts';
import { claimantOf, commandAsked, todaysPolicy } from './asked.ts';
import { toCompareByItself } from './auto-rollback.ts';
import { toRefresh } from './evidence.ts';
import { toCompareHotfix } from './hotfix-live.ts';
import { isPlain } from './plain.ts';
import { toCompareLive } from './redeployed.ts';
import { underItsPolicy } from './under-policy.ts';

/** The next question; null when everything is known. What was asked and not told is not asked again. */
export function furtherFor(situation: Situation): Further | null {
  const { trigger, record } = situation;
  if (record === null || isPlain(record)) return null;
  if (trigger.kind === 'tick') return nextByClock(situation, record);
  if (trigger.kind !== 'commented') return null;
  const { policy, facts: known, now } = underItsPolicy(situation, record);
  for (const line of parseComment(trigger.comment.body, understood)) {
    const command = understood.find(({ name }) => name === line.name);
    if (command === undefined || line.problem !== null || !asks(command)) continue;
    if (!mayDo(commandAsked(command, line, record, situation), claimantOf(situation), todaysPolicy(situation)).allowed)
      continue;
    const asked: PastAsked = { line, incident: record, policy, now };
    const wanted = nextOf(command, asked, known);
    if (wanted !== null) return wanted;
  }
  return null;
}

function nextByClock(situation: Situation, record: Incident): Further | null {
  return (
    toCompareLive(situation, record) ??
    toCompareHotfix(situation, record) ??
    furtherByItself(situation, record) ??
    toRefresh(situation, record)
  );
}

/** A rule that acts by itself needs a comparison. */
function furtherByItself({ facts, policy, now }: Situation, record: Incident): Further | null {
  if (facts.past === undefined || facts.comparison !== undefined || !isToLookBack(record)) return null;
  return toCompareByItself(facts.past, record, policy, now);
}

function asks({ past, readiness }: Command): boolean {
  return past !== undefined || readiness !== undefined;
}

function nextOf(command: Command, asked: PastAsked, known: Situation['facts']): Further | null {
  const { past, comparison, readiness } = known;
  if (command.readiness !== undefined) return readiness === undefined ? { readiness: command.readiness(asked) } : null;
  if (past === undefined) {
    const wanted = command.past?.(asked) ?? null;
    return wanted === null ? null : { past: wanted };
  }
  if (comparison !== undefined) return null;
  const wanted = command.compares?.({ ...asked, past }) ?? null;
  return wanted === null ? null : { comparison: wanted };
}

// How long an incident was at which severity, and which was its worst.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { compare, type Timestamp } from '../time.ts';
import { awayTimes, type LevelChange, levelChanges } from './history.ts';
import { from, type Known, known, missing } from './known.ts';
import type { AtLevel } from './measured.ts';
import { without } from './spans.ts';

/** From the declaration to the last resolution, without the time between a resolution and a return. */
export function timesAtLevels(incident: Incident): Known<readonly AtLevel[]> {
  const { declared, resolved } = incident.milestones;
  if (declared === null || resolved === null) return missing('not-reached');
  if (compare(declared, resolved) > 0) return missing('out-of-order');
  return from(levelChanges(incident), (changes) =>
    from(awayTimes(incident), (away) =>
      known(
        atLevels(incident.level, changes, declared, resolved).flatMap(({ level, ...stretch }) =>
          without(stretch, away).map((part) => ({ ...part, level })),
        ),
      ),
    ),
  );
}

/** The severities in order. One that was changed at the very instant of the declaration was none. */
function atLevels(
  last: string | null,
  changes: readonly LevelChange[],
  declared: Timestamp,
  end: Timestamp,
): readonly AtLevel[] {
  const during = changes.filter(({ at }) => compare(at, declared) > 0 && compare(at, end) < 0);
  const [first] = changes.filter(({ at }) => compare(at, declared) > 0);
  const begun = { at: declared, to: first === undefined ? last : first.from };
  return [begun, ...during].map(({ at, to }, index) => ({ level: to, from: at, to: during[index]?.at ?? end }));
}

/** The worst severity since the declaration, by the ranks of the policy: names are never compared (C1). Null: it never had one. */
export function peakOf(incident: Incident, policy: Policy | null): Known<string | null> {
  const { declared } = incident.milestones;
  if (declared === null) return missing('not-reached');
  return from(levelChanges(incident), (changes) => {
    const after = changes.filter(({ at }) => compare(at, declared) > 0);
    const first = after[0] === undefined ? incident.level : after[0].from;
    const levels = [...new Set([first, ...after.map(({ to }) => to)])].filter((level) => level !== null);
    return worst(levels, policy);
  });
}

function worst(levels: readonly string[], policy: Policy | null): Known<string | null> {
  const [only = null] = levels;
  if (levels.length < 2) return known(only);
  const ranked = levels.map((name) => ({ name, rank: policy?.levels.find((level) => level.name === name)?.rank }));
  if (ranked.some(({ rank }) => rank === undefined)) return missing('no-policy');
  const [best] = ranked.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return known(best?.name ?? null);
}

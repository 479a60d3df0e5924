// A composed written policy → the policy as the core uses it.
import type { Plain } from './compose.ts';
import type { Level, Policy } from './policy.ts';
import { type ReadPolicy, WrittenPolicy } from './written/policy.ts';

/** Fills in every default. Throws a ZodError on what is not valid by the schema: check it first (`readPolicy`). */
export function normalise(composed: Plain, preset: string, source: Policy['source']): Policy {
  const { levels, gates, preset: _preset, version: _version, Extends: _base, ...rest } = WrittenPolicy.parse(composed);
  const rollback = { ...rest.rollback, recommendWhen: limited(rest) };
  return { ...rest, rollback, preset, levels: ranked(levels), gates: judged(gates, rest.phases), source };
}

/** A rule that asks for the error rate and names no limit has the policy's (C28). */
function limited({ rollback, thresholds }: Pick<ReadPolicy, 'rollback' | 'thresholds'>) {
  return rollback.recommendWhen.map((rule) => {
    const limit = rule.errorRateOver ?? (rule.errorRate === true ? thresholds.errorRate.rollback : null);
    return limit === null ? rule : { ...rule, errorRateOver: limit };
  });
}

/** A gate that does not say so is hard where the phase that ends there is judged on thoroughness, and light otherwise (`S002-04`). */
function judged(gates: ReadPolicy['gates'], phases: ReadPolicy['phases']): Policy['gates'] {
  return Object.fromEntries(
    Object.entries(gates).map(([before, gate]) => {
      const isHard = phases.some((phase) => phase.overWhen === before && phase.judgedOn === 'thoroughness');
      return [before, { ...gate, strict: gate.strict ?? isHard }];
    }),
  );
}

function ranked(levels: ReadPolicy['levels']): readonly Level[] {
  return levels
    .filter((level) => !level.removed)
    .map(({ removed: _removed, rank, ...level }, index) => ({ ...level, rank: rank ?? index + 1 }))
    .sort((a, b) => a.rank - b.rank)
    .map((level, index) => ({ ...level, aroundTheClock: level.aroundTheClock ?? index === 0 }));
}

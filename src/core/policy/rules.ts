// Checks across keys that a schema cannot say, each a small named rule.
import type { Policy } from './policy.ts';

type Rule = (policy: Policy) => readonly string[];

const ranksDiffer: Rule = (policy) => {
  const seen = new Map<number, string>();
  return policy.levels.flatMap((level) => {
    const other = seen.get(level.rank);
    seen.set(level.rank, level.name);
    return other === undefined
      ? []
      : [`levels ${other} and ${level.name} both have rank ${level.rank}; give each its own, 1 is worst.`];
  });
};

const namesDiffer: Rule = (policy) => {
  const names = policy.levels.map((level) => level.name.toLowerCase());
  return policy.levels
    .filter((level, index) => names.indexOf(level.name.toLowerCase()) !== index)
    .map((level) => `level ${level.name} is written twice; labels are the same whatever their case. Remove one.`);
};

const someLevel: Rule = (policy) =>
  policy.levels.length > 0 ? [] : ['there is no level; write at least one under `levels`.'];

const labelsDiffer: Rule = (policy) =>
  policy.levels.some((level) => level.name.toLowerCase() === policy.labels.incident.toLowerCase())
    ? [`a level has the name of the incident label \`${policy.labels.incident}\`; rename one of them.`]
    : [];

/** The intake and the comparison with GitHub know an incident by this label; another name would lose incidents without a word. */
const incidentLabelIsKnown: Rule = (policy) =>
  policy.labels.incident === 'incident'
    ? []
    : [`\`labels.incident\` is \`${policy.labels.incident}\`; only \`incident\` is possible so far. Remove the key.`];

const rules: readonly Rule[] = [incidentLabelIsKnown, someLevel, namesDiffer, ranksDiffer, labelsDiffer];

/** Every violated rule, in words; empty when the policy is sound. */
export function checkRules(policy: Policy): readonly string[] {
  return rules.flatMap((rule) => rule(policy));
}

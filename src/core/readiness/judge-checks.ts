// Whether our checks hold anything: the default branch requires them, of the app and nobody else.
import { POLICY_CHECK, POSTMORTEM_CHECK } from '../proposal/check-names.ts';
import { checksWanted } from './checks-wanted.ts';
import type { ReadinessFacts } from './facts.ts';
import { type Finding, finding, notTold } from './finding.ts';
import { isWithoutApp } from './judge-actions.ts';

/** A row for each check that is not required as it must be. */
export function judgeChecks(facts: ReadinessFacts): readonly Finding[] {
  const { required, installation, repository } = facts;
  // Only the app posts them.
  const wanted = isWithoutApp(facts) ? [] : checksWanted(facts.policy.policy);
  if (wanted.length === 0) return [];
  if (!required.told) return [notTold(`which checks the branch \`${repository.branch}\` requires`, required.why)];
  const own = installation.told ? installation.value : null;
  const rulesOf = (check: string) => required.value.filter(({ name }) => name === check);
  // Nobody has to require them, and a workflow of the repository may be their source.
  const open = [POSTMORTEM_CHECK, POLICY_CHECK].filter((check) => rulesOf(check).some(({ app }) => app === null));
  return [...wanted, ...open].flatMap((check) => {
    const values = { check, branch: repository.branch, app: own?.slug ?? '' };
    const rules = rulesOf(check);
    if (rules.length === 0) return [finding('check-not-required', values)];
    if (rules.some(({ app }) => app !== null && own !== null && app !== own.appId))
      return [finding('check-other-source', values)];
    return rules.every(({ app }) => app === null) ? [finding('check-any-source', values)] : [];
  });
}

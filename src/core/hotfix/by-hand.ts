// A pull request that follows the runbook by hand is recognised and offered the lane; what it is called never puts it into it.
import type { Policy } from '../policy/policy.ts';
import { issuesNamedIn } from './named-issues.ts';

type Named = {
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  /** `owner/name` of the repository. */
  readonly repository: string;
};

/** The incident that a pull request by hand seems to be the hotfix of, by its title and branch; null: it follows no pattern, or names none. */
export function hotfixByHand(
  { title, body, branch, repository }: Named,
  { hotfix }: Pick<Policy, 'hotfix'>,
): { readonly incident: number } | null {
  if (!hasTitle(title, hotfix.title)) return null;
  const matches = [hotfix.branch, ...hotfix.alsoAccepts].flatMap((pattern) => {
    const match = branchPattern(pattern).exec(branch);
    return match === null ? [] : [match.groups?.['number']];
  });
  if (matches.length === 0) return null;
  const numbers = matches.flatMap((digits) => (digits === undefined ? [] : [Number(digits)]));
  const [incident] = [...numbers, ...issuesNamedIn(body, repository).map(({ number }) => number)].filter(
    (one) => one > 0,
  );
  return incident === undefined ? null : { incident };
}

/** Up to the first place of the pattern; people type it in whatever case. */
function hasTitle(title: string, pattern: string): boolean {
  const [prefix = ''] = pattern.split('{');
  const words = prefix.trim().toLowerCase();
  return words !== '' && title.trim().toLowerCase().startsWith(words);
}

/** Places are there once each and never side by side (`written/hotfix-keys.ts`), so that matching is linear. */
function branchPattern(pattern: string): RegExp {
  const parts = pattern.split(/(\{number\}|\{slug\})/).map((part) => {
    if (part === '{number}') return '(?<number>\\d{1,9})';
    return part === '{slug}' ? '[A-Za-z0-9][\\w.-]{0,99}' : RegExp.escape(part);
  });
  return new RegExp(`^${parts.join('')}$`);
}

// What the branch and the pull request of a new hotfix are called, by the policy's patterns.
import type { Incident } from '../incident/record.ts';
import type { Policy } from '../policy/policy.ts';
import { slugWords } from '../slug-words.ts';

/** Characters of the words in a branch; GitHub takes 244 for the whole name. */
const LONGEST_WORDS = 40;
const LONGEST_TITLE = 200;

/** The branch: one that this incident has not had yet. `about`: what the hotfix is, in a few words. */
export function hotfixBranch({ issue, hotfixes = [] }: Incident, about: string, { hotfix }: Policy): string {
  const words = slugWords(about, LONGEST_WORDS);
  const name = hotfix.branch
    .replaceAll('{number}', String(issue.number))
    .replaceAll('{slug}', words === '' ? String(issue.number) : words);
  const taken = new Set(hotfixes.map(({ branch }) => branch));
  for (let nth = 1; ; nth += 1) {
    const one = nth === 1 ? name : `${name}-${nth}`;
    if (!taken.has(one)) return one;
  }
}

/** The title, in one line. */
export function hotfixTitle(about: string, { hotfix }: Policy): string {
  return filled(hotfix.title, { summary: about }).slice(0, LONGEST_TITLE).toWellFormed();
}

/** The first line of the commit that the branch begins with, and that a merge is called. */
export function hotfixCommit({ issue }: Pick<Incident, 'issue'>, about: string, { hotfix }: Policy): string {
  const text = filled(hotfix.commit, { summary: about, number: String(issue.number) });
  return text.slice(0, LONGEST_TITLE).toWellFormed();
}

function filled(pattern: string, values: Readonly<Record<string, string>>): string {
  const line = pattern.replace(/\{(summary|number)\}/g, (_place, name: string) => values[name] ?? '');
  return line.replace(/\s+/g, ' ').trim();
}

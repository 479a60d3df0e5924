// Which files of a repository are postmortems: by their path under the policy, and what their front matter says.
import type { Policy } from '../policy/policy.ts';
import { patternOf } from './file-name.ts';
import { incidentIn } from './place.ts';

/** Whether a file may be one, by its path alone: Markdown in the folder of the policy's pattern, except the page that lists them. */
export function mayBePostmortem(path: string, policy: Pick<Policy, 'postmortem'>): boolean {
  const folders = patternOf(policy).split('/').slice(0, -1);
  return (
    new RegExp(`^${asRegExp([...folders, ''].join('/'))}[^/]+\\.md$`).test(path) && !/(?:^|\/)readme\.md$/i.test(path)
  );
}

/** Whether it is: it is called as the pattern says, or its front matter names an incident. Others may share the folder. */
export function isPostmortem(path: string, text: string, policy: Pick<Policy, 'postmortem'>): boolean {
  return new RegExp(`^${asRegExp(patternOf(policy))}$`).test(path) || incidentIn(text) !== null;
}

/** Names in the pattern stand for anything but a slash; the lint's own rule says what a date and a slug are. */
function asRegExp(pattern: string): string {
  return pattern
    .split(/(\{date\}|\{slug\})/)
    .map((part) => {
      if (part === '{date}') return '\\d{4}-\\d{2}-\\d{2}';
      return part === '{slug}' ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
}

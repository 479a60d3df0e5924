// What by its nature can hardly break a running service.
import type { MergedPull } from './recent-past.ts';

/** What a change is. */
export type Kind = 'deployment' | 'pull' | 'release' | 'run' | 'configuration';

/** No `.txt` and no `fixtures/` of themselves: `requirements.txt` and `CMakeLists.txt` build the service, and a database is filled from fixtures. */
const PROSE =
  /(?:\.(?:md|mdx|rst|adoc)$)|(?:^|\/)(?:docs?|tests?|__tests__|specs?)\/|\.(?:test|spec)\.[a-z]+$|_test\.[a-z]+$/i;

/** Whether all that was changed is documentation and tests. What was not read counts as code. */
export function changesOnlyProse({ files, changedFiles }: Pick<MergedPull, 'files' | 'changedFiles'>): boolean {
  const isWhole = files.length > 0 && files.length >= (changedFiles ?? 0);
  return isWhole && files.every((file) => PROSE.test(file));
}

/** Workflows that touch what runs, and those that only look at code. */
const TOUCHES =
  /deploy|release|migrat|roll|provision|terraform|infra|apply|publish|rotate|backup|restore|sync|import|cron|job|seed|flag|cache|purge/i;
const LOOKS =
  /\b(?:ci|lint|tests?|unit|e2e|format|type-?check|spell|docs?|codeql|coverage|labeler|stale|scan|audit|check|preview|nightly)\b/i;

/** How much a failed run may have to do with what runs. */
export function runWeight(workflow: string): number {
  if (TOUCHES.test(workflow)) return 0.9;
  return LOOKS.test(workflow) ? 0.1 : 0.5;
}

// The mark of a practice incident in its title, which says so before anything else.

/** What stands first in the title of a drill. */
export const DRILL_MARK = '[DRILL]';

const mark = /^\s*\[DRILL\]\s*/i;

/** Whether the title says that it is practice. */
export function isDrillTitle(title: string): boolean {
  return mark.test(title);
}

/** The title without it. */
export function withoutDrillMark(title: string): string {
  return title.replace(mark, '');
}

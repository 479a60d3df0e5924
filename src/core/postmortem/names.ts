// What the commit and the pull request of a postmortem are called.
import type { Incident } from '../incident/record.ts';
import { oneVisibleLine } from '../markdown/inert.ts';
import type { Policy } from '../policy/policy.ts';

const LONGEST = 200;

/** The title of the pull request. */
export function postmortemTitle({ summary, issue }: Incident, { formats }: Policy): string {
  return cut(`${formats.report}: ${summary === '' ? `incident ${issue.number}` : summary}`);
}

/** The first line of a commit; no keyword that closes anything. */
export function postmortemCommit({ issue }: Incident): string {
  return `docs: postmortem of incident ${issue.number}`;
}

/** The first line of a commit that brings its action items in step; no keyword that closes anything. */
export function rowsCommit({ issue }: Incident): string {
  return `docs: action items of incident ${issue.number} as their issues are`;
}

/** The branch of the page and the feed of all postmortems: one pull request at a time, which two postmortems cannot conflict in. */
export const INDEX_BRANCH = 'postmortem/index';
export const INDEX_TITLE = 'docs: list the published postmortems';

function cut(text: string): string {
  return oneVisibleLine(text).slice(0, LONGEST).toWellFormed();
}

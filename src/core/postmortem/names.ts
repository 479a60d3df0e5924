// What the commit and the pull request of a postmortem are called.
import { DRILL_MARK } from '../incident/drill-title.ts';
import type { Incident } from '../incident/record.ts';
import { oneVisibleLine } from '../markdown/inert.ts';
import type { Policy } from '../policy/policy.ts';

const LONGEST = 200;

/** The title of the pull request. */
export function postmortemTitle({ summary, issue, drill }: Incident, { formats }: Policy): string {
  const mark = drill === true ? `${DRILL_MARK} ` : '';
  return cut(`${mark}${formats.report}: ${summary === '' ? `incident ${issue.number}` : summary}`);
}

/** The first line of a commit; no keyword that closes anything. */
export function postmortemCommit(incident: Incident): string {
  return `docs: postmortem of ${whichOf(incident)}`;
}

/** The first line of a commit that brings its action items in step; no keyword that closes anything. */
export function rowsCommit(incident: Incident): string {
  return `docs: action items of ${whichOf(incident)} as their issues are`;
}

function whichOf({ issue, drill }: Incident): string {
  return `${drill === true ? 'drill' : 'incident'} ${issue.number}`;
}

/** The branch of the page and the feed of all postmortems: one pull request at a time, which two postmortems cannot conflict in. */
export const INDEX_BRANCH = 'postmortem/index';
export const INDEX_TITLE = 'docs: list the published postmortems';

function cut(text: string): string {
  return oneVisibleLine(text).slice(0, LONGEST).toWellFormed();
}

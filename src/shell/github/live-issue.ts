// The issue as GitHub shows it now.
import type { LiveIssue } from '../../core/facts.ts';
import { timestamp } from '../../core/time.ts';
import type { IssueAnswer } from './facts-answer.ts';

/** In the words of the core. */
export function liveIssue(found: IssueAnswer): LiveIssue {
  return {
    title: found.title,
    body: found.body ?? '',
    state: found.state === 'CLOSED' ? 'closed' : 'open',
    stateReason: found.stateReason?.toLowerCase() ?? null,
    locked: found.locked,
    labels: found.labels?.nodes ?? [],
    assignees: (found.assignees?.nodes ?? []).filter((person) => person !== null),
    ...closerOf(found),
    author: found.author,
    createdAt: timestamp(found.createdAt),
    url: found.url,
    ...editsOf(found),
  };
}

/** Who edited the description. Edits that GitHub does not list were made by nobody known. */
function editsOf({ userContentEdits: found, createdAt }: IssueAnswer): Pick<LiveIssue, 'edits'> {
  const edits = (found?.nodes ?? []).flatMap((edit) =>
    edit === null ? [] : [{ by: edit.editor, at: timestamp(edit.editedAt) }],
  );
  if (found == null || found.totalCount === 0) return {};
  if (found.totalCount === edits.length) return { edits };
  return { edits: [...edits, { by: null, at: edits.at(-1)?.at ?? timestamp(createdAt) }] };
}

/** A keyword closed it, where GitHub names a pull request. */
function closerOf({ closings }: IssueAnswer): Pick<LiveIssue, 'closer'> {
  const pull = closings?.nodes?.at(-1)?.closer?.number;
  return pull === undefined ? {} : { closer: { pull } };
}

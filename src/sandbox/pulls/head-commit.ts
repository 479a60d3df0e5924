// A commit as checks and runs show it.
import type { CommitInfo } from '../git/index.ts';
import type { HeadCommit } from '../state/automation.ts';

/** `simple-commit`. */
export function headCommitOf({ oid: id, tree: tree_id, message, author, committer }: CommitInfo): HeadCommit {
  const person = ({ name, email }: CommitInfo['author']) => ({ name, email });
  return { id, tree_id, message, timestamp: committer.date, author: person(author), committer: person(committer) };
}

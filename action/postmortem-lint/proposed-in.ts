// The postmortems of a pull request: which of its files are some under the policy of the branch that it goes to, and their texts at its head.
import type { Policy } from '../../src/core/policy/policy.ts';
import { isPostmortem, mayBePostmortem } from '../../src/core/postmortem/among-files.ts';
import type { Document } from '../../src/core/postmortem/lint/judge-documents.ts';
import { notesOn } from '../../src/core/postmortem/lint/untouched.ts';
import type { Client } from '../../src/shell/github/client.ts';
import { filesAt } from '../../src/shell/github/proposal/files-at.ts';
import { lookAtPull } from '../../src/shell/github/proposal/look.ts';
import { policyAtCommit } from '../../src/shell/github/proposal/policy-at-commit.ts';
import { policyInForce } from '../host/policy-in-force.ts';
import type { PullOfRun } from '../host/pull-request.ts';
import type { Place } from '../host/runner.ts';

/** `notes`: what was not judged and why, in sentences of ours. */
export type ProposedDocuments = {
  readonly place: Place;
  readonly head: string;
  readonly policy: Policy;
  readonly documents: readonly Document[];
  readonly notes: readonly string[];
};

/** One request where none is there and the policy lies over no other; texts cost one more for twenty. */
export async function proposedIn(
  client: Client,
  place: Place,
  { number, base }: PullOfRun,
): Promise<ProposedDocuments> {
  const { head, files, unlisted, policy: blob, isPrivate } = await lookAtPull(client, place, { number, base });
  const shown = { ...place, private: isPrivate };
  const { file, bases } = await policyAtCommit(client, shown, `refs/heads/${base}`, blob);
  const { policy, problems, needs } = policyInForce(file, bases);
  const paths = files.filter(({ path, gone }) => !gone && mayBePostmortem(path, policy)).map(({ path }) => path);
  const texts = await filesAt(
    client,
    place,
    paths.map((path) => `${head}:${path}`),
  );
  const documents = paths.flatMap((path, at): readonly Document[] => {
    const text = texts[at]?.text ?? null;
    return isPostmortem(path, text ?? '', policy) ? [{ file: path, text }] : [];
  });
  return { place, head, policy, documents, notes: notesOn(unlisted, problems.length, needs) };
}
